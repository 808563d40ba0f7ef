import type { Path } from '../../formats/path';
import { qualifiedNameProblem } from '../../formats/qualified-name';
import { podRule } from '../../rule/rule';
import { isAtLeast } from '../../schema/kubernetes-version';
import { nearest } from '../../../core/text/nearest';
import { describe } from '../../schema/validator';
import type { ObjectFieldSelector } from '../../schema/wire-types';
import { fieldSelectors } from './field-selectors';
import { resourceProblems } from './resource-field';

type Problem = readonly [path: Path, message: string, fix: string];

const inBoth = ['metadata.name', 'metadata.namespace', 'metadata.uid'];
const inEnv = ['spec.nodeName', 'spec.serviceAccountName', 'status.hostIP', 'status.podIP', 'status.podIPs'];
const subscripted = /^(metadata\.(?:labels|annotations))\['(.*)'\]$/;

/** Finds fields of the pod that it cannot be told, as variables or files. */
export const fieldPath = podRule({
  id: 'api/field-path',
  summary: 'a field of the pod, or of its resources, that it cannot be given as a variable or file',
  fields: ['env', 'downwardAPI', 'projected'],
  check(pod, { version, report }) {
    for (const { path, inVolume, fieldRef, resourceFieldRef } of fieldSelectors(pod)) {
      const known = inVolume
        ? [...inBoth, 'metadata.labels', 'metadata.annotations']
        : [...inBoth, ...inEnv, ...(isAtLeast(version, '1.29') ? ['status.hostIPs'] : [])];
      const problems = [
        ...ofFile(inVolume, fieldRef !== undefined, resourceFieldRef !== undefined),
        ...(fieldRef === undefined ? [] : ofField(fieldRef, known)),
        ...(resourceFieldRef === undefined ? [] : resourceProblems(resourceFieldRef, inVolume)),
      ];
      for (const [at, message, fix] of problems) {
        report({ path: [...path, ...at], message, fix });
      }
    }
  },
});

function* ofFile(inVolume: boolean, hasField: boolean, hasResource: boolean): Iterable<Problem> {
  if (inVolume && hasField === hasResource) {
    const got = hasField ? 'both' : 'none';
    yield [[], `a file of the pod's fields takes fieldRef or resourceFieldRef, got ${got}`, 'give one of the two'];
  }
}

function* ofField(
  { apiVersion = '', fieldPath: field }: ObjectFieldSelector,
  known: readonly string[],
): Iterable<Problem> {
  if (apiVersion !== '' && apiVersion !== 'v1') {
    const message = `the apiVersion of a field must be v1, got ${describe(apiVersion)}`;
    yield [['fieldRef', 'apiVersion'], message, 'remove it'];
  }
  if (field === undefined || known.includes(field) || (field === 'spec.host' && known.includes('spec.nodeName'))) {
    return; // spec.host is an old name of spec.nodeName
  }
  const [, map, key] = subscripted.exec(field) ?? [];
  const problem =
    key === undefined
      ? undefined
      : qualifiedNameProblem(map?.endsWith('annotations') === true ? key.toLowerCase() : key);
  if (key !== undefined && problem === undefined) {
    return;
  }
  const subscripts = `metadata.labels['key'], metadata.annotations['key']`;
  const message =
    problem === undefined
      ? `the field must be one of ${known.join(', ')}, ${subscripts}; got ${describe(field)}`
      : `the key in ${describe(field)} ${problem}`;
  const near = nearest(field, known);
  yield [['fieldRef', 'fieldPath'], message, near === undefined ? 'choose one of these' : `write ${near}`];
}
