import { engineRule, type Rule } from '../../rule/rule';

/** What can be wrong with the annotations that silence rules (suppressions.ts). */
export const suppressionRules: readonly Rule[] = [
  engineRule('suppression/unused', 'an annotation that silences a rule which finds nothing'),
  engineRule('suppression/no-reason', 'an annotation that silences a rule without a reason'),
  engineRule('suppression/unknown-rule', 'an annotation that silences a rule which does not exist'),
];
