import type { ManifestSource } from '../../inspection';
import { unfold } from '../../inspection/model/manifest-set';

/** An object that is to be applied. */
export interface ApplyObject {
  readonly kind: string;
  /** The API group; empty for the core group. */
  readonly group: string;
  readonly apiVersion: string;
  readonly name: string;
  /** The namespace that its manifest names; empty where it names none. */
  readonly namespace: string;
  readonly manifest: Readonly<Record<string, unknown>>;
  /** The file that holds it, or from whose kustomization it was built. */
  readonly file: string;
  /** The line where it begins, from 1; undefined where the file does not hold it as it is. */
  readonly line: () => number | undefined;
}

/** The objects of documents in their order, those of a List in its order. */
export function objectsOf(sources: readonly ManifestSource[], file: (source: ManifestSource) => string): ApplyObject[] {
  return sources.flatMap((source) =>
    unfold(source.manifest, [], 0).map(({ manifest, prefix }) => {
      if (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest)) {
        const line = source.locate?.(prefix)?.line;
        const place = `${file(source)}${line === undefined ? '' : `:${line}`}`;
        throw new Error(`${place}: a document is no object of Kubernetes; remove it, nothing is applied`);
      }
      return read(manifest as Readonly<Record<string, unknown>>, file(source), () => source.locate?.(prefix)?.line);
    }),
  );
}

function read(manifest: Readonly<Record<string, unknown>>, file: string, line: () => number | undefined): ApplyObject {
  const apiVersion = textOf(manifest.apiVersion);
  const { name, namespace } = (manifest.metadata ?? {}) as Readonly<Record<string, unknown>>;
  return {
    kind: textOf(manifest.kind),
    group: apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '',
    apiVersion,
    name: textOf(name),
    namespace: textOf(namespace),
    manifest,
    file,
    line,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** How a message names an object: `Deployment backend/web`. */
export function nameOf({ kind, namespace, name }: ApplyObject): string {
  const own = name === '' ? '(without a name)' : name;
  return `${kind === '' ? 'object' : kind} ${namespace === '' ? own : `${namespace}/${own}`}`;
}

/** How `kubectl` names it: `deployment.apps/web`. */
export function resourceName({ kind, group, name }: ApplyObject): string {
  return `${kind.toLowerCase()}${group === '' ? '' : `.${group}`}/${name}`;
}

/** Where it is: `dist/backend.k8s.yaml:120`. */
export function placeOf(object: ApplyObject): string {
  const line = object.line();
  return line === undefined ? object.file : `${object.file}:${line}`;
}

/** A field of a manifest that holds fields; empty where it does not. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
