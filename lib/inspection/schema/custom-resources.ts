import type { Constraints, ObjectShape, ScalarType, Shape } from './shape';

/** A CustomResourceDefinition, as plain data: `{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, …}`. */
export type CustomResourceDefinition = unknown;

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objects(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/**
 * Turns custom resource definitions into shapes.
 *
 * @param metadata the shape of `metadata`, which a definition never spells out
 * @param trusted whether the definitions are this package's own, so that none of their patterns is out to stall it
 * @returns the shapes by `group/version Kind`
 * @throws an error where one of them is no CustomResourceDefinition
 */
export function customResourceShapes(
  definitions: readonly CustomResourceDefinition[],
  metadata: ObjectShape,
  trusted = false,
): ReadonlyMap<string, ObjectShape> {
  const result = new Map<string, ObjectShape>();
  for (const definition of definitions) {
    const spec = isObject(definition) && definition.kind === 'CustomResourceDefinition' ? definition.spec : undefined;
    const names = isObject(spec) ? spec.names : undefined;
    if (!isObject(spec) || !isObject(names)) {
      throw new Error(
        'a custom resource definition must be an object of kind CustomResourceDefinition with spec.names',
      );
    }
    const kind = text(names.kind);
    for (const version of objects(spec.versions)) {
      const schema = isObject(version.schema) ? version.schema.openAPIV3Schema : undefined;
      const shape = convert(isObject(schema) ? schema : {}, kind, 0, { trusted, left: mostSchemas });
      const fields = new Map<string, Shape>(shape.type === 'object' ? shape.fields : []);
      fields.set('apiVersion', { type: 'string' });
      fields.set('kind', { type: 'string' });
      fields.set('metadata', metadata);
      const required = shape.type === 'object' ? shape.required : [];
      const open = shape.type !== 'object' || shape.open || shape.fields.size === 0;
      result.set(`${text(spec.group)}/${text(version.name)} ${kind}`, {
        type: 'object',
        name: kind,
        fields,
        required,
        open,
      });
    }
  }
  return result;
}

const scalars: Readonly<Record<string, ScalarType>> = {
  string: 'string',
  boolean: 'boolean',
  integer: 'long',
  number: 'number',
};

const numeric = [
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
] as const;

function constraintsOf(schema: Json, trusted: boolean): { readonly constraints?: Constraints } {
  const found: Record<string, unknown> = {};
  for (const key of numeric) {
    if (typeof schema[key] === 'number') {
      found[key] = schema[key];
    }
  }
  for (const key of ['exclusiveMinimum', 'exclusiveMaximum'] as const) {
    if (schema[key] === true) {
      found[key] = true;
    }
  }
  if (typeof schema.pattern === 'string') {
    Object.assign(found, { pattern: schema.pattern, trusted });
  }
  if (Array.isArray(schema.enum)) {
    found.enum = schema.enum;
  }
  return Object.keys(found).length === 0 ? {} : { constraints: found };
}

/** More than any definition in use holds; in one with more, what is beyond is taken as open: it refers to itself. */
const mostSchemas = 100_000;

interface Conversion {
  readonly trusted: boolean;
  left: number;
}

/** Deeper than any definition in use; one that nests deeper is taken as open there. */
const deepest = 64;

function convert(schema: Json, name: string, depth: number, run: Conversion): Shape {
  run.left--;
  if (depth > deepest || run.left < 0) {
    return { type: 'any' };
  }
  const constraints = constraintsOf(schema, run.trusted);
  if (schema['x-kubernetes-int-or-string'] === true) {
    return { type: 'int-or-string', ...constraints };
  }
  if (schema.type === 'array') {
    return {
      type: 'list',
      item: convert(isObject(schema.items) ? schema.items : {}, name, depth + 1, run),
      ...constraints,
    };
  }
  const properties = isObject(schema.properties) ? schema.properties : undefined;
  if (schema.type === 'object' && properties === undefined && isObject(schema.additionalProperties)) {
    return { type: 'map', item: convert(schema.additionalProperties, name, depth + 1, run), ...constraints };
  }
  if (schema.type === 'object' || properties !== undefined) {
    const fields = new Map<string, Shape>();
    for (const [key, value] of Object.entries(properties ?? {})) {
      fields.set(key, convert(isObject(value) ? value : {}, key, depth + 1, run));
    }
    const embedded = schema['x-kubernetes-embedded-resource'] === true;
    const open =
      schema['x-kubernetes-preserve-unknown-fields'] === true || schema.additionalProperties === true || embedded;
    const required = Array.isArray(schema.required) ? schema.required.map(text) : [];
    return { type: 'object', name, fields, required, open: open || properties === undefined, ...constraints };
  }
  const scalar =
    typeof schema.type === 'string' && Object.hasOwn(scalars, schema.type) ? scalars[schema.type] : undefined;
  return { type: scalar ?? 'any', ...constraints };
}
