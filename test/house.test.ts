import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentationViolations, exportsOf, publishedBy, structViolations } from './support/house/documentation';
import {
  constructViolations,
  folderViolations,
  indexViolations,
  nameViolations,
  sizeViolations,
  soundnessViolations,
} from './support/house/form';
import {
  cycleViolations,
  directionViolations,
  packageViolations,
  subRoomViolations,
  unusedExemptions,
} from './support/house/imports';
import { parse, readSources, type Source } from './support/house/source';
import { spellings, tableOf } from './support/house/wire-names';

const root = join(__dirname, '..');
const house = parse(readSources(root, ['main.ts', 'lib']));
const doors = doorsOf(house);
const published = publishedBy(doors);

/** The indexes that the package opens to its users, by the exports of package.json. */
function doorsOf(sources: readonly Source[]): readonly Source[] {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, { types?: string }>;
  };
  const paths = Object.values(exports).flatMap(({ types }) =>
    types?.startsWith('./build/lib/') === true ? [types.replace(/^\.\/build\//, '').replace(/\.d\.ts$/, '.ts')] : [],
  );
  return paths.map((path) => {
    const door = sources.find((source) => source.path === path);
    if (door === undefined) throw new Error(`package.json exports ${path}, which is not there`);
    return door;
  });
}

/** Some files of a house that never was. */
function sample(files: Readonly<Record<string, string>>): readonly Source[] {
  return parse(new Map(Object.entries(files)));
}

describe('the house', () => {
  test('has its files in rooms that import in one direction', () => {
    expect(directionViolations(house)).toEqual([]);
  });

  test('has rooms within its large rooms that import in one direction', () => {
    expect(subRoomViolations(house)).toEqual([]);
  });

  test('has no exemption that nobody uses', () => {
    expect(unusedExemptions(house)).toEqual([]);
  });

  test('has folders that a reader takes in at a glance', () => {
    expect(folderViolations(house)).toEqual([]);
  });

  test('has no files that import each other', () => {
    expect(cycleViolations(house)).toEqual([]);
  });

  test('loads cdk8s through one door, and cdk8s-plus-27 never', () => {
    expect(packageViolations(house)).toEqual([]);
  });

  test('has names of words and hyphens that say what a file is', () => {
    const paths = [...readSources(root, ['test']).keys()];
    expect(nameViolations([...house, ...parse(new Map(paths.map((path) => [path, ''])))])).toEqual([]);
  });

  test('has short files', () => {
    expect(sizeViolations(house)).toEqual([]);
  });

  test('has one construct a file, of the name of the file', () => {
    expect(constructViolations(house)).toEqual([]);
  });

  test('names no type any, and asks neither clock nor chance', () => {
    expect(soundnessViolations(house)).toEqual([]);
  });

  test('has a top level that a reader takes in at a glance', () => {
    const ignored = ['.git', ...readFileSync(join(root, '.gitignore'), 'utf8').split('\n')].map((line) =>
      line.replace(/\/$/, ''),
    );
    const there = readdirSync(root).filter((name) => !ignored.includes(name) && !/\.tgz$/.test(name));
    const allowed = [
      ...['package.json', 'package-lock.json', 'cdk8s.yaml', 'tsconfig.json', 'main.ts'],
      ...['lib', 'imports', 'dist', 'test', 'docs', 'scripts', '.ci', '.github'],
      ...['README.md', 'API.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'LICENSE', 'SECURITY.md'],
      ...[
        '.editorconfig',
        '.gitattributes',
        '.gitignore',
        '.npmrc',
        '.prettierignore',
        'drydock.config.yaml',
        'eslint.config.mjs',
      ],
    ];
    expect(there.filter((name) => !allowed.includes(name))).toEqual([]);
  });
});

describe('the doors of the package', () => {
  test('hold names only, no logic', () => {
    expect(indexViolations(doors)).toEqual([]);
  });

  test('lead to what a reader finds described, with the default of every optional prop', () => {
    expect(documentationViolations(house, published)).toEqual([]);
  });

  test('lead to structs whose fields are read-only', () => {
    expect(structViolations(house, published)).toEqual([]);
  });

  test('lead to what this list says: a name that goes or comes is a change for users', () => {
    const names = doors.map(
      (door) =>
        `${door.path}\n${exportsOf(door)
          .map(({ name }) => `  ${name}\n`)
          .sort()
          .join('')}`,
    );
    expect(`\n${names.join('\n')}`).toMatchSnapshot();
  });
});

describe('the names of fields on the wire', () => {
  const find = (path: string): Source => {
    const source = house.find((each) => each.path === path);
    if (source === undefined) throw new Error(`${path} is not there`);
    return source;
  };
  const table = { ...tableOf(find('lib/core/wire.ts'), 'WireNames') };
  const customTable = tableOf(find('lib/core/wire.ts'), 'CustomWireNames');
  const structsOf = (kinds: Readonly<Record<string, string>>): readonly string[] =>
    Object.values(kinds).map((type) => type.replace(/^.*\./, ''));
  const expected = (found: readonly string[]): readonly string[] =>
    [...new Set(found.map((line) => line.replace(/ → .*/, '')))].map(
      (field) => `${field} → ${table[field] ?? customTable[field] ?? field}`,
    );

  test("are those that cdk8s-plus-27's own classes write", () => {
    const code = readFileSync(join(root, 'node_modules/cdk8s-plus-27/lib/imports/k8s.js'), 'utf8');
    const found = spellings(code, structsOf(tableOf(find('lib/core/kinds.ts'), 'Kinds')));
    expect(found.length).toBeGreaterThan(400);
    expect(found).toEqual(expected(found));
  });

  test('are those that the classes of imports/ write', () => {
    const modules = readSources(root, ['imports']);
    const structs = structsOf(tableOf(find('lib/core/custom-kinds.ts'), 'CustomKinds'));
    const found = [...modules.values()].flatMap((code) =>
      spellings(
        code,
        structs.filter((struct) => code.includes(`export function toJson_${struct}(`)),
      ),
    );
    expect(found.length).toBeGreaterThan(400);
    const ofTenants = tableOf(find('lib/core/wire.ts'), 'TenantWireNames');
    const both = Object.entries(ofTenants).map(([field, wire]) => `${field} → ${wire}`);
    expect([...new Set(found)].sort()).toEqual([...expected(found), ...both].sort());
  });

  test('are of no field that nobody writes otherwise', () => {
    const code = readFileSync(join(root, 'node_modules/cdk8s-plus-27/lib/imports/k8s.js'), 'utf8');
    const all = [code, ...readSources(root, ['imports']).values()].join('\n');
    const unused = Object.entries({ ...table, ...customTable }).filter(([field, wire]) => {
      return !new RegExp(`^\\s+'${wire}': .*\\bobj\\.${field}\\b`, 'm').test(all);
    });
    expect(unused).toEqual([]);
  });
});

describe('the rules of the house', () => {
  test('name the file, the line, the rule and the fix', () => {
    const found = directionViolations(
      sample({
        'lib/core/a.ts': "// a\nimport { b } from '../parts/b';\nexport const a = b;\n",
        'lib/parts/b.ts': 'export const b = 1;\n',
      }),
    );
    expect(found).toEqual(['lib/core/a.ts:2: core may not use lib/parts/b.ts; core may use nothing else']);
  });

  test('find a room that the house does not have, and imports against the order of rooms', () => {
    const files = {
      'lib/tools/a.ts': 'export const a = 1;\n',
      'lib/parts/b.ts': "export type { C } from '../workloads/c';\n",
      'lib/workloads/c.ts': "import type { D } from '../data/d';\nexport type C = D;\n",
      'lib/data/d.ts': "export type D = import('../network/e').E;\n",
      'lib/network/e.ts': 'export type E = 1;\n',
      'lib/inspection/f.ts':
        "import { g } from '../core/text/nearest';\nimport { h } from '../core/h';\nexport default [g, h];\n",
      'lib/core/text/nearest.ts': 'export const g = 1;\n',
      'lib/core/h.ts': "import { I } from '../../imports/i';\nexport const h = I;\n",
      'lib/synthesis/j.ts': "const j = require('../parts/b');\nexport default j;\n",
      'imports/i.ts': 'export const I = 1;\n',
    };
    const places = directionViolations(sample(files)).map((each) => each.replace(/: .*/, ''));
    expect(places).toEqual(
      expect.arrayContaining([
        'lib/tools/a.ts:1',
        'lib/parts/b.ts:1',
        'lib/workloads/c.ts:1',
        'lib/data/d.ts:1',
        'lib/inspection/f.ts:2',
        'lib/core/h.ts:1',
        'lib/synthesis/j.ts:1',
      ]),
    );
    expect(places.filter((place) => !place.startsWith('imports/'))).toHaveLength(7);
  });

  test('find imports against the order of the rooms within a large room, and a folder that is none of them', () => {
    const files = {
      'lib/parts/images/a.ts': "import { b } from '../routing/b';\nexport const a = b;\n",
      'lib/parts/routing/b.ts': "import { c } from '../pod-selector';\nexport const b = c;\n",
      'lib/parts/pod-selector.ts': 'export const c = 1;\n',
      'lib/parts/things/d.ts': 'export const d = 1;\n',
    };
    expect(subRoomViolations(sample(files)).map((each) => each.split(';')[0])).toEqual([
      'lib/parts/images/a.ts:1: images may not use lib/parts/routing/b.ts',
      'lib/parts/things/d.ts:1: lib/parts has no room things',
    ]);
  });

  test('find folders of more files than a reader takes in', () => {
    const files = Array.from({ length: 26 }, (_, at) => [`lib/core/a${at}.ts`, ''] as const);
    expect(folderViolations(sample(Object.fromEntries(files))).map((each) => each.split(';')[0])).toEqual([
      'lib/core: a folder may hold 25 files, got 26',
    ]);
  });

  test('find files that import each other through a third', () => {
    const files = {
      'lib/core/a.ts': "import { b } from './b';\nexport const a = b;\n",
      'lib/core/b.ts': "import { c } from './c';\nexport const b = c;\n",
      'lib/core/c.ts': "import type { a } from './a';\nexport type c = typeof a;\n",
      'lib/core/d.ts': "import { a } from './a';\nimport { b } from './b';\nexport const d = a + b;\n",
    };
    expect(cycleViolations(sample(files))).toEqual([
      'lib/core/a.ts:1: imports itself: lib/core/a.ts → lib/core/b.ts → lib/core/c.ts → lib/core/a.ts; move what both need into a file of its own',
    ]);
  });

  test('find packages that are loaded, and let types pass', () => {
    const files = {
      'lib/core/a.ts':
        "import type { k8s } from 'cdk8s-plus-27';\nimport { type App } from 'cdk8s';\nimport { Size, type Chart } from 'cdk8s';\n" +
        "import { Pod } from 'cdk8s-plus-27';\nconst plus = import('cdk8s-plus-30/lib/imports/k8s');\nimport 'cdk8s';\n",
    };
    const lines = packageViolations(sample(files)).map((each) => each.split(': ')[0]);
    expect(lines).toEqual(['lib/core/a.ts:3', 'lib/core/a.ts:4', 'lib/core/a.ts:5', 'lib/core/a.ts:6']);
  });

  test('find names and sizes that are out of bounds', () => {
    const rule = (lines: number): string => `export const tooLong = podRule({\n${'//\n'.repeat(lines - 2)}});\n`;
    const files = {
      'main.ts': '//\n'.repeat(61),
      'lib/core/Names.ts': 'export class NameManager {}\n',
      'lib/core/string-utils.ts': '//\n'.repeat(451),
      'lib/core/generated.ts': `// Generated by a script\n${'//\n'.repeat(500)}`,
      'lib/inspection/rules/rel/too-long.ts': rule(121),
      'lib/inspection/rules/rel/shared.ts': '//\n'.repeat(121),
    };
    expect(sizeViolations(sample(files)).map((each) => each.split(';')[0])).toEqual([
      'main.ts:61: main.ts may have 60 lines, got 61',
      'lib/core/string-utils.ts:451: a source file may have 450 lines, got 451',
      'lib/inspection/rules/rel/too-long.ts:121: a rule may have 120 lines, got 121',
    ]);
    expect(nameViolations(sample(files)).map((each) => each.split(';')[0])).toEqual([
      'lib/core/Names.ts:1: "Names" is not kebab-case',
      'lib/core/Names.ts:1: NameManager does not say what it is',
      'lib/core/string-utils.ts:1: "string-utils" does not say what it is',
    ]);
  });

  test('find a second construct in a file, and one of another name', () => {
    const files = {
      'lib/workloads/web-service.ts':
        'export class WebService extends Construct {}\nexport class Other extends WebService {}\nclass Own extends Construct {}\n',
      'lib/data/mariadb.ts': 'export class MySql extends WebService {}\nexport class Problem extends Error {}\n',
      'lib/examples/nginx.ts': 'export class NginxExample extends Chart {}\n',
    };
    expect(constructViolations(sample(files)).map((each) => each.split(';')[0])).toEqual([
      'lib/workloads/web-service.ts:2: Other is the second construct here',
      "lib/data/mariadb.ts:1: MySql does not have its file's name",
    ]);
  });

  test('find what is not described, and fields of structs that can be written to', () => {
    const files = {
      'lib/index.ts': "export { type Props, Part } from './parts/props';\n",
      'lib/parts/props.ts': [
        '/** Props. */',
        'export interface Props {',
        '  /** Described. */',
        '  readonly size?: number;',
        '  name: string;',
        '  /** Internal. @internal */',
        '  readonly secret?: string;',
        '}',
        '/** A part. */',
        'export class Part {',
        '  readonly name = 1;',
        '  private own(): void {}',
        '  act(): void {}',
        '  _check(): void {}',
        '}',
        'export function undescribed(): void {}',
      ].join('\n'),
      'lib/parts/other.ts': '/** Not published. */\nexport interface Other {\n  readonly name?: string;\n}\n',
    };
    const sources = sample(files);
    const names = publishedBy(sources.filter(({ path }) => path === 'lib/index.ts'));
    expect(documentationViolations(sources, names).map((each) => each.split(';')[0])).toEqual([
      'lib/parts/props.ts:4: the default of Props.size is not documented',
      'lib/parts/props.ts:5: Props.name is not documented',
      'lib/parts/props.ts:11: Part.name is not documented',
      'lib/parts/props.ts:13: Part.act is not documented',
      'lib/parts/props.ts:16: undescribed is not documented',
    ]);
    expect(structViolations(sources, names)).toEqual([
      'lib/parts/props.ts:5: Props.name can be written to; make it readonly',
    ]);
  });

  test('find logic in an index, the type any, the clock and chance', () => {
    const files = {
      'lib/index.ts':
        "export { a } from './core/a';\nexport * from './core/a';\nexport const b = 1;\nimport './core/a';\n",
      'lib/core/a.ts':
        'export const a: any = Date.now();\nexport const b = [new Date(), new Date(0), Math.random()];\nexport type C = unknown;\n',
    };
    const [index, source] = sample(files);
    expect(indexViolations(index === undefined ? [] : [index])).toHaveLength(3);
    const lines = soundnessViolations(source === undefined ? [] : [source]).map((each) => each.split(': ')[0]);
    expect(lines).toEqual(['lib/core/a.ts:1', 'lib/core/a.ts:1', 'lib/core/a.ts:2', 'lib/core/a.ts:2']);
  });
});
