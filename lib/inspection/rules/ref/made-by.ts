import type { GroupKind, ManifestObject } from '../../model/manifest-object';
import type { ManifestSet } from '../../model/manifest-set';
import type { ConfigMap, Ingress, Secret } from '../../schema/wire-types';

/** The field of a custom resource that names the Secret it makes; empty where the Secret has the resource's own name. */
const secretMakers: Readonly<Record<GroupKind, readonly string[]>> = {
  'ExternalSecret.external-secrets.io': ['spec', 'target', 'name'],
  'SealedSecret.bitnami.com': [],
  'Certificate.cert-manager.io': ['spec', 'secretName'],
};

/** The annotations by which an Ingress asks cert-manager for the certificates that it names. */
const certificateAnnotations = ['cert-manager.io/cluster-issuer', 'cert-manager.io/issuer', 'kubernetes.io/tls-acme'];

/** The names of the Secrets that other objects of a set make, found once a set: `namespace/name`. */
const secrets = new WeakMap<ManifestSet, ReadonlySet<string>>();

function secretsMade(set: ManifestSet): ReadonlySet<string> {
  const known = secrets.get(set);
  if (known !== undefined) {
    return known;
  }
  const made = new Set<string>();
  for (const [kind, path] of Object.entries(secretMakers)) {
    for (const object of set.ofKind(kind)) {
      let value: unknown = path.length === 0 ? undefined : object.manifest;
      for (const step of path) {
        value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined;
      }
      made.add(`${object.namespace}/${typeof value === 'string' && value !== '' ? value : object.name}`);
    }
  }
  for (const { annotations, namespace, manifest, wellFormed } of set.ofKind<Ingress>('Ingress.networking.k8s.io')) {
    if (wellFormed && certificateAnnotations.some((key) => Object.hasOwn(annotations, key))) {
      manifest.spec?.tls?.forEach(({ secretName = '' }) => made.add(`${namespace}/${secretName}`));
    }
  }
  secrets.set(set, made);
  return made;
}

/** Whether another object of the set makes the one that is named: an ExternalSecret its Secret, an Ingress its certificate. */
export function makers(kind: GroupKind, namespace: string, name: string, set: ManifestSet): boolean {
  return kind === 'Secret' && secretsMade(set).has(`${namespace}/${name}`);
}

/** The keys of a ConfigMap or Secret; undefined for any other kind. */
export function keysOf(object: ManifestObject): readonly string[] | undefined {
  if (object.groupKind === 'ConfigMap') {
    const { data = {}, binaryData = {} } = object.manifest as ConfigMap;
    return [...Object.keys(data), ...Object.keys(binaryData)];
  }
  if (object.groupKind === 'Secret') {
    const { data = {}, stringData = {} } = object.manifest as Secret;
    return [...Object.keys(data), ...Object.keys(stringData)];
  }
  return undefined;
}
