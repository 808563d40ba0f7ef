import { podRule } from '../../rule/rule';

/** Finds pods that say nothing of how much they matter. */
export const priorityClass = podRule({
  id: 'rel/priority-class',
  summary: 'a pod without a priority class',
  check(pod, { report }) {
    const { priorityClassName = '' } = pod.spec;
    if (priorityClassName === '') {
      report({
        path: pod.at('priorityClassName'),
        message: 'the pod has no priority class; under pressure it goes as early as any other',
        fix: 'add priorityClassName',
      });
    }
  },
});
