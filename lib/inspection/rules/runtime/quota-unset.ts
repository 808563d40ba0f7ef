import { limitRanges, resourcesOf } from '../../model/pod-resources';
import { podRule } from '../../rule/rule';
import type { ResourceQuota } from '../../schema/wire-types';

/** The words of a quota about requests and limits that every container has to give then. */
const words = /^(?:(requests|limits)\.)?(cpu|memory)$/;

/** Finds containers that give no request or limit where the quota of their namespace counts it: no pod is created then. */
export const quotaUnset = podRule({
  id: 'runtime/quota-unset',
  summary: 'a container without the request or limit that the ResourceQuota of its namespace demands',
  check(pod, { set, report }) {
    const quotas = set
      .ofKind<ResourceQuota>('ResourceQuota')
      .filter(
        ({ wellFormed, namespace, manifest: { spec: { scopes = [], scopeSelector } = {} } }) =>
          wellFormed && namespace === pod.object.namespace && scopes.length === 0 && scopeSelector === undefined,
      );
    if (quotas.length === 0) {
      return;
    }
    const defaults = limitRanges(set, pod.object.namespace, 'Container');
    const whole = resourcesOf(pod.spec.resources);
    for (const quota of quotas) {
      for (const name of Object.keys(quota.manifest.spec?.hard ?? {})) {
        const [, part = 'requests', resource = ''] = words.exec(name) ?? [];
        const field = part as 'requests' | 'limits';
        if (resource === '' || whole[field][resource] !== undefined) {
          continue;
        }
        for (const { container, role, label, at } of pod.containers) {
          if (role !== 'ephemeral' && resourcesOf(container.resources, defaults)[field][resource] === undefined) {
            report({
              path: container.resources === undefined ? at() : at('resources'),
              message: `container '${label}' gives no ${field}.${resource}, which ${String(quota)} counts; no pod is created`,
              fix: `add resources.${field}.${resource}, or a default for it in a LimitRange`,
            });
          }
        }
      }
    }
  },
});
