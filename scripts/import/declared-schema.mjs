// From a package's TypeScript declarations to the structural schema that a CustomResourceDefinition holds.
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

/** What one writes in the metadata of an embedded object; the rest is let through, as tools put it there. */
const AUTHORED_METADATA = new Set(['annotations', 'finalizers', 'labels', 'name', 'namespace']);

/**
 * Schemas of several kinds of one group and version.
 *
 * @param {string} folder folder of the version's declarations
 * @param {string[]} kinds
 * @returns {Map<string, object>} kind → schema, with properties sorted and nothing shared between kinds
 * @throws when a declaration has a form that no structural schema can express
 */
export function declaredSchemas(folder, kinds) {
  const files = kinds.length === 1 ? kinds[0] : `{${kinds.join(',')}}`;
  const generator = createGenerator({
    path: `${folder}/${files}.d.ts`,
    tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)),
    skipTypeCheck: true,
    expose: 'none',
    topRef: false,
    jsDoc: 'none',
    additionalProperties: true,
  });
  return new Map(kinds.map((kind) => [kind, structural(generator.createSchema(`I${kind}`), kind)]));
}

/** A JSON Schema in the form that Kubernetes allows: one type a node, no reference, no `const`. */
function structural(node, path) {
  if (node === true || isAnything(node)) return { 'x-kubernetes-preserve-unknown-fields': true };
  if (isIntOrString(node)) {
    return { anyOf: [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true };
  }
  if (node.const !== undefined) return { enum: [node.const], type: typeof node.const };
  switch (node.type) {
    case 'string':
    case 'number':
      return node.enum === undefined ? { type: node.type } : { enum: node.enum, type: node.type };
    case 'boolean':
      return { type: 'boolean' };
    case 'array':
      return { items: structural(node.items ?? {}, `${path}[]`), type: 'array' };
    case 'object':
      return structuralObject(node, path);
    default:
      throw new Error(`${path}: no structural schema for ${JSON.stringify(node).slice(0, 200)}`);
  }
}

function structuralObject(node, path) {
  const names = Object.keys(node.properties ?? {})
    .filter((name) => !isObjectMeta(node) || AUTHORED_METADATA.has(name))
    .sort();
  const rest = node.additionalProperties;
  const open = rest !== undefined && typeof rest === 'object';
  if (names.length > 0 && open) throw new Error(`${path}: both named properties and a map, which no CRD can hold`);
  if (open && !isAnything(rest)) return { additionalProperties: structural(rest, `${path}{}`), type: 'object' };
  if (names.length === 0) return { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  const schema = {
    properties: Object.fromEntries(names.map((name) => [name, structural(node.properties[name], `${path}.${name}`)])),
  };
  if (node.required?.length > 0) schema.required = [...node.required].sort();
  schema.type = 'object';
  if (isObjectMeta(node)) schema['x-kubernetes-preserve-unknown-fields'] = true;
  return schema;
}

function isObjectMeta(node) {
  return node.properties?.managedFields !== undefined && node.properties.ownerReferences !== undefined;
}

function isAnything(node) {
  return Object.keys(node).every((key) => key === '$schema' || key === 'definitions');
}

function isIntOrString(node) {
  const types = node.anyOf?.map((each) => each.type) ?? node.type;
  return Array.isArray(types) && [...types].sort().join() === 'number,string';
}
