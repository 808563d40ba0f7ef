import type { ComparedObject } from './compared-object';

type Json = Readonly<Record<string, unknown>>;

/** Whether an object was read from a cluster: only the API server gives one an identity. */
export function isLive({ manifest }: ComparedObject): boolean {
  return typeof metadataOf(manifest).uid === 'string';
}

/** Objects that every namespace has without anybody asking. */
const unasked = /^(?:ServiceAccount default|ConfigMap kube-root-ca\.crt|Service kubernetes)$/;

/** Kinds that controllers keep for other objects. */
const keptKinds: ReadonlySet<string> = new Set(['Endpoints', 'EndpointSlice', 'Event', 'Lease', 'ControllerRevision']);

/** Whether the cluster made an object by itself: for another one, as the pods of a Deployment, or in every namespace. */
export function isMadeByCluster(object: ComparedObject): boolean {
  const { kind, name, manifest } = object;
  const owners = metadataOf(manifest).ownerReferences;
  return (
    isLive(object) &&
    (keptKinds.has(kind) ||
      unasked.test(`${kind} ${name}`) ||
      (kind === 'Secret' && manifest.type === 'kubernetes.io/service-account-token') ||
      (Array.isArray(owners) && owners.some((owner) => (owner as Json).controller === true)))
  );
}

/** What the cluster chooses where a manifest does not, by kind; `*` stands for each element of a list. */
const chosen: Readonly<Record<string, readonly string[]>> = {
  HorizontalPodAutoscaler: ['spec.metrics', 'spec.behavior'],
  Job: ['spec.selector', ...jobLabels('spec.template')],
  Namespace: ['metadata.labels.kubernetes\\.io/metadata\\.name'],
  PersistentVolume: ['spec.claimRef'],
  PersistentVolumeClaim: ['spec.volumeName', 'spec.storageClassName'],
  Pod: ['nodeName', 'priority', 'preemptionPolicy', 'serviceAccountName', 'tolerations'].map((key) => `spec.${key}`),
  Service: ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy', 'healthCheckNodePort', 'ports.*.nodePort'].map(
    (key) => `spec.${key}`,
  ),
  ServiceAccount: ['secrets'],
  StatefulSet: ['apiVersion', 'kind', 'status'].map((key) => `spec.volumeClaimTemplates.*.${key}`),
};

function jobLabels(template: string): readonly string[] {
  return ['controller-uid', 'job-name', 'batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-name'].map(
    (label) => `${template}.metadata.labels.${label.replaceAll('.', '\\.')}`,
  );
}

/** A live object without what the cluster has chosen for it and the other side leaves to the cluster. */
export function withoutChoices({ kind, manifest }: ComparedObject, other: ComparedObject): Json {
  return (chosen[kind] ?? []).reduce(
    (object, path) =>
      without(
        object,
        other.manifest,
        path.split(/(?<!\\)\./).map((key) => key.replaceAll('\\.', '.')),
      ),
    manifest,
  );
}

function without(value: Json, other: unknown, [key = '', ...rest]: readonly string[]): Json {
  const [own, theirs] = [value[key], isMap(other) ? other[key] : undefined];
  if (rest.length === 0) {
    if (theirs !== undefined && theirs !== null) return value;
    return Object.fromEntries(Object.entries(value).filter(([each]) => each !== key));
  }
  if (rest[0] === '*' && Array.isArray(own)) {
    const elements = (own as readonly unknown[]).map((each, index) =>
      isMap(each) ? without(each, Array.isArray(theirs) ? theirs[index] : undefined, rest.slice(1)) : each,
    );
    return { ...value, [key]: elements };
  }
  return isMap(own) ? { ...value, [key]: without(own, theirs, rest) } : value;
}

function metadataOf({ metadata }: Json): Json {
  return isMap(metadata) ? metadata : {};
}

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
