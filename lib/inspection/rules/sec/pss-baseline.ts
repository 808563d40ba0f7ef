import { enforcedLevel } from '../../pod-security';
import { podRule } from '../../rule';
import { baselineChecks } from './baseline-checks';

/** Finds pods that the baseline profile of Pod Security does not admit. */
export const podSecurityBaseline = podRule({
  id: 'sec/pss-baseline',
  summary: 'a pod that the baseline profile of Pod Security does not admit',
  check(pod, { set, version, report }) {
    const level = enforcedLevel(pod, set);
    if (level === 'privileged') {
      return;
    }
    for (const check of baselineChecks) {
      for (const [path, message, fix] of check(pod, version)) {
        report({ path, message, fix, certain: level !== undefined });
      }
    }
  },
});
