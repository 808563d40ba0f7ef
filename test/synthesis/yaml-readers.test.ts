import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Include } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { App, Chart } from '../../lib';
import { emitDocument } from '../../lib/synthesis/emitter';
import { isMisread } from '../../lib/synthesis/yaml-scalar';
import { messageOf } from '../support/synthesize';
import { withFolder } from './folder';

/** What go-yaml v2 (kubectl, Helm), go-yaml v3 (kustomize), PyYAML and the core schema of YAML 1.2 read. */
const READERS = ['go-yaml v2', 'go-yaml v3', 'PyYAML', 'YAML 1.2 core'];

interface Reading {
  readonly yaml: string;
  readonly readings: Readonly<Record<string, unknown>>;
}

interface Case {
  readonly what: string;
  readonly text: string;
  readonly cdk8s: Reading;
  readonly emitter: Reading;
}

const file = join(__dirname, '../fixtures/yaml-readers/readings.json');
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly Case[] };
const kinds = [...new Set(cases.map(({ what }) => what))].map((what) => ({
  what,
  texts: cases.filter((each) => each.what === what),
}));

/** An invisible character that YAML wants escaped, and that is lost where it begins a file. @see https://yaml.org/spec/1.2.2/#52-character-encodings */
const BYTE_ORDER_MARK = '\ufeff';

describe('every reader of YAML reads the text that was given', () => {
  test('in the table stand all readers, for every text', () => {
    expect(cases.length).toBeGreaterThan(200);
    for (const { emitter, cdk8s } of cases) {
      expect(Object.keys(emitter.readings)).toEqual(READERS);
      expect(Object.keys(cdk8s.readings)).toEqual(READERS);
    }
  });

  test.each(kinds)('$what', ({ texts }) => {
    for (const { text, emitter } of texts) {
      // What was recorded is what is written now: else record it anew, with scripts/yaml-readers/record.mjs.
      expect(emitDocument({ value: text, list: [text, [text]], map: { [text]: 'x' }, [text]: 'y' })).toBe(emitter.yaml);
      expect({ text, ...emitter.readings }).toEqual({
        text,
        ...Object.fromEntries(READERS.map((reader) => [reader, 'as given'])),
      });
    }
  });

  test.each(kinds)('$what: with the bytes of cdk8s, unless a reader takes them for something else', ({ texts }) => {
    for (const { text, cdk8s, emitter } of texts) {
      const misread = Object.values(cdk8s.readings).some((reading) => reading !== 'as given');
      expect({ text, own: emitter.yaml !== cdk8s.yaml }).toEqual({
        text,
        own: misread || text.includes(BYTE_ORDER_MARK),
      });
      expect({ text, misread: isMisread(text) }).toEqual({ text, misread: emitter.yaml !== cdk8s.yaml });
    }
  });
});

test('an App writes what is included, and what cdk8s-plus makes, in the same way', () => {
  withFolder((folder) => {
    const file = join(folder, 'included.yaml');
    writeFileSync(file, 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {mode: "0o17", next: "a\\N"}\n');
    const app = new App({ outdir: join(folder, 'dist') });
    const chart = new Chart(app, 'chart');
    new Include(chart, 'included', { url: file });
    new k8s.KubeConfigMap(chart, 'plus', { metadata: { name: 'b' }, data: { make: '\tall\n', '0B1': '=' } });
    app.synth();
    const written = readFileSync(join(folder, 'dist/chart.k8s.yaml'), 'utf8');
    expect(written).toContain('  mode: "0o17"\n  next: "a\\u0085"\n');
    expect(written).toContain('data:\n  "0B1": "="\n  make: "\\tall\\n"\n');
    expect(app.synthYaml()).toBe(written);
  });
});

test('fails when an object holds half of a surrogate pair, with its path', () => {
  const chart = new Chart(new App(), 'chart');
  new k8s.KubeConfigMap(chart, 'half', { metadata: { name: 'b' }, data: { a: '\ud83d' } });
  expect(messageOf(() => (chart.node.root as App).synthesize())).toContain(
    'chart/half (ConfigMap): the text "\\ud83d" holds half of a surrogate pair, which no file can hold',
  );
});
