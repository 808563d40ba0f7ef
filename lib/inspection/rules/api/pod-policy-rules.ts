import type { Rule } from '../../rule';

/** Rules on what pods ask of nodes: resources, scheduling, security. */
export const podPolicyRules: readonly Rule[] = [];
