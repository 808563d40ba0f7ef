import { objectRule } from '../../rule/rule';
import { isAtLeast, oldApi } from '../../schema/api-versions';
import { nearest } from '../../../core/text/nearest';

/** Finds objects whose apiVersion and kind the target version does not serve; removed ones are dep/removed-api's. */
export const unknownKind = objectRule({
  id: 'schema/unknown-kind',
  summary: 'an apiVersion and kind that the Kubernetes version does not have',
  kinds: [],
  check(object, context) {
    const { apiVersion, kind } = object;
    for (const [field, value] of Object.entries({ apiVersion, kind })) {
      const mistyped = context.found.some(({ path }) => path.length === 1 && path[0] === field);
      if (value === '' && !mistyped) {
        context.report({ path: [], message: `'${field}' is required`, fix: `add '${field}'` });
      }
    }
    const removed = oldApi(apiVersion, kind)?.removed;
    const known = object.knowledge !== 'unknown' || (removed !== undefined && isAtLeast(context.version, removed));
    if (apiVersion === '' || kind === '' || known) {
      return;
    }
    const kinds = [...context.set.schemas.knownKinds()];
    const same = kinds.filter((each) => each.endsWith(` ${kind}`));
    const near = same.at(-1) ?? nearest(`${apiVersion} ${kind}`, kinds);
    context.report({
      path: [same.length > 0 ? 'apiVersion' : 'kind'],
      message: `Kubernetes ${context.version} has no ${kind} in ${apiVersion}`,
      fix: near === undefined ? 'correct apiVersion and kind' : `write apiVersion: ${near.replace(' ', ' and kind: ')}`,
    });
  },
});
