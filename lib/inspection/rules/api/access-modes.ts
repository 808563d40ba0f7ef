import type { Problem } from './node-selector';

const known = 'ReadWriteOnce, ReadOnlyMany, ReadWriteMany or ReadWriteOncePod';

/** What the API server refuses in the access modes of a claim or volume; each path begins below its spec. */
export function* accessModeProblems(modes: readonly string[] = []): Iterable<Problem> {
  if (modes.length === 0) {
    yield [['accessModes'], 'there must be at least one access mode, got none', `write ${known}`];
  }
  for (const [index, mode] of modes.entries()) {
    if (mode === '') {
      yield [['accessModes', index], 'an access mode must not be empty', `write ${known}`];
    } else if (mode === 'ReadWriteOncePod' && modes.some((other) => other !== mode && other !== '')) {
      const message = 'ReadWriteOncePod cannot stand beside other access modes';
      yield [['accessModes', index], message, 'keep it alone, or remove it'];
    }
  }
}
