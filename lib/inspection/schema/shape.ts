import type { FieldClass } from './fields/field-class';
import type { Relation } from './fields/relation';
import type { Span } from './spans';

/** What a scalar may be; `integer` is 32 bits and `long` 64 bits wide, as the API's own types are. */
export type ScalarType = 'string' | 'boolean' | 'integer' | 'long' | 'number' | 'quantity' | 'int-or-string' | 'any';

/** A single value. */
export interface ScalarShape {
  readonly type: ScalarType;
  /** The values that are allowed. @default any */
  readonly values?: readonly string[];
  /** What a custom resource definition asks beyond the type. @default nothing */
  readonly constraints?: Constraints;
  /** What the API server asks of a field of Kubernetes beyond the type. @default nothing */
  readonly asks?: FieldClass;
  /** The versions that know the field. @default all do */
  readonly span?: Span;
}

/** A list of values of one shape. */
export interface ListShape {
  readonly type: 'list';
  readonly item: Shape;
  readonly constraints?: Constraints;
  readonly asks?: FieldClass;
  /** The versions that know the field. @default all do */
  readonly span?: Span;
}

/** A map with free keys and values of one shape. */
export interface MapShape {
  readonly type: 'map';
  readonly item: Shape;
  readonly constraints?: Constraints;
  readonly asks?: FieldClass;
  /** The versions that know the field. @default all do */
  readonly span?: Span;
}

/** An object with known fields. */
export interface ObjectShape {
  readonly type: 'object';
  /** The definition's name, for messages. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, Shape>;
  readonly required: readonly string[];
  /** Whether fields that are not named here are allowed. */
  readonly open: boolean;
  readonly constraints?: Constraints;
  /** Checks fields that depend on each other. @default none do */
  readonly relation?: Relation;
  /** The versions that know the field. @default all do */
  readonly span?: Span;
}

/** What a schema says of a value. */
export type Shape = ScalarShape | ListShape | MapShape | ObjectShape;

/** The rules that a custom resource definition adds to a type, with the names of OpenAPI. */
export interface Constraints {
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  /** Whether the pattern is of a definition that this package brings along. @default false */
  readonly trusted?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
}
