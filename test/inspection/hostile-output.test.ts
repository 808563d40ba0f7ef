import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { printable, printableLines } from '../../lib/core/text/printable';
import { compareObjects } from '../../lib/cli/diff/comparison';
import { jsonReport as diffJson } from '../../lib/cli/diff/json-report';
import { textReport as diffText } from '../../lib/cli/diff/text-report';
import { inspect } from '../../lib/inspection/engine/engine';
import { reportFormats, writeReport } from '../../lib/inspection/report/report';
import { readYaml } from '../../lib/inspection/reading/yaml-source';

const root = join(__dirname, '../..');
const schemaAt = (path: string): object => JSON.parse(readFileSync(join(root, path), 'utf8')) as object;

/** What a terminal or the log of a pipeline would obey, or what turns the direction of writing. */
/* eslint-disable no-control-regex -- control characters are what it looks for */
const obeyed =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]|##\[|##vso\[|##teamcity\[/;
/* eslint-enable no-control-regex */
const command = /^\s*::/m;

/** Texts as somebody would write them who wants a log, a terminal or a report to do something. */
const hostile = fc
  .array(
    fc.constantFrom(
      ...['::error::', '::stop-commands::x', '\n::set-output name=a::b', '##[group]', '##vso[task.setvariable x]', ' '],
      ...[
        '\u001b[31m',
        '\u009b2J',
        '\u001b]0;x\u0007',
        '\r',
        '\n',
        '\u202e',
        '\u2028',
        '%0A',
        ']]>',
        '</failure>',
        '"',
        "'",
      ],
      ...['<script>', '&amp;', '\ud800', '\u0000', 'a', '{{ x }}', '`', '|'],
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(''));

/** Manifests with such texts in every place that a report shows. */
const manifests = fc.record({
  apiVersion: fc.oneof(fc.constant('v1'), hostile),
  kind: fc.oneof(fc.constantFrom('Pod', 'Service', 'Secret', 'ConfigMap'), hostile),
  metadata: fc.record({
    name: hostile,
    namespace: hostile,
    labels: fc.dictionary(hostile, hostile, { maxKeys: 2 }),
    annotations: fc.dictionary(hostile, hostile, { maxKeys: 2 }),
  }),
  spec: fc.dictionary(
    fc.oneof(hostile, fc.constantFrom('selector', 'type', 'containers')),
    fc.anything({ maxDepth: 2 }),
    {
      maxKeys: 3,
    },
  ),
});

describe('a report of hostile manifests', () => {
  const ajv = new Ajv({ schemaId: 'auto' });
  ajv.addMetaSchema(schemaAt('node_modules/ajv/lib/refs/json-schema-draft-04.json'));
  const sarif = ajv.compile(schemaAt('node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));
  const report = ajv.compile(schemaAt('docs/report.schema.json'));

  test.each(reportFormats)('commands nothing in the format %s, and is of its form', (format) => {
    fc.assert(
      fc.property(fc.array(manifests, { maxLength: 3 }), hostile, (objects, file) => {
        const sources = objects.map((manifest) => ({
          manifest,
          file,
          construct: file,
          source: file,
          locate: () => ({ line: 1, column: 1 }),
        }));
        const problems = [{ rule: 'yaml/syntax' as const, message: file, fix: file, file }];
        const result = inspect({ sources, problems });
        const text = writeReport(result, format, { textOf: () => `kind: ${file}\n${file}`, version: '1.0.0' });
        if (format !== 'github') {
          expect(text).not.toMatch(command);
        } else {
          const lines = text.trimEnd().split('\n');
          expect(lines.slice(0, -1).filter((line) => !/^::(error|warning|notice) [^\n]*::/.test(line))).toEqual([]);
          expect(lines).toHaveLength(result.findings.length + 1);
        }
        expect(text.replaceAll('\n', '').replaceAll('\t', '')).not.toMatch(obeyed);
        if (format === 'sarif') {
          expect([sarif(JSON.parse(text)), sarif.errors]).toEqual([true, null]);
        }
        if (format === 'json') {
          expect([report(JSON.parse(text)), report.errors]).toEqual([true, null]);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('commands nothing in a diff', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (name, before, after) => {
        const side = (value: string): Parameters<typeof compareObjects>[0][number] => ({
          manifest: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { [name]: value } },
          apiVersion: 'v1',
          kind: 'ConfigMap',
          namespace: '',
          name,
          file: name,
        });
        const comparison = compareObjects([side(before)], [side(after)]);
        for (const text of [diffText(comparison, { from: name, to: name }), diffJson(comparison, name, name)]) {
          expect(text).not.toMatch(command);
          expect(text.replaceAll('\n', '')).not.toMatch(obeyed);
        }
      }),
    );
  });

  test('is printable whatever another program has said', () => {
    fc.assert(
      fc.property(fc.array(hostile), (parts) => {
        const text = printableLines(parts.join('\n'));
        expect(text).not.toMatch(command);
        expect(text.replaceAll('\n', '')).not.toMatch(obeyed);
        expect(printable(text.replaceAll('\n', ''))).not.toMatch(/\n/);
      }),
    );
  });
});

const marker = 'hunter2-MARKER';
const encoded = Buffer.from(marker).toString('base64');

/** Places in which a secret may stand, each with something wrong beside it that a rule or the reader speaks of. */
const places: readonly (readonly [string, string])[] = [
  ['data', `apiVersion: v1\nkind: Secret\nmetadata: { name: s, colour: red }\ndata:\n  a: ${marker}\n`],
  ['a key in the text style', `kind: "Secret"\napiVersion: v1\nmetadata:\n  name: S_\nstringData: { a: ${marker} }\n`],
  ['JSON', `{"apiVersion":"v1","kind":"Secret","metadata":{"name":"S_"},"stringData":{"a":["${marker}"]}}`],
  [
    'a tagged kind',
    `apiVersion: v1\nkind: !!str Secret\nmetadata: { name: S_ }\nstringData:\n  a: ${marker}\n  b: [1]\n`,
  ],
  [
    'a kind on a line of its own',
    `apiVersion: v1\nkind:\n  Secret\nmetadata: { name: S_ }\nstringData:\n  a: [${marker}]\n`,
  ],
  [
    'a List',
    `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Secret\n  metadata: { name: S_ }\n  data: { a: ${marker} }\n`,
  ],
  [
    'a key that is not indented',
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\nstringData:\n  tls.key: |\n-----BEGIN PRIVATE KEY-----\n${marker}\n-----END PRIVATE KEY-----\n`,
  ],
  ['text that is no YAML', `apiVersion: v1\nkind: Secret\nstringData:\n  a: "${marker}\n  b: c: d\n`],
  ['a number', `apiVersion: v1\nkind: Secret\nmetadata: { name: s }\nstringData:\n  pin: 90210777\n  b: ${marker}\n`],
  [
    'what kubectl keeps',
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: S_\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n      {"kind":"Secret","data":{"a":"${marker}"}}\n`,
  ],
  [
    'an environment variable',
    `apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  containers:\n    - name: a\n      image: a:1\n      env:\n        - name: DB_PASSWORD\n          value: ${marker}\n          colour: red\n        - { name: API_TOKEN, value: ${marker}, colour: red }\n`,
  ],
  [
    'an environment variable that is a number',
    `apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  containers:\n    - name: a\n      image: a:1\n      env:\n        - name: DB_PASSWORD\n          value: 90210777\n`,
  ],
  [
    'a field of a custom resource',
    `apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: S_ }\nspec:\n  password: ${marker}\n  nested: { apiKey: ${marker} }\n`,
  ],
  ['a ConfigMap', `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: S_ }\ndata:\n  password: ${marker}\n  x: 1\n`],
];

describe('a secret', () => {
  test.each(places)('in %s is in no report', (_, text) => {
    const result = inspect(readYaml(text, 'secret.yaml'), { preset: 'strict' });
    expect(result.findings.length).toBeGreaterThan(0);
    for (const format of reportFormats) {
      const report = writeReport(result, format, { textOf: () => text });
      expect(report).not.toContain(marker);
      expect(report).not.toContain(encoded);
      expect(report).not.toContain('90210777');
    }
  });

  test('is in no diff, be it of a Secret or under a name that says it is one', () => {
    const side = (value: string): Parameters<typeof compareObjects>[0] =>
      [
        { kind: 'Secret', stringData: { a: value }, data: { b: value } },
        { kind: 'Pod', spec: { containers: [{ name: 'a', env: [{ name: 'DB_PASSWORD', value }], args: [] }] } },
        { kind: 'ConfigMap', data: { 'db-password': value } },
      ].map((manifest) => ({
        manifest: { apiVersion: 'v1', metadata: { name: 'a' }, ...manifest },
        apiVersion: 'v1',
        kind: manifest.kind,
        namespace: '',
        name: 'a',
        file: 'a.yaml',
      }));
    const comparison = compareObjects(side(marker), side(`${marker}-2`));
    expect(comparison.objects).toHaveLength(3);
    for (const text of [diffText(comparison, { from: 'a', to: 'b' }), diffJson(comparison, 'a', 'b')]) {
      expect(text).not.toContain(marker);
      expect(text).not.toContain(encoded);
    }
  });
});
