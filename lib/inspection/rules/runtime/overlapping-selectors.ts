import { isEmpty } from '../../model/label-selection';
import { objectRule } from '../../rule/rule';
import type { Deployment, LabelSelector, ReplicationController } from '../../schema/wire-types';

/** The kinds that keep a number of pods by a selector. */
const keepers = ['Deployment.apps', 'ReplicaSet.apps', 'StatefulSet.apps', 'DaemonSet.apps', 'ReplicationController'];

/** Finds workloads whose selector selects the pods of others. */
export const overlappingSelectors = objectRule({
  id: 'runtime/overlapping-selectors',
  summary: 'a workload whose selector also selects the pods of another one',
  kinds: keepers,
  check(object, { set, report }) {
    const selector: LabelSelector =
      object.kind === 'ReplicationController'
        ? { matchLabels: (object.manifest as ReplicationController).spec?.selector ?? {} }
        : ((object.manifest as Deployment).spec?.selector ?? {});
    if (isEmpty(selector)) {
      return;
    }
    const other = set
      .podsSelected(object.namespace, selector)
      .find(
        ({ object: { groupKind, name } }) =>
          isKeeper(groupKind) && !(groupKind === object.groupKind && name === object.name),
      );
    if (other !== undefined) {
      const isPod = other.object.kind === 'Pod';
      report({
        path: ['spec', 'selector'],
        message: isPod
          ? `the selector also selects ${String(other.object)}, which would be taken over and counted, or deleted as one too many`
          : `the selector also selects the pods of ${String(other.object)}; both count and replace each other's`,
        fix: `add a label to the selector that these pods alone have, as app.kubernetes.io/component`,
      });
    }
  },
});

/** Whether a kind is a pod, or keeps pods by a selector; the same object given twice is runtime/duplicate-object's. */
function isKeeper(groupKind: string): boolean {
  return groupKind === 'Pod' || keepers.includes(groupKind);
}
