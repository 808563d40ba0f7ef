/**
 * Kinds in the order in which a cluster needs them. What is not among them comes after the workloads and before routes:
 * custom resources lead to what runs, or configure it.
 *
 * @see https://github.com/helm/helm/blob/main/pkg/release/util/kind_sorter.go for the order that Helm installs in
 */
const groups: readonly (readonly string[])[] = [
  ['Namespace'],
  ['CustomResourceDefinition'],
  ['PriorityClass', 'RuntimeClass', 'IngressClass', 'GatewayClass', 'StorageClass'],
  ['NetworkPolicy', 'ResourceQuota', 'LimitRange', 'PodDisruptionBudget'],
  ['ServiceAccount'],
  ['ClusterIssuer', 'Issuer', 'ClusterSecretStore', 'SecretStore'],
  ['SealedSecret', 'ExternalSecret', 'ClusterExternalSecret', 'Secret'],
  ['ConfigMap'],
  ['PersistentVolume'],
  ['PersistentVolumeClaim'],
  ['ClusterRole', 'Role'],
  ['ClusterRoleBinding', 'RoleBinding'],
  ['Service'],
  ['DaemonSet'],
  ['StatefulSet'],
  ['ReplicationController', 'ReplicaSet', 'Deployment', 'Pod'],
  ['HorizontalPodAutoscaler'],
  ['Job', 'CronJob'],
];

const last: readonly (readonly string[])[] = [
  ['Certificate'],
  ['Gateway'],
  ['Ingress', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'IngressRoute', 'IngressRouteTCP', 'IngressRouteUDP'],
  ['APIService', 'MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
];

const ranks = new Map<string, number>();
groups.forEach((kinds, i) => kinds.forEach((kind) => ranks.set(kind, i)));
last.forEach((kinds, i) => kinds.forEach((kind) => ranks.set(kind, groups.length + 1 + i)));

/** Where a kind stands among the others: the lower ones come first. */
function rankOf(kind: unknown): number {
  return ranks.get(String(kind)) ?? groups.length;
}

/**
 * Puts objects in the order of their kinds, those of one rank as they stood, and each behind what it depends on.
 *
 * @param kinds the kind of each object.
 * @param dependencies for each object the positions of those that come before it, all of which stand before it already.
 * @returns the positions, in their new order.
 */
export function orderByKind(kinds: readonly unknown[], dependencies: readonly ReadonlySet<number>[]): number[] {
  const wanted = [...kinds.keys()].sort((a, b) => rankOf(kinds[a]) - rankOf(kinds[b]) || a - b);
  const done = new Set<number>();
  const order: number[] = [];
  // What stands before an object is asked for first; dependencies run backwards, so there is an end to it.
  const place = (start: number): void => {
    const open = [start];
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const missing = [...(dependencies[top] ?? [])].filter((each) => !done.has(each));
      if (missing.length > 0) {
        open.push(...missing.sort((a, b) => b - a));
      } else {
        open.pop();
        if (!done.has(top)) {
          done.add(top);
          order.push(top);
        }
      }
    }
  };
  wanted.forEach((position) => place(position));
  return order;
}
