/** What an alert or dashboard watches: a workload, by its name and namespace. */
export interface IAlertTarget {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
}

/** Kubernetes' letters for the ends of names: without vowels, so that they are no words. */
const letter = '[b-df-hj-np-tv-xz24-9]';

/**
 * The labels of metrics that are about the pods of a workload, by the pods' names: those of a StatefulSet end with a
 * number, those of a Deployment with the hash of its version and five letters, those of a DaemonSet with five letters.
 *
 * @internal
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/rand/rand.go
 */
export function podSelector(target: IAlertTarget): string {
  const namespace = target?.namespace === undefined ? '' : `namespace="${target.namespace}", `;
  return `${namespace}pod=~"${target?.name}-([0-9]+|(${letter}{1,10}-)?${letter}{5})"`;
}
