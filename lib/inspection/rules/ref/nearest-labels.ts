import { nearest } from '../../../core/text/nearest';
import { controllerLabel } from '../../model/controller-labels';
import { hasLabels, type Labels } from '../../model/label-selection';
import type { ManifestSet } from '../../model/manifest-set';
import type { Pod } from '../../model/pod';

/** So many pods and namespaces are looked at for one selector, so that a set in which nothing fits takes linear time. */
const mostLookedAt = 200;

/**
 * Looks for what a selector that selects nothing was meant to select: pods that have all but one of its labels, pods of which
 * a label differs in a few letters, and pods of another namespace.
 *
 * @returns the fix, or undefined where nothing is near
 */
export function nearestLabels(namespace: string, selector: Labels, set: ManifestSet): string | undefined {
  const keys = Object.keys(selector);
  if (keys.length === 0) {
    return undefined;
  }
  for (const key of keys) {
    const rest = Object.fromEntries(Object.entries(selector).filter(([other]) => other !== key));
    const pods = keys.length > 1 ? set.podsSelected(namespace, { matchLabels: rest }) : set.podsIn(namespace);
    const fix = misspelt(key, selector[key] ?? '', pods) ?? (keys.length > 1 ? differing(key, pods[0]) : undefined);
    if (fix !== undefined) {
      return fix;
    }
  }
  return elsewhere(namespace, selector, set);
}

/** The pod whose label, or whose key of that label, is the nearest to what was written. */
function misspelt(key: string, value: string, pods: readonly Pod[]): string | undefined {
  const looked = pods.slice(0, mostLookedAt);
  const values = looked.flatMap(({ labels }) => (Object.hasOwn(labels, key) ? [labels[key] ?? ''] : []));
  const nearValue = nearest(value, new Set(values));
  if (nearValue !== undefined) {
    const pod = looked.find(({ labels }) => Object.hasOwn(labels, key) && labels[key] === nearValue);
    return `write ${key}: ${nearValue}, as ${String(pod?.object)} has`;
  }
  const holders = looked.filter(({ labels }) => Object.values(labels).includes(value));
  const keysOfValue = holders.flatMap(({ labels }) => Object.keys(labels).filter((each) => labels[each] === value));
  const nearKey = nearest(key, new Set(keysOfValue));
  const holder = holders.find(({ labels }) => nearKey !== undefined && labels[nearKey] === value);
  return holder === undefined ? undefined : `write ${nearKey}: ${value}, as ${String(holder.object)} has`;
}

/** What a pod that has all other labels has in place of one. */
function differing(key: string, pod: Pod | undefined): string | undefined {
  if (pod === undefined) {
    return undefined;
  }
  const value = Object.hasOwn(pod.labels, key) ? pod.labels[key] : undefined;
  if (value !== undefined) {
    return `write ${key}: ${value}, as ${String(pod.object)} has`;
  }
  const added = controllerLabel(pod.object, key);
  if (added === undefined) {
    return `remove ${key}: ${String(pod.object)} does not have it`;
  }
  return added.example === undefined
    ? undefined
    : `write ${key}: ${added.example}, as a pod of ${String(pod.object)} has`;
}

/** Pods of another namespace with just these labels. */
function elsewhere(namespace: string, selector: Labels, set: ManifestSet): string | undefined {
  let looked = 0;
  for (const other of set.namespacesOfPods) {
    if (other === namespace || ++looked > mostLookedAt) {
      continue;
    }
    const pod = set.podsSelected(other, { matchLabels: selector }).find(({ labels }) => hasLabels(labels, selector));
    if (pod !== undefined) {
      const place = other === '' ? 'in no namespace' : `in namespace ${other}`;
      return `write the namespace of the pods: those of ${String(pod.object)} are ${place}`;
    }
  }
  return undefined;
}
