import { qualifiedNameProblem } from '../../formats/qualified-name';
import { objectRule } from '../../rule/rule';
import { describe } from '../../schema/validator';
import type { StorageClass, TopologySelectorTerm } from '../../schema/wire-types';
import type { Problem } from './node-selector';

/** Finds storage classes that the API server refuses. */
export const storageClass = objectRule<StorageClass>({
  id: 'api/storage-class',
  summary: 'a storage class whose provisioner has no valid name, or whose topologies are empty or stand twice',
  kinds: ['StorageClass.storage.k8s.io'],
  check({ manifest: { provisioner = '', allowedTopologies = [] } }, { report }) {
    const problem = provisioner === '' ? undefined : qualifiedNameProblem(provisioner.toLowerCase());
    if (problem !== undefined) {
      const message = `the provisioner ${problem}; got ${describe(provisioner)}`;
      report({ path: ['provisioner'], message, fix: `write it as 'ebs.csi.aws.com' or 'example.com/nfs'` });
    }
    const seen = new Set<string>();
    for (const [index, term] of allowedTopologies.entries()) {
      const path = ['allowedTopologies', index, 'matchLabelExpressions'];
      const { matchLabelExpressions: expressions = [] } = term;
      const text = expressions
        .map(({ key, values = [] }) => JSON.stringify([key, [...values].sort()]))
        .sort()
        .join();
      if (expressions.length === 0) {
        report({ path, message: 'a topology needs at least one expression, got none', fix: 'add one, or remove it' });
      } else if (seen.has(text)) {
        report({ path, message: 'this topology stands here twice', fix: 'remove one of the two' });
      }
      seen.add(text);
      for (const [steps, message, fix] of problems(term)) {
        report({ path: [...path, ...steps], message, fix });
      }
    }
  },
});

function* problems({ matchLabelExpressions = [] }: TopologySelectorTerm): Iterable<Problem> {
  const keys = new Set<string>();
  for (const [index, { key = '', values }] of matchLabelExpressions.entries()) {
    const problem = qualifiedNameProblem(key);
    if (problem !== undefined) {
      const fix = `write a label of nodes, as 'topology.kubernetes.io/zone'`;
      yield [[index, 'key'], `the key of a label ${problem}; got ${describe(key)}`, fix];
    } else if (keys.has(key)) {
      yield [[index, 'key'], `the key '${key}' stands twice in this topology`, 'put all values into one expression'];
    }
    keys.add(key);
    if (values?.length === 0) {
      yield [[index, 'values'], 'an expression needs at least one value, got none', 'add values'];
    }
    for (const [place, value] of (values ?? []).entries()) {
      if (values?.indexOf(value) !== place) {
        yield [[index, 'values', place], `the value '${value}' stands twice`, 'remove one of the two'];
      }
    }
  }
}
