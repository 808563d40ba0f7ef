import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from '../../lib/inspection/engine/engine';
import { ambiguity } from '../../lib/inspection/formats/ip-address';
import { readYaml } from '../../lib/inspection/reading/yaml-source';
import { allRules } from '../../lib/inspection/rules';
import { classesOf } from '../../lib/inspection/schema/fields/field-classes';
import { readClass } from '../../lib/inspection/schema/fields/field-class';
import { SchemaSet } from '../../lib/inspection/schema/schema-set';
import { kubernetesVersions } from '../../lib/inspection/schema/kubernetes-version';
import type { ObjectShape, Shape } from '../../lib/inspection/schema/shape';

const newest = kubernetesVersions[kubernetesVersions.length - 1] ?? '';

/** Definitions whose fields are no values of an object, but describe those of custom resources. */
const described = /^JsonSchemaProps/i;

/** Every definition that the kinds of a version hold, but for their status, which the API server takes from nobody. */
function definitionsOf(version: string): ReadonlyMap<string, ObjectShape> {
  const schemas = SchemaSet.of(version);
  const found = new Map<string, ObjectShape>();
  const open: Shape[] = [...schemas.knownKinds()].flatMap((key) => {
    const [apiVersion = '', kind = ''] = key.split(' ');
    return schemas.find(apiVersion, kind)?.shape ?? [];
  });
  for (let shape = open.pop(); shape !== undefined; shape = open.pop()) {
    if (shape.type === 'list' || shape.type === 'map') {
      open.push(shape.item);
    } else if (shape.type === 'object' && !found.has(shape.name)) {
      found.set(shape.name, shape);
      open.push(...[...shape.fields].filter(([field]) => field !== 'status').map(([, value]) => value));
    }
  }
  return found;
}

/** Whether a field holds text, numbers or amounts by name, so that it needs a class. */
function needsClass(shape: Shape): boolean {
  const inner = shape.type === 'list' || shape.type === 'map' ? shape.item : shape;
  const isAmount = inner.type === 'quantity' && inner === shape;
  return !['object', 'boolean', 'any', 'list', 'map', 'date-time'].includes(inner.type) && !isAmount;
}

describe('the classes of fields', () => {
  test.each(kubernetesVersions)('say of every field of Kubernetes %s what it is', (version) => {
    const missing = [...definitionsOf(version)].flatMap(([name, { fields }]) =>
      described.test(name)
        ? []
        : [...fields]
            .filter(([field, shape]) => field !== 'status' && needsClass(shape) && !classesOf(name).has(field))
            .map(([field]) => `${name} ${field}`),
    );
    expect(missing).toEqual([]);
  });

  test('name rules that there are, for the fields that have one', () => {
    const ids = new Set(allRules.map(({ id }) => id));
    const named = [...definitionsOf(newest).keys()].flatMap((name) =>
      [...classesOf(name).values()].flatMap(({ rule = [] }) => rule),
    );
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });

  test('read lists, keys, forms and ranges', () => {
    const asks = readClass('!', '[1..3,name&kind]{label}0..9');
    expect(asks).toMatchObject({ required: true, filled: true, range: { least: 0, most: 9 } });
    expect(asks.list).toEqual({ least: 1, most: 3, unique: ['name', 'kind'] });
    expect(asks.keys?.problem('A')).toContain('an RFC 1123 label');
  });

  test('fails when a table names a class that nobody knows', () => {
    expect(() => readClass('', 'nome')).toThrow("no class of fields is called 'nome'");
  });
});

describe('an address', () => {
  test.each([
    ['010.0.0.1', 'zeros'],
    ['10.0.0.0/08', 'zeros'],
    ['::ffff:10.0.0.1', 'IPv4'],
    ['10.0.0.5/24', 'bit'],
    ['fd00::1/64', 'bit'],
  ])('fails when it can be read in two ways: %s', (text, problem) => {
    expect(ambiguity(text)).toContain(problem);
  });

  test.each(['10.0.0.0/8', '10.0.0.1/32', '0.0.0.0/0', '::/0', 'fd00::/64', '192.0.2.1', 'None', ''])(
    'is plain: %s',
    (text) => {
      expect(ambiguity(text)).toBeUndefined();
    },
  );
});

describe('an object that the API server accepts', () => {
  const text = readFileSync(join(__dirname, '../fixtures/kinds/accepted.yaml'), 'utf8');
  const { findings } = inspect(readYaml(text, 'accepted.yaml'), { preset: 'api-only', kubernetes: newest });

  test('is no finding, whatever its kind and however many of its fields are set', () => {
    const errors = findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ rule, object, path, message }) => `${object.kind} ${path}: ${rule}: ${message}`)).toEqual([]);
  });
});
