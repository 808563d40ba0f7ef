import type { Path } from '../../formats/path';
import {
  amountsOf,
  exceeds,
  limitRanges,
  podResources,
  quantityText,
  resourcesOf,
  type ResourceAmounts,
} from '../../model/pod-resources';
import { objectRule } from '../../rule/rule';
import { podKinds } from '../../model/pod';
import type { LimitRangeItem, PersistentVolumeClaim, StatefulSet } from '../../schema/wire-types';

/** Finds containers, pods and claims that the LimitRange of their namespace refuses. */
export const limitRange = objectRule({
  id: 'runtime/limit-range',
  summary: 'a container, pod or claim outside of what the LimitRange of its namespace allows',
  kinds: [...podKinds, 'PersistentVolumeClaim'],
  check(object, { set, report }) {
    const { namespace, pod } = object;
    const judge = (type: string, who: string, path: Path, amounts: ResourceAmounts): void => {
      for (const item of limitRanges(set, namespace, type)) {
        for (const [message, fix] of violations(item, amounts)) {
          report({ path, message: `${who} ${message}, by the LimitRange of the namespace`, fix });
        }
      }
    };
    if (pod !== undefined && set.ofKind('LimitRange').length > 0) {
      const defaults = limitRanges(set, namespace, 'Container');
      for (const { container, role, label, at } of pod.containers) {
        if (role !== 'ephemeral') {
          const path = container.resources === undefined ? at() : at('resources');
          judge('Container', `container '${label}'`, path, resourcesOf(container.resources, defaults));
        }
      }
      judge('Pod', 'the pod', pod.at(), podResources(pod, defaults));
    }
    for (const [path, claim] of claimsOf(object.groupKind, object.manifest)) {
      const requests = amountsOf(claim.spec?.resources?.requests);
      judge('PersistentVolumeClaim', 'the claim', [...path, 'spec'], { requests, limits: requests });
    }
  },
});

function claimsOf(groupKind: string, manifest: unknown): readonly (readonly [Path, PersistentVolumeClaim])[] {
  if (groupKind === 'PersistentVolumeClaim') {
    return [[[], manifest as PersistentVolumeClaim]];
  }
  const templates =
    groupKind === 'StatefulSet.apps' ? ((manifest as StatefulSet).spec?.volumeClaimTemplates ?? []) : [];
  return templates.map((claim, index) => [['spec', 'volumeClaimTemplates', index], claim]);
}

/** What an item says against amounts: the message and the fix. */
function violations(item: LimitRangeItem, { requests, limits }: ResourceAmounts): (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  for (const [name, least] of Object.entries(amountsOf(item.min))) {
    const request = requests[name];
    const text = quantityText(name, least);
    if (request === undefined) {
      found.push([`requests no ${name}, and must request ${text} at least`, `request ${text} of ${name}`]);
    } else if (exceeds(least, request)) {
      const fix = `request ${text} of ${name} at least`;
      found.push([`must request ${text} of ${name} at least, got ${quantityText(name, request)}`, fix]);
    } else if (limits[name] !== undefined && exceeds(least, limits[name])) {
      const got = quantityText(name, limits[name]);
      found.push([`must have a limit of ${text} of ${name} at least, got ${got}`, `raise the limit to ${text}`]);
    }
  }
  for (const [name, most] of Object.entries(amountsOf(item.max))) {
    const limit = limits[name];
    const text = quantityText(name, most);
    const highest = Math.max(limit ?? 0, requests[name] ?? 0);
    if (limit === undefined) {
      found.push([`has no limit of ${name}, and may have ${text} at most`, `add a limit of ${name}, at most ${text}`]);
    } else if (exceeds(highest, most)) {
      const fix = `ask for ${text} of ${name} at most`;
      found.push([`may have ${text} of ${name} at most, got ${quantityText(name, highest)}`, fix]);
    }
  }
  for (const [name, ratio] of Object.entries(amountsOf(item.maxLimitRequestRatio))) {
    const { [name]: request = 0 } = requests;
    const limit = limits[name];
    if (limit !== undefined && request > 0 && exceeds(limit / request, ratio)) {
      const got = Math.round((limit / request) * 100) / 100;
      const fix = 'raise the request, or lower the limit';
      found.push([`may have a limit of ${ratio} times its request of ${name}, got ${got} times`, fix]);
    }
  }
  return found;
}
