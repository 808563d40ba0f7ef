import type * as Re2 from 're2js';
import type { Constraints } from './shape';

/** A pattern of a definition, compiled once; undefined where the API server could not read it either. */
const patterns = new Map<string, { test(text: string): boolean } | undefined>();
const mostPatterns = 2000;

function compile(pattern: string, trusted: boolean): { test(text: string): boolean } | undefined {
  const key = `${trusted ? '1' : '0'}${pattern}`;
  if (!patterns.has(key)) {
    if (patterns.size >= mostPatterns) {
      patterns.clear();
    }
    patterns.set(key, trusted ? new RegExp(pattern, 'u') : linear(pattern));
  }
  return patterns.get(key);
}

/**
 * A pattern of a definition that anybody may have written, as the API server reads it: in the syntax of RE2, in time that is
 * linear in the text. JavaScript's own expressions try one way after the other, and take for ever on some.
 */
function linear(pattern: string): { test(text: string): boolean } | undefined {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- few sets of manifests have such a definition
  const { RE2JS } = require('re2js') as typeof Re2;
  try {
    const expression = RE2JS.compile(pattern);
    return { test: (text) => expression.matcher(text).find() };
  } catch {
    return undefined; // the definition is refused for it
  }
}

/** The most steps that a pattern may take on a text; it is left to the cluster beyond. */
const mostSteps = 1e8;

/** The longest pattern that is compiled. */
const longestPattern = 10_000;

/**
 * Compares a value with what a custom resource definition asks beyond its type.
 *
 * @returns what is wrong, as `must be at most 10`, or undefined
 */
export function violation(value: unknown, rules: Constraints): string | undefined {
  if (rules.enum !== undefined && !rules.enum.some((allowed) => allowed === value)) {
    return `must be one of ${rules.enum.map((allowed) => JSON.stringify(allowed)).join(', ')}`;
  }
  if (typeof value === 'string') {
    return ofText(value, rules);
  }
  if (typeof value === 'number') {
    return ofNumber(value, rules);
  }
  if (Array.isArray(value)) {
    return ofCount(value.length, rules.minItems, rules.maxItems, 'items');
  }
  if (typeof value === 'object' && value !== null) {
    return ofCount(Object.keys(value).length, rules.minProperties, rules.maxProperties, 'entries');
  }
  return undefined;
}

function ofText(value: string, rules: Constraints): string | undefined {
  const { pattern = '', trusted = false } = rules;
  const isQuick = pattern.length <= longestPattern && value.length * pattern.length <= mostSteps;
  if (pattern !== '' && isQuick && compile(pattern, trusted)?.test(value) === false) {
    return `must match ${pattern}`;
  }
  return ofCount([...value].length, rules.minLength, rules.maxLength, 'characters');
}

function ofNumber(value: number, rules: Constraints): string | undefined {
  const { minimum, maximum, multipleOf } = rules;
  if (minimum !== undefined && (rules.exclusiveMinimum === true ? value <= minimum : value < minimum)) {
    return `must be ${rules.exclusiveMinimum === true ? 'more than' : 'at least'} ${minimum}`;
  }
  if (maximum !== undefined && (rules.exclusiveMaximum === true ? value >= maximum : value > maximum)) {
    return `must be ${rules.exclusiveMaximum === true ? 'less than' : 'at most'} ${maximum}`;
  }
  if (multipleOf !== undefined && multipleOf > 0 && !Number.isInteger(value / multipleOf)) {
    return `must be a multiple of ${multipleOf}`;
  }
  return undefined;
}

function ofCount(count: number, least: number | undefined, most: number | undefined, what: string): string | undefined {
  if (least !== undefined && count < least) {
    return `must have at least ${least} ${what}`;
  }
  if (most !== undefined && count > most) {
    return `must have at most ${most} ${what}`;
  }
  return undefined;
}
