/** An object of one side of a comparison. */
export interface ComparedObject {
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly apiVersion: string;
  readonly kind: string;
  /** The namespace that it names; empty where it names none. */
  readonly namespace: string;
  /** Its name, or the beginning of one that the cluster completes; empty where it has none. */
  readonly name: string;
  /** The file that holds it, below the folder that was asked for. */
  readonly file: string;
}

/** What an object is known by, but for its name and namespace: `Deployment.apps`, whatever the version. */
export function groupKindOf({ apiVersion, kind }: ComparedObject): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? kind : `${kind}.${apiVersion.slice(0, slash)}`;
}

/** How an object is called in a report: `Deployment shop/web`. */
export function titleOf({ kind, namespace, name }: ComparedObject): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name === '' ? '(without a name)' : name}`;
}
