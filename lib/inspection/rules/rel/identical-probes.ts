import { isDeepStrictEqual } from 'node:util';
import { containerRule } from '../../rule/rule';

/** Finds containers that are restarted as soon as they are not ready. */
export const identicalProbes = containerRule({
  id: 'rel/identical-probes',
  summary: 'a container whose liveness probe is the same as its readiness probe',
  fields: ['livenessProbe'],
  check({ container: { livenessProbe, readinessProbe }, label, at }, { report }) {
    if (livenessProbe !== undefined && isDeepStrictEqual(livenessProbe, readinessProbe)) {
      report({
        path: at('livenessProbe'),
        message: `container '${label}' is restarted as soon as it is not ready: its two probes are the same`,
        fix: 'ask something cheaper, or give the livenessProbe a higher failureThreshold',
      });
    }
  },
});
