import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from '../../lib/inspection/engine/engine';
import { bundledGroups } from '../../lib/inspection/schema/bundled-definitions';

const root = join(__dirname, '..', '..');

function definition(schema: object, group = 'example.com', kind = 'Thing'): object {
  const names = { kind, plural: `${kind.toLowerCase()}s` };
  const versions = [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }];
  const metadata = { name: `${names.plural}.${group}` };
  const spec = { group, scope: 'Namespaced', names, versions };
  return { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata, spec };
}

function found(manifests: readonly unknown[], customResources: readonly unknown[] = []): string[] {
  const sources = manifests.map((manifest) => ({ manifest }));
  const { findings } = inspect({ sources }, { preset: 'api-only', customResources });
  return findings.map(({ severity, rule, path }) => `${severity} ${rule} ${path}`);
}

const thing = (rest: object): object => ({
  apiVersion: 'example.com/v1',
  kind: 'Thing',
  metadata: { name: 'x' },
  ...rest,
});
const monitor = (spec: object): object => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'ServiceMonitor',
  metadata: { name: 'x' },
  spec: { selector: {}, endpoints: [], ...spec },
});

describe('the definitions that are bundled', () => {
  test('are those that imports/ is made from, as its script writes them', () => {
    const files = readdirSync(join(root, 'imports', 'crds')).map((file) => file.replace(/\.json$/, ''));
    expect([...bundledGroups].sort()).toEqual(files.sort());
    const script = join(root, 'scripts', 'custom-resource-schemas.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('check an object without being told', () => {
    expect(found([monitor({})])).toEqual([]);
    expect(found([monitor({ endpoints: 5 })])).toEqual([expect.stringMatching(/^error schema\/\S+ spec\.endpoints$/)]);
  });

  test('make of an unknown field no more than a warning, since the cluster may know it', () => {
    expect(found([monitor({ novelty: 1 })])).toEqual(['warning schema/unknown-field spec.novelty']);
  });

  test('give way to those that are given', () => {
    const own = definition(
      { type: 'object', properties: { spec: { type: 'object', properties: { novelty: { type: 'integer' } } } } },
      'monitoring.coreos.com',
      'ServiceMonitor',
    );
    const given = { ...monitor({}), spec: { novelty: 1 } };
    expect(found([given], [own])).toEqual([]);
    expect(found([given])).toContain('warning schema/unknown-field spec.novelty');
  });
});

describe('a definition among the manifests', () => {
  test('counts for the objects beside it, in a List too', () => {
    const sized = definition({ type: 'object', properties: { size: { type: 'integer' } } });
    const broken = thing({ size: 'large' });
    const expected = [expect.stringMatching(/^error schema\/\S+ size$/)];
    expect(found([broken])).toEqual([]);
    expect(found([sized, broken])).toEqual(expected);
    expect(found([{ apiVersion: 'v1', kind: 'List', items: [sized] }, broken])).toEqual(expected);
  });

  test('that refers to itself ends', () => {
    const schema: Record<string, unknown> = { type: 'object' };
    schema.properties = { a: schema, b: schema, c: schema };
    expect(() => found([definition(schema), thing({ a: {} })])).not.toThrow();
  });

  test('that is none is a finding, and not an error of ours', () => {
    const empty = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'x' } };
    expect(found([empty])).toEqual(expect.arrayContaining([expect.stringContaining('error schema/missing-required')]));
  });

  test.each([
    ['^(a+)+$', 'aaaa', `${'a'.repeat(60)}!`],
    ['^(a?b?){25}$', 'abab', `${'ab'.repeat(60)}!`],
    ['^(a|aa)?(a|aa)?(a|aa)?$', 'aaa', `${'a'.repeat(60)}!`],
    ['^([a-z]*)*b$', 'ab', 'a'.repeat(5000)],
    ['^[[:alpha:]]+$', 'abc', 'a1'],
    ['^(?i)abc$', 'ABC', 'abd'],
    ['\\\\pL\\z', 'é', '1'],
  ])('with the pattern %s is judged as the API server does, in no time', (pattern, right, wrong) => {
    const schema = { type: 'object', properties: { a: { type: 'string', pattern: pattern.replaceAll('\\\\', '\\') } } };
    expect(found([definition(schema), thing({ a: right })])).toEqual([]);
    expect(found([definition(schema), thing({ a: wrong })])).toEqual([
      expect.stringContaining('error schema/crd-invalid a'),
    ]);
  });
});
