import { enforcedLevel } from '../../model/pod-security';
import { podRule } from '../../rule/rule';
import { restrictedChecks, type PodSecurityReport } from './restricted-checks';

/** Finds pods that the restricted profile of Pod Security does not admit, beyond what baseline forbids. */
export const podSecurityRestricted = podRule({
  id: 'sec/pss-restricted',
  summary: 'a pod that the restricted profile of Pod Security does not admit',
  check(pod, { set, version, report }) {
    const level = enforcedLevel(pod, set);
    if (level === 'privileged' || level === 'baseline') {
      return;
    }
    const certain = level === 'restricted';
    const found: PodSecurityReport = (path, message, fix) => report({ path, message, fix, certain });
    for (const check of restrictedChecks) {
      check(pod, found, version);
    }
  },
});
