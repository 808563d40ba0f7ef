import type { Constraints } from './shape';

/** A pattern of a definition, compiled once; undefined where JavaScript cannot read it. */
const patterns = new Map<string, RegExp | undefined>();

function compile(pattern: string): RegExp | undefined {
  if (!patterns.has(pattern)) {
    try {
      patterns.set(pattern, new RegExp(pattern, 'u'));
    } catch {
      patterns.set(pattern, undefined); // Go's syntax where it differs from JavaScript's: left to the cluster
    }
  }
  return patterns.get(pattern);
}

/** The longest text that a pattern of a foreign definition is tried on, so that a slow pattern cannot stall a run. */
const longest = 1024;

/** The most steps that a pattern may take; it is left to the cluster beyond. */
const mostSteps = 1e7;

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
  const isQuick = value.length <= longest && value.length ** (rules.patternDegree ?? 1) <= mostSteps;
  if (rules.pattern !== undefined && isQuick && compile(rules.pattern)?.test(value) === false) {
    return `must match ${rules.pattern}`;
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
