import type { Rule } from '../../rule';

export const netRules: readonly Rule[] = [];
