import { engineRule, type Rule } from '../../rule/rule';

/** What can be wrong with a text before it is a manifest (yaml-source.ts). */
export const yamlRules: readonly Rule[] = [
  engineRule('yaml/syntax', 'text that `kubectl` cannot read'),
  engineRule('yaml/duplicate-key', 'a key that stands twice in one map'),
  engineRule('yaml/limit', 'a file or document too large, too deep or with too many aliases to be read'),
  engineRule('yaml/not-an-object', 'a document that is no Kubernetes object'),
];
