import type { Labels } from '../../model/label-selection';
import type { ManifestSet } from '../../model/manifest-set';

/**
 * Looks for what a selector that selects nothing was meant to select: pods that have all but one of its labels.
 *
 * @returns the fix, or undefined where nothing is near
 */
export function nearestLabels(namespace: string, selector: Labels, set: ManifestSet): string | undefined {
  const keys = Object.keys(selector);
  for (const key of keys.length > 1 ? keys : []) {
    const rest = Object.fromEntries(Object.entries(selector).filter(([other]) => other !== key));
    const pod = set.podsSelected(namespace, { matchLabels: rest })[0];
    if (pod !== undefined) {
      const value = Object.hasOwn(pod.labels, key) ? pod.labels[key] : undefined;
      return value === undefined
        ? `remove ${key}: ${String(pod.object)} does not have it`
        : `write ${key}: ${value}, as ${String(pod.object)} has`;
    }
  }
  return undefined;
}
