import type { HelmField } from '../../core/helm-value';

/** A field of a manifest, and the name of the value that it takes, below that of its object. */
interface OwnField {
  readonly path: readonly (string | number)[];
  readonly name: string;
}

type Map = Readonly<Record<string, unknown>>;

/**
 * The fields of a manifest that releases of it usually set: images, resources and replicas of a workload, the limits of
 * an autoscaler, the hosts of a route.
 *
 * @returns the fields by the path of a JSON Patch, with names below the object's own, such as `image`
 */
export function usualFields(manifest: unknown): readonly HelmField[] {
  const object = mapOf(manifest);
  return [...replicasOf(object), ...containersOf(object), ...hostsOf(object)].map(({ path, name }) => ({
    name,
    path: path.map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join(''),
  }));
}

/** The name of something as a value can have it: in camel case, beginning with a lower-case letter. */
export function camelCase(name: string): string {
  const [first = '', ...others] = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const joined = first.charAt(0).toLowerCase() + first.slice(1) + others.map(capitalized).join('');
  return /^[a-z]/.test(joined) ? joined : `app${capitalized(joined)}`;
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const scaled = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController']);

function replicasOf({ kind, spec }: Map): readonly OwnField[] {
  const wanted =
    kind === 'HorizontalPodAutoscaler'
      ? ['minReplicas', 'maxReplicas']
      : typeof kind === 'string' && scaled.has(kind)
        ? ['replicas']
        : [];
  return wanted
    .filter((field) => typeof mapOf(spec)[field] === 'number')
    .map((field) => ({ path: ['spec', field], name: field }));
}

/** Where the spec of the pods stands in each kind that has some. */
const podSpecs: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  ...Object.fromEntries([...scaled, 'DaemonSet', 'Job'].map((kind) => [kind, ['spec', 'template', 'spec']])),
};

function containersOf(object: Map): readonly OwnField[] {
  const at = Object.hasOwn(podSpecs, String(object.kind)) ? (podSpecs[String(object.kind)] ?? []) : [];
  const pod = mapOf(at.reduce<unknown>((value, step) => mapOf(value)[step], object));
  if (at.length === 0) return [];
  return ['containers', 'initContainers'].flatMap((list) =>
    listOf(pod[list]).flatMap((each, index) => {
      const container = mapOf(each);
      // What a pod is for is its first container; the others go by their names.
      const prefix = list === 'containers' && index === 0 ? '' : `${camelCase(String(container.name))}.`;
      return ['image', 'resources']
        .filter((field) => isGiven(container[field]))
        .map((field) => ({ path: [...at, list, index, field], name: prefix + field }));
    }),
  );
}

function hostsOf({ kind, spec }: Map): readonly OwnField[] {
  const places: OwnField[] = [];
  const names = new globalThis.Map<string, string>();
  const add = (value: unknown, path: readonly (string | number)[]): void => {
    if (typeof value !== 'string' || value === '') return;
    const name = names.get(value) ?? (names.size === 0 ? 'host' : `host${names.size + 1}`);
    names.set(value, name);
    places.push({ path, name });
  };
  const all = (value: unknown, path: readonly (string | number)[]): void =>
    listOf(value).forEach((each, i) => add(each, [...path, i]));
  const own = mapOf(spec);
  if (kind === 'Ingress') {
    listOf(own.rules).forEach((rule, i) => add(mapOf(rule).host, ['spec', 'rules', i, 'host']));
    listOf(own.tls).forEach((tls, i) => all(mapOf(tls).hosts, ['spec', 'tls', i, 'hosts']));
  } else if (kind === 'HTTPRoute') {
    all(own.hostnames, ['spec', 'hostnames']);
  } else if (kind === 'Certificate') {
    all(own.dnsNames, ['spec', 'dnsNames']);
  }
  return places;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && JSON.stringify(value) !== '{}';
}

function mapOf(value: unknown): Map {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Map) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
