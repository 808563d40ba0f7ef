import { qualifiedNameProblem } from '../../formats/qualified-name';
import { objectRule } from '../../rule/rule';
import { describe } from '../../schema/validator';

/** The finalizers of Kubernetes itself, which need no domain. */
const standard = ['foregroundDeletion', 'kubernetes', 'orphan'];

/** Finds finalizers that the API server refuses. */
export const finalizerName = objectRule({
  id: 'api/finalizer-name',
  summary: 'a finalizer that is no qualified name, or two that contradict each other',
  fields: ['finalizers'],
  kinds: 'all',
  check({ manifest, knowledge }, { report }) {
    const finalizers = manifest.metadata?.finalizers ?? [];
    for (const [index, finalizer] of finalizers.entries()) {
      const path = ['metadata', 'finalizers', index];
      const problem = qualifiedNameProblem(finalizer);
      const bare = !finalizer.includes('/') && !standard.includes(finalizer);
      if (problem !== undefined) {
        const message = `the finalizer ${problem}; got ${describe(finalizer)}`;
        report({ path, message, fix: `write it as 'example.com/name'` });
      } else if (bare && knowledge === 'built-in') {
        const message = `the finalizer must have a domain, or be one of ${standard.join(', ')}; got '${finalizer}'`;
        report({ path, message, fix: `write it as 'example.com/${finalizer}'` });
      } else if (finalizer === 'foregroundDeletion' && finalizers.includes('orphan')) {
        const message = `the finalizers 'orphan' and 'foregroundDeletion' contradict each other`;
        report({ path, message, fix: 'keep one of the two' });
      }
    }
  },
});
