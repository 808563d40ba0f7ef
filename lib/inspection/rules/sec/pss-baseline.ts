import { enforcedLevel } from '../../model/pod-security';
import type { Pod } from '../../model/pod';
import { podRule } from '../../rule/rule';
import { fieldsOf, fieldsOfPod, RulesByFields } from '../../rule/rules-by-fields';
import { baselineChecks } from './baseline-checks';
import type { PodSecurityReport } from './restricted-checks';

/** Finds pods that the baseline profile of Pod Security does not admit. */
export const podSecurityBaseline = podRule({
  id: 'sec/pss-baseline',
  summary: 'a pod that the baseline profile of Pod Security does not admit',
  check(pod, { set, version, report }) {
    const level = enforcedLevel(pod, set);
    if (level === 'privileged') {
      return;
    }
    const certain = level !== undefined;
    const found: PodSecurityReport = (path, message, fix) => report({ path, message, fix, certain });
    for (const { check } of checks.of(fieldsIn(pod))) {
      check(pod, found, version);
    }
  },
});

const checks = new RulesByFields(baselineChecks);

function fieldsIn(pod: Pod): string {
  let fields = `${fieldsOfPod(pod)},${fieldsOf(pod.spec.securityContext)}`;
  for (const { container } of pod.containers) {
    fields += `,${fieldsOf(container)},${fieldsOf(container.securityContext)}`;
  }
  return fields;
}
