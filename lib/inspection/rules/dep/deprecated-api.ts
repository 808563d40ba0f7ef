import { objectRule } from '../../rule/rule';
import { oldApi } from '../../schema/api-versions';
import { isAtLeast } from '../../schema/kubernetes-version';
import { replacementOf } from './removed-api';

/** Finds apiVersions that the target version still serves and a later one will not. */
export const deprecatedApi = objectRule({
  id: 'dep/deprecated-api',
  summary: 'an apiVersion that is deprecated in the Kubernetes version',
  kinds: 'all',
  check({ apiVersion, kind }, { version, report }) {
    const old = oldApi(apiVersion, kind);
    const served = old?.removed === undefined || !isAtLeast(version, old.removed);
    if (old !== undefined && served && isAtLeast(version, old.deprecated)) {
      const end = old.removed === undefined ? '' : ` and removed in ${old.removed}`;
      report({
        path: ['apiVersion'],
        message: `${kind} in ${apiVersion} is deprecated since Kubernetes ${old.deprecated}${end}`,
        fix: replacementOf(old, kind),
      });
    }
  },
});
