import type { Rule } from '../../rule';
import { podSecurityRestricted } from './pss-restricted';

/** Pod Security and what belongs to it. */
export const secRules: readonly Rule[] = [podSecurityRestricted];
