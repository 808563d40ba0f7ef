import type { Labels } from '../../model/label-selection';
import type { Path } from '../../formats/path';
import { labelValueProblem, qualifiedNameProblem } from '../../formats/qualified-name';
import { describe } from '../../schema/validator';

/** Takes a place that the API server refuses, what is wrong there, and the fix. */
export type Found = (path: Path, message: string, fix: string) => void;

/** Pairs that were looked at before and are in order: an object says its labels several times. */
const fine = new Set<string>();
const mostFine = 1000;

/** Whether the API server takes all keys and values of labels. */
export function areFine(labels: Labels): boolean {
  return Object.keys(labels).every((key) => {
    const value = labels[key] ?? '';
    const pair = `${key}=${value}`;
    if (fine.has(pair)) {
      return true;
    }
    if (qualifiedNameProblem(key) !== undefined || labelValueProblem(value) !== undefined) {
      return false;
    }
    if (fine.size >= mostFine) {
      fine.clear();
    }
    fine.add(pair);
    return true;
  });
}

/** Looks at the key of a label, which stands at a step below a path. */
export function ofKey(base: Path, step: string, key: string, found: Found): void {
  const problem = qualifiedNameProblem(key);
  if (problem !== undefined) {
    const message = `the key of a label ${problem}; got ${describe(key)}`;
    found([...base, step], message, `write it as 'name' or 'example.com/name'`);
  }
}

/** Looks at the value of a label, which stands at a step below a path. */
export function ofValue(base: Path, step: string | number, value: string, found: Found): void {
  const problem = labelValueProblem(value);
  if (problem !== undefined) {
    const fix = 'shorten or rewrite it; free text belongs into an annotation';
    found([...base, step], `the value of a label ${problem}; got ${describe(value)}`, fix);
  }
}
