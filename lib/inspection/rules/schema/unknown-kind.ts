import { objectRule } from '../../rule/rule';
import { bestApi, oldApi } from '../../schema/api-versions';
import { isAtLeast, minorOf } from '../../schema/kubernetes-version';
import { spanOfKind } from '../../schema/spans';
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
    const span = spanOfKind(apiVersion, kind);
    const target = minorOf(context.version);
    const served = bestApi(kind, context.set.schemas.knownKinds());
    if (span?.since !== undefined && span.since > target) {
      const newer = `target Kubernetes 1.${span.since} or newer (--kubernetes 1.${span.since})`;
      context.report({
        path: ['apiVersion'],
        message: `${kind} in ${apiVersion} is known from Kubernetes 1.${span.since} on, the target is ${context.version}`,
        fix: served === undefined ? newer : `${newer}, or write apiVersion: ${served}`,
      });
      return;
    }
    const near =
      served === undefined ? nearest(`${apiVersion} ${kind}`, context.set.schemas.knownKinds()) : `${served} ${kind}`;
    context.report({
      path: [served === undefined ? 'kind' : 'apiVersion'],
      message:
        span?.until === undefined
          ? `Kubernetes ${context.version} has no ${kind} in ${apiVersion}`
          : `${kind} in ${apiVersion} is known up to Kubernetes 1.${span.until}, the target is ${context.version}`,
      fix: near === undefined ? 'correct apiVersion and kind' : `write apiVersion: ${near.replace(' ', ' and kind: ')}`,
    });
  },
});
