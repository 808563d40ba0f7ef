import type { Path } from '../../formats/path';
import { containerRule } from '../../rule/rule';
import type { Probe } from '../../schema/wire-types';

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const counts = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
] as const;

/** Finds numbers that a probe cannot have. */
export const probeThreshold = containerRule({
  id: 'api/probe-threshold',
  summary: 'a threshold or time of a probe that is below 0, or not allowed for that probe',
  fields: ['livenessProbe', 'readinessProbe', 'startupProbe'],
  check({ container, role, at }, { report }) {
    for (const name of role === 'main' || role === 'sidecar' ? probes : []) {
      for (const [path, message, fix] of problems(name, container[name] ?? {})) {
        report({ path: at(name, ...path), message, fix });
      }
    }
  },
});

function* problems(
  name: (typeof probes)[number],
  probe: Probe,
): Iterable<readonly [path: Path, message: string, fix: string]> {
  const { successThreshold = 0, terminationGracePeriodSeconds: grace } = probe;
  for (const key of counts) {
    const value = probe[key] ?? 0;
    if (value < 0) {
      yield [[key], `'${key}' must be 0 or more, got ${value}`, 'raise it, or remove it for the default'];
    }
  }
  if (name !== 'readinessProbe' && successThreshold > 1) {
    const message = `the successThreshold of a ${name} must be 1, got ${successThreshold}`;
    yield [['successThreshold'], message, 'remove it'];
  }
  if (grace !== undefined && name === 'readinessProbe') {
    const message = `a readinessProbe ends no container and has no terminationGracePeriodSeconds, got ${grace}`;
    yield [['terminationGracePeriodSeconds'], message, 'remove it, or set that of the pod'];
  } else if (grace !== undefined && grace <= 0) {
    yield [['terminationGracePeriodSeconds'], `it must be 1 or more, got ${grace}`, 'raise it, or remove it'];
  }
}
