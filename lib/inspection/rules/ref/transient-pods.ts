import type { LabelSelector } from '../../schema/wire-types';

/** Labels of pods that a controller makes for a moment and that stand in no manifest: the solvers of cert-manager. */
const labels = ['acme.cert-manager.io/http01-solver'];

/** Whether a selector is for pods that come and go by themselves. */
export function isTransient({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  const keys = [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key ?? '')];
  return keys.some((key) => labels.includes(key));
}
