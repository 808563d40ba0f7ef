import type { Rule } from '../../rule';

/** Rules on how workloads are rolled out, selected and scheduled. */
export const workloadRules: readonly Rule[] = [];
