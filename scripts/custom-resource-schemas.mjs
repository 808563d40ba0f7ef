// Makes lib/inspection/schema/data/custom-resources/ from imports/crds/, the definitions that imports/ is made from.
//
//   node scripts/custom-resource-schemas.mjs            part of `npm run schemas`
//   node scripts/custom-resource-schemas.mjs --check    fails where the files are not what it would make
//
// Definitions repeat themselves: a schema that stands in several places is written once and referred to by its number.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'lib/inspection/schema/data/custom-resources');

/** What of a schema is checked; the rest describes it. */
const scalars = [
  'type enum pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minItems maxItems',
  'minProperties maxProperties required x-kubernetes-int-or-string x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-embedded-resource',
].flatMap((words) => words.split(' '));

/** Shorter than this, a schema is not worth a number. */
const shortest = 20;

class Pool {
  schemas = [];
  numbers = new Map();

  /** The schema without what is not checked, or the number under which it is kept. */
  add(schema) {
    const { properties, items, additionalProperties } = schema;
    const entries = scalars.filter((key) => key in schema).map((key) => [key, schema[key]]);
    if (properties !== undefined) {
      const fields = Object.entries(properties).map(([name, field]) => [name, this.add(field)]);
      entries.push(['properties', Object.fromEntries(fields)]);
    }
    if (typeof items === 'object') {
      entries.push(['items', this.add(items)]);
    }
    if (additionalProperties !== undefined) {
      const value = typeof additionalProperties === 'object' ? this.add(additionalProperties) : additionalProperties;
      entries.push(['additionalProperties', value]);
    }
    const slim = Object.fromEntries(entries);
    const text = JSON.stringify(slim);
    if (text.length < shortest) {
      return slim;
    }
    if (!this.numbers.has(text)) {
      this.numbers.set(text, this.schemas.push(text) - 1);
    }
    return this.numbers.get(text);
  }
}

function moduleOf(group, definitions) {
  const pool = new Pool();
  const kinds = {};
  for (const { spec } of definitions) {
    for (const { name, schema } of spec.versions) {
      kinds[`${spec.group}/${name} ${spec.names.kind}`] = pool.add(schema.openAPIV3Schema);
    }
  }
  const lines = pool.schemas.map((text, number) => `${text}${number + 1 < pool.schemas.length ? ',' : ''}`);
  const json = `{"kinds":${JSON.stringify(kinds)},"schemas":[\n${lines.join('\n')}\n]}`;
  const literal = json.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
  return [
    `// Made by scripts/custom-resource-schemas.mjs from imports/crds/${group}.json. Do not edit: run npm run schemas.`,
    `/** The kinds of ${group} with the number of their schema, and all schemas; a number stands for the schema of that place. */`,
    `export const definitions = \`${literal}\`;`,
    '',
  ].join('\n');
}

const check = process.argv.includes('--check');
mkdirSync(target, { recursive: true });
for (const file of readdirSync(join(root, 'imports/crds')).sort()) {
  const group = file.replace(/\.json$/, '');
  const { items } = JSON.parse(readFileSync(join(root, 'imports/crds', file), 'utf8'));
  const path = join(target, `${group}.ts`);
  const text = moduleOf(group, items);
  if (!check) {
    writeFileSync(path, text);
  } else if (readFileSync(path, 'utf8') !== text) {
    console.error(`${path} is not what npm run schemas makes of imports/crds/${file}`);
    process.exitCode = 1;
  }
}
