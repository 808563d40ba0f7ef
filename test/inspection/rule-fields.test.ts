import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Externals } from '../../lib/inspection/model/externals';
import { ManifestSet } from '../../lib/inspection/model/manifest-set';
import type { Rule } from '../../lib/inspection/rule/rule';
import { RuleRun } from '../../lib/inspection/rule/rule-run';
import { allRules } from '../../lib/inspection/rules';
import { fieldsOf, RulesByFields } from '../../lib/inspection/rule/rules-by-fields';
import { SchemaSet } from '../../lib/inspection/schema/schema-set';
import { readYaml } from '../../lib/inspection/reading/yaml-source';

const fixtures = join(__dirname, '../fixtures');

/** What each file of a folder holds. */
function filesIn(folder: string): readonly (readonly unknown[])[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => readYaml(readFileSync(join(folder, file), 'utf8')).sources.map(({ manifest }) => manifest));
}

const everything = filesIn(fixtures).flat();

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function remove(value: unknown, fields: readonly string[]): void {
  if (isObject(value)) {
    fields.forEach((field) => delete value[field]);
  }
}

const version = '1.34';

function setOf(manifests: readonly unknown[]): ManifestSet {
  const sources = manifests.map((manifest) => ({ manifest }));
  return new ManifestSet(sources, SchemaSet.of(version), version, new Externals([]));
}

/** All manifests, in which every place that a rule may name its fields of is without these fields. */
function without(fields: readonly string[], isOfContainer: boolean): ManifestSet {
  const copies = everything.map((manifest) => structuredClone(manifest));
  const { objects } = setOf(copies);
  for (const { manifest, pod } of objects) {
    const { metadata, spec } = manifest as Json;
    if (!isOfContainer) {
      [metadata, spec, pod?.spec, pod?.metadata].forEach((place) => remove(place, fields));
    }
    pod?.containers.forEach(({ container }) => remove(container, fields));
    if (!isOfContainer) pod?.spec.volumes?.forEach((volume) => remove(volume, fields));
  }
  return setOf(objects.map(({ manifest }) => manifest)); // which are other copies where there were nulls in them
}

function found(rule: Rule, set: ManifestSet): string[] {
  const run = new RuleRun(set, version, {}, false);
  const all = run.begin();
  for (const object of set.objects.filter(({ wellFormed }) => wellFormed)) {
    const { pod } = object;
    if (rule.scope === 'object' && (rule.kinds === 'all' || rule.kinds.includes(object.groupKind))) {
      run.all([rule], object);
    } else if (rule.scope === 'pod' && pod !== undefined) {
      run.all([rule], pod);
    } else if (rule.scope === 'container') {
      pod?.containers.forEach((container) => run.all([rule], container));
    }
  }
  return all.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const withFields = allRules.flatMap((rule) =>
  'fields' in rule && rule.fields !== undefined ? [[rule.id, rule, rule.fields] as const] : [],
);

describe('a rule that says which fields it needs', () => {
  test.each(withFields)('finds nothing without them: %s', (id, rule, fields) => {
    expect(found(rule, without(fields, rule.scope === 'container'))).toEqual([]);
    const own = filesIn(join(fixtures, 'rules', id)).flatMap((manifests) => found(rule, setOf(manifests)));
    expect(own).not.toEqual([]);
  });
});

describe('the choice of rules by fields', () => {
  const ports = { id: 'ports', fields: ['ports'] };
  const either = { id: 'either', fields: ['env', 'envFrom'] };
  const always = { id: 'always' };
  const rules = new RulesByFields<{ readonly id: string; readonly fields?: readonly string[] }>([
    ports,
    either,
    always,
  ]);

  test('holds the rules that need one of the fields, and those that need none, in their order', () => {
    expect(rules.of('name,ports')).toEqual([ports, always]);
    expect(rules.of('envFrom,ports')).toEqual([ports, either, always]);
    expect(rules.of('')).toEqual([always]);
  });

  test('is the same the second time, also when it was asked for very many', () => {
    for (let index = 0; index < 3000; index += 1) {
      rules.of(`field${index}`);
    }
    expect(rules.of('name,env')).toEqual([either, always]);
    expect(rules.of('name,env')).toEqual([either, always]);
  });

  test('leaves nothing out for a name that holds a comma', () => {
    expect(rules.of(fieldsOf({ 'a,b': 1, env: [] }))).toEqual([either, always]);
    expect(rules.of(fieldsOf({ 'a,ports': 1 }))).toEqual([ports, always]);
  });

  test('takes what is no object for one without fields', () => {
    expect([fieldsOf(undefined), fieldsOf(null), fieldsOf('text'), fieldsOf(3)]).toEqual(['', '', '', '']);
  });
});
