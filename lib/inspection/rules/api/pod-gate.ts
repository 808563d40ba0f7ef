import { qualifiedNameProblem } from '../../formats/qualified-name';
import { podRule } from '../../rule/rule';
import { describe } from '../../schema/validator';

/** Finds readiness and scheduling gates with names that the API server refuses. */
export const podGate = podRule({
  id: 'api/pod-gate',
  summary: 'a readiness or scheduling gate whose name is no qualified name, or stands twice',
  fields: ['readinessGates', 'schedulingGates'],
  check(pod, { report }) {
    const { readinessGates = [], schedulingGates = [] } = pod.spec;
    const gates = [
      ...readinessGates.map(
        ({ conditionType }, index) => ['readinessGates', index, 'conditionType', conditionType] as const,
      ),
      ...schedulingGates.map(({ name }, index) => ['schedulingGates', index, 'name', name] as const),
    ];
    const seen = new Set<string>();
    for (const [list, index, key, name] of gates) {
      const problem = name === undefined ? undefined : qualifiedNameProblem(name);
      if (problem !== undefined) {
        const message = `the name of a gate ${problem}; got ${describe(name)}`;
        report({ path: pod.at(list, index, key), message, fix: `write it as 'example.com/name'` });
      } else if (list === 'schedulingGates' && name !== undefined && seen.has(name)) {
        const message = `the gate '${name}' stands twice in this pod`;
        report({ path: pod.at(list, index, key), message, fix: 'remove one of the two' });
      }
      if (list === 'schedulingGates' && name !== undefined) {
        seen.add(name);
      }
    }
  },
});
