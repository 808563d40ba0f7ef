import { enforcedLevel } from '../../pod-security';
import { podRule } from '../../rule';
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
    for (const check of baselineChecks) {
      check(pod, found, version);
    }
  },
});
