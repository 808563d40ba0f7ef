import type { IConstruct } from 'constructs';
import { nearest } from './text/nearest';
import { Problems } from './problems';

/** Tests a value that is given; reports what is wrong with it and returns. */
export type Test = (value: unknown, at: Problems) => void;

/** A test of a field, and whether the field must be given. */
export interface Field<R extends boolean = boolean> {
  readonly required: R;
  readonly test: Test;
  /** What to give, where a field that must be given is not. @default - its name says it */
  readonly fix?: string;
}

/**
 * A test for every field of a struct: the compiler asks for one for each, so that no prop goes unchecked when it
 * comes from JavaScript, and what is not in the table is an unknown prop.
 */
export type Shape<T> = { readonly [K in keyof T]-?: undefined extends T[K] ? Field<false> : Field<true> };

/** Values and structs that know themselves what they allow. */
export interface Checked {
  /** @internal */
  _check(at: Problems): void;
}

/** What the object of a Secret has, and no prop is. */
function isSecretData(key: string, value: unknown): boolean {
  return (key === 'data' || key === 'stringData') && isPlainObject(value);
}

/** Makes a field one that must be given. @param fix what to give, where the field's name does not say it */
export function required(field: Field<false>, fix?: string): Field<true> {
  return { required: true, test: field.test, fix };
}

/** A field that may be left out. */
export function field(test: Test): Field<false> {
  return { required: false, test };
}

/** Tests a struct against its shape: types, ranges, missing and unknown fields. */
export function checkStruct<T>(value: unknown, shape: Shape<T>, at: Problems): void {
  if (!isPlainObject(value)) return at.mustBe('an object', value);
  const fields = shape as Readonly<Record<string, Field>>;
  for (const key in value) {
    const given = value[key];
    if (Object.hasOwn(fields, key)) {
      if (given !== undefined) fields[key]?.test(given, at.at(key));
    } else if (Object.hasOwn(value, key)) {
      const near = nearest(key, Object.keys(fields));
      at.at(key).add(
        `is not a known prop, got ${isSecretData(key, given) ? 'an object' : at.at(key).show(given)}`,
        near === undefined ? `known are ${Object.keys(fields).sort().join(', ')}` : `did you mean '${near}'?`,
      );
    }
  }
  for (const key of requiredKeys(fields)) {
    if (value[key] === undefined) at.at(key).add('is required', fields[key]?.fix);
  }
}

const knownRequiredKeys = new WeakMap<object, readonly string[]>();

/** The fields of a shape that must be given. */
function requiredKeys(fields: Readonly<Record<string, Field>>): readonly string[] {
  let keys = knownRequiredKeys.get(fields);
  if (keys === undefined) {
    keys = Object.keys(fields).filter((key) => fields[key]?.required === true);
    knownRequiredKeys.set(fields, keys);
  }
  return keys;
}

/**
 * Checks a construct's props against their shape, and with `more` what several props together allow.
 *
 * @throws DrydockError that names the construct's path and everything that is wrong
 */
export function checkProps<T>(construct: IConstruct, props: T, shape: Shape<T>, more?: (at: Problems) => void): void {
  const problems = Problems.root();
  checkStruct(props, shape, problems);
  // What belongs together is compared only when each part is sound: no error about the consequence of another.
  if (problems.count === 0) more?.(problems);
  problems.refuseIfAny(construct);
}

/** Those fields of some props that another shape knows too: what is passed on to the construct that is held. */
export function fieldsOf<T>(props: object, shape: Shape<T>): Partial<T> {
  return Object.fromEntries(Object.entries(props).filter(([key]) => Object.hasOwn(shape, key))) as Partial<T>;
}

/**
 * Checks the options of a factory whose result belongs to no construct yet.
 *
 * @throws DrydockError that names the factory and everything that is wrong
 */
export function checkOptions<T>(factory: string, options: T, shape: Shape<T>): void {
  const problems = Problems.root();
  checkStruct(options, shape, problems);
  problems.refuseValueIfAny(factory);
}

/** Whether a value is a plain object: a literal, or one made with a null prototype. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
