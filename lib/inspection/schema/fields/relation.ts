import type { Report } from './ask';

/** An object as it stands in a manifest: any field may hold anything. */
export type Fields = Readonly<Record<string, unknown>>;

/** Where an object stands, and for which version of Kubernetes. */
export interface Place {
  /** How many steps the object lies below the root. */
  readonly depth: number;
  readonly version: string;
}

/** Finds what the API server refuses in fields that depend on each other. */
export type Relation = (object: Fields, report: Report, place: Place) => void;

/** The text of a field; empty where it has none. */
export function textOf(object: Fields | undefined, field: string): string {
  const value = object?.[field];
  return typeof value === 'string' ? value : '';
}

/** The number of a field; undefined where it has none. */
export function numberOf(object: Fields | undefined, field: string): number | undefined {
  const value = object?.[field];
  return typeof value === 'number' ? value : undefined;
}

/** The items of a field; none where it is no list. */
export function itemsOf(object: Fields | undefined, field: string): readonly unknown[] {
  const value = object?.[field];
  return Array.isArray(value) ? value : [];
}

/** The texts of a field that is a list. */
export function textsOf(object: Fields | undefined, field: string): readonly string[] {
  return itemsOf(object, field).map((item) => (typeof item === 'string' ? item : ''));
}

/** The items of a field that are objects, in their places; a null is an empty one to the API server. */
export function objectsOf(object: Fields | undefined, field: string): readonly Fields[] {
  return itemsOf(object, field).map(asFields);
}

/** The object of a field; undefined where it has none. */
export function objectOf(object: Fields | undefined, field: string): Fields | undefined {
  const value = object?.[field];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** A value as an object; an empty one where it is none. */
export function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** Whether a field is there: the API server takes a null for none. */
export function has(object: Fields | undefined, field: string): boolean {
  return object?.[field] !== undefined && object[field] !== null;
}

/** A relation of fields of which one at most, or exactly one, may be there. */
export function union(fields: readonly string[], least: 0 | 1): Relation {
  const names = fields.join(', ');
  return (object, report) => {
    const given = fields.filter((field) => has(object, field));
    if (given.length > 1) {
      report('api/union', [given[1] ?? ''], `there may be one of ${names}, got ${given.join(' and ')}`, 'keep one');
    } else if (given.length < least) {
      report('api/union', [], `there must be one of ${names}, got none`, `add ${fields[0] ?? ''}`);
    }
  };
}

/** Several relations of one object. */
export function all(...relations: readonly Relation[]): Relation {
  return (object, report, place) => relations.forEach((relation) => relation(object, report, place));
}
