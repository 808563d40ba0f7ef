import type { Labels } from '../../model/label-selection';
import type { Path } from '../../formats/path';
import { objectRule } from '../../rule/rule';
import type { LabelSelector } from '../../schema/wire-types';
import { areFine, ofKey, ofValue, type Found } from './label-terms';
import { labelMapsOf, selectorsOf } from './label-places';
import { metadataOf } from './metadata-places';

/** Finds labels, and selectors of labels, that the API server refuses. */
export const labelSyntax = objectRule({
  id: 'api/label-syntax',
  summary: 'a label, or a term of a label selector, whose key or value the API server refuses',
  kinds: 'all',
  check(object, { report }) {
    const found: Found = (path, message, fix) => report({ path, message, fix });
    // Every object comes by here: iterators would make an object at each step, before the loops are compiled.
    metadataOf(object).forEach(([path, { labels }]) => {
      if (labels !== undefined && !areFine(labels)) {
        ofLabels([...path, 'labels'], labels, found);
      }
    });
    labelMapsOf(object).forEach(([path, labels]) => {
      if (!areFine(labels)) {
        ofLabels(path, labels, found);
      }
    });
    selectorsOf(object).forEach(([path, selector]) => {
      if (selector.matchLabels !== undefined && !areFine(selector.matchLabels)) {
        ofLabels([...path, 'matchLabels'], selector.matchLabels, found);
      }
      if (selector.matchExpressions !== undefined) {
        ofExpressions([...path, 'matchExpressions'], selector, found);
      }
    });
  },
});

function ofLabels(path: Path, labels: Labels, found: Found): void {
  for (const key of Object.keys(labels)) {
    ofKey(path, key, key, found);
    ofValue(path, key, labels[key] ?? '', found);
  }
}

function ofExpressions(path: Path, { matchExpressions = [] }: LabelSelector, found: Found): void {
  for (const [index, { key, operator, values = [] }] of matchExpressions.entries()) {
    const at = [...path, index];
    const needsValues = operator === 'In' || operator === 'NotIn';
    if (key !== undefined) {
      ofKey(at, 'key', key, found);
    }
    if (operator === '') {
      found([...at, 'operator'], `the operator must not be empty`, 'write In, NotIn, Exists or DoesNotExist');
    } else if (needsValues && values.length === 0) {
      found([...at, 'values'], `the operator ${operator} needs at least one value, got none`, 'add values');
    } else if ((operator === 'Exists' || operator === 'DoesNotExist') && values.length > 0) {
      const fix = 'remove the values, or write In or NotIn';
      found([...at, 'values'], `the operator ${operator} takes no values, got ${values.length}`, fix);
    }
    for (const [place, value] of values.entries()) {
      ofValue([...at, 'values'], place, value, found);
    }
  }
}
