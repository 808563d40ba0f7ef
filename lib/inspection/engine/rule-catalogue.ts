import { changeRules } from '../change-guard/change-rules';
import type { Rule } from '../rule/rule';
import { allRules } from '../rules';

/** Every rule there is, in the order of the groups: those on manifests, and those on what changes between two sets of them. */
export const ruleCatalogue: readonly Rule[] = [...allRules, ...changeRules];
