import { objectRule } from '../../rule/rule';
import type { PriorityClass } from '../../schema/wire-types';

/** The highest value that is not the system's own. */
const highest = 1_000_000_000;

/** The classes of the system, with the values that they have. */
const ofSystem: ReadonlyMap<string, number> = new Map([
  ['system-node-critical', 2_000_001_000],
  ['system-cluster-critical', 2_000_000_000],
]);

/** Finds priority classes that the API server refuses. */
export const priorityClass = objectRule<PriorityClass>({
  id: 'api/priority-class',
  summary: 'a priority class with a value above 1000000000, or with a name of the system',
  kinds: ['PriorityClass.scheduling.k8s.io'],
  check({ name, manifest: { value = 0, globalDefault = false } }, { report }) {
    const known = ofSystem.get(name);
    if (name.startsWith('system-')) {
      if (known !== value || globalDefault) {
        const message = `names that begin with 'system-' are the system's own, got '${name}'`;
        report({ path: ['metadata', 'name'], message, fix: 'choose another name' });
      }
    } else if (value > highest) {
      const message = `the value must be at most ${highest}, got ${value}`;
      report({ path: ['value'], message, fix: 'lower it; the values above are for the system' });
    }
  },
});
