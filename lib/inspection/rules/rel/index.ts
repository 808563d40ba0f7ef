import type { Rule } from '../../rule';
import { readiness } from './readiness';

/** What keeps a workload available. */
export const relRules: readonly Rule[] = [readiness];
