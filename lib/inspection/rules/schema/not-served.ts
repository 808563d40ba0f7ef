import { objectRule } from '../../rule/rule';
import { isBuiltInGroup } from '../../schema/schema-set';

/** The beta APIs that were there before Kubernetes 1.24, from which on a new one is off. */
const servedBetas = /^flowcontrol\.apiserver\.k8s\.io\/v1beta[23]$/;

/** Finds alpha and beta APIs of Kubernetes that no API server serves unless it is told to. */
export const notServed = objectRule({
  id: 'schema/not-served',
  summary: 'an alpha or beta API of Kubernetes, which no API server serves by default',
  kinds: 'all',
  check({ apiVersion, kind, knowledge }, { report }) {
    if (knowledge !== 'built-in' || !/v\d+(?:alpha|beta)\d+$/.test(apiVersion)) {
      return;
    }
    if (isBuiltInGroup(apiVersion) && !servedBetas.test(apiVersion)) {
      report({
        path: ['apiVersion'],
        message: `${kind} in ${apiVersion} is not served by default`,
        fix: `write a stable apiVersion; or start the API server with --runtime-config=${apiVersion}=true, and turn this rule off`,
      });
    }
  },
});
