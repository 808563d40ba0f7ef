import { objectRule } from '../../rule/rule';
import { oldApi, type OldApi } from '../../schema/api-versions';
import { isAtLeast } from '../../schema/kubernetes-version';
import { removedProductApi } from './product-apis';

/** What to write instead of an API that is, or will be, no more. */
export function replacementOf(old: OldApi, kind: string): string {
  const parts = [
    ...(old.replacement === undefined ? [] : [`write apiVersion: ${old.replacement.replace(' ', ' and kind: ')}`]),
    ...(old.note === undefined ? [] : [old.note]),
  ];
  return parts.length === 0 ? `do without ${kind}` : parts.join('; ');
}

/** Finds apiVersions that the target version no longer serves. */
export const removedApi = objectRule({
  id: 'dep/removed-api',
  summary: 'an apiVersion that the Kubernetes version no longer serves',
  kinds: 'all',
  check({ apiVersion, kind }, { version, report }) {
    const old = oldApi(apiVersion, kind);
    if (old?.removed !== undefined && isAtLeast(version, old.removed)) {
      report({
        path: ['apiVersion'],
        message: `${kind} in ${apiVersion} was removed in Kubernetes ${old.removed}; the target is ${version}`,
        fix: replacementOf(old, kind),
      });
    }
    const product = removedProductApi(apiVersion);
    if (product !== undefined) {
      report({
        path: ['apiVersion'],
        message: `${kind} in ${apiVersion} was removed in ${product.removedIn}`,
        fix: `write apiVersion: ${product.replacement}`,
      });
    }
  },
});
