import type { Labels } from '../../label-selection';
import type { Path } from '../../path';
import { labelValueProblem, qualifiedNameProblem } from '../../qualified-name';
import { objectRule } from '../../rule';
import { describe } from '../../schema/validator';
import type { LabelSelector } from '../../schema/wire-types';
import { labelMapsOf, selectorsOf } from './label-places';
import { metadataOf } from './metadata-places';

type Problem = readonly [path: Path, message: string, fix: string];

/** Finds labels, and selectors of labels, that the API server refuses. */
export const labelSyntax = objectRule({
  id: 'api/label-syntax',
  summary: 'a label, or a term of a label selector, whose key or value the API server refuses',
  kinds: 'all',
  check(object, { report }) {
    const problems: Problem[] = [];
    for (const [path, { labels = {} }] of metadataOf(object)) {
      problems.push(...ofLabels([...path, 'labels'], labels));
    }
    for (const [path, labels] of labelMapsOf(object)) {
      problems.push(...ofLabels(path, labels));
    }
    for (const [path, selector] of selectorsOf(object)) {
      problems.push(...ofLabels([...path, 'matchLabels'], selector.matchLabels ?? {}));
      problems.push(...ofExpressions([...path, 'matchExpressions'], selector));
    }
    problems.forEach(([path, message, fix]) => report({ path, message, fix }));
  },
});

function* ofLabels(path: Path, labels: Labels): Iterable<Problem> {
  for (const [key, value] of Object.entries(labels)) {
    yield* ofKey([...path, key], key);
    yield* ofValue([...path, key], value);
  }
}

function* ofKey(path: Path, key: string): Iterable<Problem> {
  const problem = qualifiedNameProblem(key);
  if (problem !== undefined) {
    yield [path, `the key of a label ${problem}; got ${describe(key)}`, `write it as 'name' or 'example.com/name'`];
  }
}

function* ofValue(path: Path, value: string): Iterable<Problem> {
  const problem = labelValueProblem(value);
  if (problem !== undefined) {
    const fix = 'shorten or rewrite it; free text belongs into an annotation';
    yield [path, `the value of a label ${problem}; got ${describe(value)}`, fix];
  }
}

function* ofExpressions(path: Path, { matchExpressions = [] }: LabelSelector): Iterable<Problem> {
  for (const [index, { key, operator, values = [] }] of matchExpressions.entries()) {
    const at = [...path, index];
    const needsValues = operator === 'In' || operator === 'NotIn';
    if (key !== undefined) {
      yield* ofKey([...at, 'key'], key);
    }
    if (operator === '') {
      yield [[...at, 'operator'], `the operator must not be empty`, 'write In, NotIn, Exists or DoesNotExist'];
    } else if (needsValues && values.length === 0) {
      yield [[...at, 'values'], `the operator ${operator} needs at least one value, got none`, 'add values'];
    } else if ((operator === 'Exists' || operator === 'DoesNotExist') && values.length > 0) {
      const fix = 'remove the values, or write In or NotIn';
      yield [[...at, 'values'], `the operator ${operator} takes no values, got ${values.length}`, fix];
    }
    for (const [place, value] of values.entries()) {
      yield* ofValue([...at, 'values', place], value);
    }
  }
}
