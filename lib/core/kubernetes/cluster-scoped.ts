import { clusterScopedKinds } from './cluster-scoped-kinds';

/** Kinds of custom resources that belong to no namespace, of the products whose resources this package defines. */
const ofProducts: readonly string[] = [
  'ClusterIssuer.cert-manager.io',
  'ClusterSecretStore.external-secrets.io',
  'GatewayClass.gateway.networking.k8s.io',
];

const known: ReadonlySet<string> = new Set([...clusterScopedKinds, ...ofProducts]);

/** Whether objects of a kind (`Kind` or `Kind.group`) belong to the cluster and not to a namespace. */
export function isClusterScoped(groupKind: string): boolean {
  return known.has(groupKind);
}

/** The kind with its group, as Kubernetes writes it: `Service`, `Deployment.apps`. */
export function groupKindOf(apiVersion: string, kind: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? kind : `${kind}.${apiVersion.slice(0, slash)}`;
}
