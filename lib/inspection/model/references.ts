import type { GroupKind } from './manifest-object';

/** A place that names another object. */
export interface Reference {
  /** The rule that reports it. */
  readonly rule: string;
  /** The kinds that hold it; `pod` for every pod and pod template, the path then being that of its spec. */
  readonly from: readonly GroupKind[] | 'pod';
  /** The place of the object that names the other; `*` stands for every item of a list. */
  readonly path: string;
  /** The field in it that holds the name; empty where the place itself is the name. */
  readonly name: string;
  /** The kind that is named; `kind` where the field `kind` beside the name says it. */
  readonly to: GroupKind;
  /** The field in it that holds the namespace of the other. @default the namespace of the one that refers */
  readonly namespace?: string;
  /** The field in it that names a key of the other (ConfigMap, Secret); `items.*.key` for a list. @default none */
  readonly key?: string;
  /** Whether a field `optional` beside the name may say that the other need not be there. @default false */
  readonly optional?: boolean;
}

const containers = ['containers', 'initContainers', 'ephemeralContainers'];

function inContainers(path: string): readonly string[] {
  return containers.map((list) => `${list}.*.${path}`);
}

function configuration(
  rule: string,
  to: GroupKind,
  words: { volume: string; name: string; projected: string; env: string; envFrom: string },
): Reference[] {
  const common = { rule, to, from: 'pod', optional: true } as const;
  return [
    { ...common, path: `volumes.*.${words.volume}`, name: words.name, key: 'items.*.key' },
    { ...common, path: `volumes.*.projected.sources.*.${words.projected}`, name: 'name', key: 'items.*.key' },
    ...inContainers(`env.*.valueFrom.${words.env}`).map((path) => ({ ...common, path, name: 'name', key: 'key' })),
    ...inContainers(`envFrom.*.${words.envFrom}`).map((path) => ({ ...common, path, name: 'name' })),
  ];
}

const ingress: readonly GroupKind[] = ['Ingress.networking.k8s.io'];
const route: readonly GroupKind[] = ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute'].map(
  (kind) => `${kind}.gateway.networking.k8s.io`,
);

/** Every reference by name that is followed. A new one is a row here, not a traversal. */
export const references: readonly Reference[] = [
  ...configuration('ref/configmap-key', 'ConfigMap', {
    volume: 'configMap',
    name: 'name',
    projected: 'configMap',
    env: 'configMapKeyRef',
    envFrom: 'configMapRef',
  }),
  ...configuration('ref/secret-key', 'Secret', {
    volume: 'secret',
    name: 'secretName',
    projected: 'secret',
    env: 'secretKeyRef',
    envFrom: 'secretRef',
  }),
  { rule: 'ref/secret-key', from: 'pod', path: 'imagePullSecrets.*', name: 'name', to: 'Secret' },
  { rule: 'ref/secret-key', from: ingress, path: 'spec.tls.*', name: 'secretName', to: 'Secret' },
  {
    rule: 'ref/pvc',
    from: 'pod',
    path: 'volumes.*.persistentVolumeClaim',
    name: 'claimName',
    to: 'PersistentVolumeClaim',
  },
  { rule: 'ref/service-account', from: 'pod', path: 'serviceAccountName', name: '', to: 'ServiceAccount' },
  { rule: 'ref/ingress-service', from: ingress, path: 'spec.defaultBackend.service', name: 'name', to: 'Service' },
  {
    rule: 'ref/ingress-service',
    from: ingress,
    path: 'spec.rules.*.http.paths.*.backend.service',
    name: 'name',
    to: 'Service',
  },
  {
    rule: 'ref/hpa-target',
    from: ['HorizontalPodAutoscaler.autoscaling'],
    path: 'spec.scaleTargetRef',
    name: 'name',
    to: 'kind',
  },
  {
    rule: 'ref/role-ref',
    from: ['RoleBinding.rbac.authorization.k8s.io', 'ClusterRoleBinding.rbac.authorization.k8s.io'],
    path: 'roleRef',
    name: 'name',
    to: 'kind',
  },
  {
    rule: 'ref/gateway-backend',
    from: route,
    path: 'spec.rules.*.backendRefs.*',
    name: 'name',
    to: 'kind',
    namespace: 'namespace',
  },
];

/** One line for each rule of the table. */
export const referenceSummaries: Readonly<Record<string, string>> = {
  'ref/configmap-key': 'a ConfigMap, or a key of it, that is not there',
  'ref/secret-key': 'a Secret, or a key of it, that is not there',
  'ref/pvc': 'a PersistentVolumeClaim that is not there',
  'ref/service-account': 'a ServiceAccount that is not there',
  'ref/ingress-service': 'an Ingress whose Service is not there',
  'ref/hpa-target': 'a HorizontalPodAutoscaler whose target is not there',
  'ref/role-ref': 'a binding whose role is not there',
  'ref/gateway-backend': 'a route whose backend is not there',
};

/** What every cluster has, or makes in every namespace. */
export function isBuiltIn(groupKind: GroupKind, name: string): boolean {
  switch (groupKind) {
    case 'ServiceAccount':
      return name === 'default';
    case 'ConfigMap':
      return name === 'kube-root-ca.crt';
    case 'ClusterRole.rbac.authorization.k8s.io':
      return ['cluster-admin', 'admin', 'edit', 'view'].includes(name) || name.startsWith('system:');
    case 'Role.rbac.authorization.k8s.io':
      return name.startsWith('system:');
    default:
      return false;
  }
}
