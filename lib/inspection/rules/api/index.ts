import type { Rule } from '../../rule/rule';
import { fieldRules } from './field-rules';
import { metadataRules } from './metadata-rules';
import { objectRules } from './object-rules';
import { podPolicyRules } from './pod-policy-rules';
import { podRules } from './pod-rules';
import { workloadRules } from './workload-rules';

/** What the API server refuses beyond what a schema can say. */
export const apiRules: readonly Rule[] = [
  ...fieldRules,
  ...metadataRules,
  ...workloadRules,
  ...podRules,
  ...podPolicyRules,
  ...objectRules,
];
