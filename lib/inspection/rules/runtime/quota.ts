import { usagesIn, type Usage } from '../../model/namespace-usage';
import { amountsOf, exceeds, quantityText, type Amounts } from '../../model/pod-resources';
import { objectRule } from '../../rule/rule';
import type { ResourceQuota } from '../../schema/wire-types';

/** Finds quotas that do not hold what the manifests of their namespace ask for together. */
export const quota = objectRule<ResourceQuota>({
  id: 'runtime/quota',
  summary: 'a ResourceQuota that is smaller than what its namespace asks for',
  kinds: ['ResourceQuota'],
  check({ namespace, manifest }, { set, report }) {
    const hard = amountsOf(manifest.spec?.hard);
    const usages = usagesIn(set, namespace, manifest);
    for (const [name, allowed] of Object.entries(hard)) {
      const now = sum(usages, ({ amounts }) => amounts, name);
      const most = sum(usages, ({ most: amounts }) => amounts, name);
      if (!exceeds(most, allowed)) {
        continue;
      }
      const certain = exceeds(now, allowed);
      const asked = quantityText(name, certain ? now : most);
      const when = certain ? '' : ' when its autoscalers go up to maxReplicas';
      report({
        path: ['spec', 'hard', name],
        message: `the namespace asks for ${asked} of ${name}${when}, got ${quantityText(name, allowed)}: ${largest(usages, name, certain)}`,
        fix: `raise it to ${asked} at least, or ask for less`,
        certain,
      });
    }
  },
});

function sum(usages: readonly Usage[], of: (usage: Usage) => Amounts, name: string): number {
  return usages.reduce((total, usage) => total + (of(usage)[name] ?? 0), 0);
}

/** The three that ask for the most. */
function largest(usages: readonly Usage[], name: string, now: boolean): string {
  const asked = usages
    .map(({ object, amounts, most }) => ({ object, amount: (now ? amounts : most)[name] ?? 0 }))
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => b.amount - a.amount);
  const named = asked.slice(0, 3).map(({ object, amount }) => `${String(object)} ${quantityText(name, amount)}`);
  return `${named.join(', ')}${asked.length > 3 ? ` and ${asked.length - 3} more` : ''}`;
}
