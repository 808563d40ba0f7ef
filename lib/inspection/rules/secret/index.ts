import type { Rule } from '../../rule';

export const secretRules: readonly Rule[] = [];
