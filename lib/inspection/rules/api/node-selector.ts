import { dnsSubdomain } from '../../formats/name-formats';
import type { Path } from '../../formats/path';
import { labelValueProblem, qualifiedNameProblem } from '../../formats/qualified-name';
import { isAtLeast } from '../../schema/kubernetes-version';
import { describe } from '../../schema/validator';
import type { NodeSelector, NodeSelectorRequirement, NodeSelectorTerm } from '../../schema/wire-types';

/** What is wrong at a path, and what to do about it. */
export type Problem = readonly [path: Path, message: string, fix: string];

/** What the API server refuses in a selector of nodes. */
export function* nodeSelectorProblems(base: Path, selector: NodeSelector, version: string): Iterable<Problem> {
  const { nodeSelectorTerms = [] } = selector;
  if (nodeSelectorTerms.length === 0 && selector.nodeSelectorTerms !== undefined) {
    yield [[...base, 'nodeSelectorTerms'], 'there must be at least one term, got none', 'add a term, or remove it all'];
  }
  for (const [index, term] of nodeSelectorTerms.entries()) {
    yield* nodeTermProblems([...base, 'nodeSelectorTerms', index], term);
    if (isAtLeast(version, '1.32')) {
      yield* valueProblems([...base, 'nodeSelectorTerms', index], term);
    }
  }
}

/** Values that no label of a node can have; a preference may name them, since it does not have to be met. */
function* valueProblems(base: Path, { matchExpressions = [] }: NodeSelectorTerm): Iterable<Problem> {
  for (const [index, { values = [] }] of matchExpressions.entries()) {
    for (const [place, value] of values.entries()) {
      const problem = labelValueProblem(value);
      if (problem !== undefined) {
        const path = [...base, 'matchExpressions', index, 'values', place];
        yield [path, `the value of a label ${problem}; got ${describe(value)}`, 'write the value that the nodes have'];
      }
    }
  }
}

/** What the API server refuses in one term of a selector of nodes. */
export function* nodeTermProblems(base: Path, term: NodeSelectorTerm): Iterable<Problem> {
  for (const [index, requirement] of (term.matchExpressions ?? []).entries()) {
    yield* ofExpression([...base, 'matchExpressions', index], requirement);
  }
  for (const [index, requirement] of (term.matchFields ?? []).entries()) {
    yield* ofField([...base, 'matchFields', index], requirement);
  }
}

function* ofExpression(base: Path, { key, operator, values = [] }: NodeSelectorRequirement): Iterable<Problem> {
  const problem = key === undefined ? undefined : qualifiedNameProblem(key);
  if (problem !== undefined) {
    const fix = `write the key of a label of nodes, as 'kubernetes.io/os'`;
    yield [[...base, 'key'], `the key of a label ${problem}; got ${describe(key)}`, fix];
  }
  const count = values.length;
  if (operator === '') {
    const fix = 'write In, NotIn, Exists, DoesNotExist, Gt or Lt';
    yield [[...base, 'operator'], 'the operator must not be empty', fix];
  } else if ((operator === 'In' || operator === 'NotIn') && count === 0) {
    yield [[...base, 'values'], `the operator ${operator} needs at least one value, got none`, 'add values'];
  } else if ((operator === 'Exists' || operator === 'DoesNotExist') && count > 0) {
    const fix = 'remove the values, or write In or NotIn';
    yield [[...base, 'values'], `the operator ${operator} takes no values, got ${count}`, fix];
  } else if ((operator === 'Gt' || operator === 'Lt') && count !== 1) {
    yield [[...base, 'values'], `the operator ${operator} needs one value, got ${count}`, 'give one whole number'];
  }
}

function* ofField(base: Path, { key, operator, values = [] }: NodeSelectorRequirement): Iterable<Problem> {
  if (key !== undefined && key !== 'metadata.name') {
    yield [[...base, 'key'], `the field must be metadata.name, got ${describe(key)}`, `write key: metadata.name`];
  }
  if (operator !== undefined && operator !== 'In' && operator !== 'NotIn') {
    const message = `the operator must be In or NotIn for a field, got ${describe(operator)}`;
    yield [[...base, 'operator'], message, 'write operator: In'];
  } else if (operator !== undefined && values.length !== 1) {
    yield [[...base, 'values'], `there must be one value for a field, got ${values.length}`, 'name one node'];
  }
  for (const [index, value] of values.entries()) {
    if (key === 'metadata.name' && !(dnsSubdomain.pattern.test(value) && value.length <= dnsSubdomain.longest)) {
      const message = `the name of a node must be ${dnsSubdomain.title}, got ${describe(value)}`;
      yield [[...base, 'values', index], message, `write ${dnsSubdomain.rule}`];
    }
  }
}
