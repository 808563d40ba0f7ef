import type { Problem } from './node-selector';

/** The lists of a rule, each of which must hold something. */
const lists = ['operations', 'apiGroups', 'apiVersions', 'resources'] as const;

/** What an admission webhook is called for. */
export type WebhookRule = Readonly<Partial<Record<(typeof lists)[number], readonly string[]>>>;

/** What the API server refuses in the rules of an admission webhook; each path begins below the webhook. */
export function* webhookRuleProblems(rules: readonly WebhookRule[] = []): Iterable<Problem> {
  for (const [index, rule] of rules.entries()) {
    for (const list of lists) {
      const values = rule[list];
      const path = ['rules', index, list];
      if (values === undefined) {
        yield [path, `a rule needs '${list}', got none`, `add them, or '*' for all`];
      } else if (list !== 'resources' && values.length > 1 && values.includes('*')) {
        yield [path, `'*' must stand alone, got ${values.join(', ')}`, `remove '*', or the others`];
      }
    }
  }
}
