// One list of CustomResourceDefinitions a group, from the package that declares it.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { declaredSchemas } from './declared-schema.mjs';
import { addValidatorFacts } from './validator-facts.mjs';

/** What every object has, and the API server knows by itself, and the status, which nobody writes by hand. */
const COMMON = new Set(['apiVersion', 'kind', 'metadata', 'status']);

/**
 * @param {import('./catalogue.mjs').ImportedGroup} group
 * @returns {Promise<{ source: string, definitions: object[] }>} the package with its version, and a definition a
 *   kind, in the order of the catalogue
 */
export async function customResourceDefinitions(group) {
  const root = packageRoot(group);
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const schemas = await schemasOf(group, root);
  const definitions = group.kinds.map((kind) => definitionOf(group, kind, schemas));
  return { source: `${name} ${version}`, definitions };
}

function packageRoot({ package: name, group, kinds: [{ kind, versions }] }) {
  const module = fileURLToPath(import.meta.resolve(`${name}/${group}/${versions[0]}/${kind}`));
  return dirname(dirname(dirname(module)));
}

/** version/kind → schema, read one version at a time, since a type name is unique only within it */
async function schemasOf({ group, kinds }, root) {
  const schemas = new Map();
  for (const version of new Set(kinds.flatMap((kind) => kind.versions))) {
    const folder = join(root, group, version);
    const names = kinds.filter((kind) => kind.versions.includes(version)).map(({ kind }) => kind);
    for (const [kind, declared] of declaredSchemas(folder, names)) {
      const { [kind]: Model } = await import(pathToFileURL(join(folder, `${kind}.js`)));
      addValidatorFacts(declared, (value) => complaints(Model, value), kind, COMMON);
      schemas.set(`${version}/${kind}`, sorted(authoredPart(declared)));
    }
  }
  return schemas;
}

function authoredPart(schema) {
  const { properties } = schema;
  properties.apiVersion = { type: 'string' };
  properties.kind = { type: 'string' };
  properties.metadata = { type: 'object' };
  if (properties.status) properties.status = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  const required = (schema.required ?? []).filter((name) => name === 'metadata' || !COMMON.has(name));
  if (required.length > 0) schema.required = required;
  else delete schema.required;
  return schema;
}

function sorted(node) {
  if (Array.isArray(node)) return node.map(sorted);
  if (node === null || typeof node !== 'object') return node;
  const keys = Object.keys(node).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(node[key])]));
}

function complaints(Model, value) {
  try {
    // The constructor adds apiVersion and kind, which no probe has.
    new Model(value).validate();
    return [];
  } catch (error) {
    if (!Array.isArray(error.errors)) throw error;
    return error.errors;
  }
}

function definitionOf({ group, reference }, { kind, versions, cluster = false, plural }, schemas) {
  const names = { kind, plural: plural ?? `${kind.toLowerCase()}s` };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${names.plural}.${group}` },
    spec: {
      group,
      names,
      scope: cluster ? 'Cluster' : 'Namespaced',
      versions: versions.map((version, index) => ({
        name: version,
        schema: {
          openAPIV3Schema: {
            description: `${kind} of ${group}/${version}. Its fields: ${reference}`,
            ...schemas.get(`${version}/${kind}`),
          },
        },
        served: true,
        storage: index === 0,
      })),
    },
  };
}
