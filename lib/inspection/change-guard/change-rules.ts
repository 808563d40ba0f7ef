import { engineRule, type Rule } from '../rule/rule';

/** What is found only where two sets of manifests are compared (compare-sets.ts). */
export const changeRules: readonly Rule[] = [
  engineRule('change/immutable-field', 'a field that the cluster does not let change once the object exists'),
  engineRule('change/shrunken-volume', 'a claim that asks for less storage than before'),
  engineRule('change/removed-claim', 'a claim that is gone, and its data with it where what is gone is deleted'),
  engineRule('change/removed-namespace', 'a namespace that is gone, and with it all that it holds'),
  engineRule('change/removed-definition', 'a custom resource definition that is gone, and with it all its objects'),
  engineRule('change/renamed-stateful-set', 'a StatefulSet of another name, whose pods begin with empty volumes'),
  engineRule('change/unstarted-pods', 'requests that are sent to pods which did not run before'),
];
