import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml } from '../../../lib/inspection';
import { SchemaSet } from '../../../lib/inspection/schema/schema-set';
import type { Shape } from '../../../lib/inspection/schema/shape';
import type { Benchmark, Result, Timing } from '../benchmark';
import { app, isInstalled, kindsOf, measure, median, OUTPUT, ROOM, ROOT, type Candidate } from '../measure';
import { writeRealisticText } from '../realistic-text';

const SIZES = [1000, 10_000] as const;

/** The inspection of many objects, beside the tools that do a part of it. */
export const inspection: Benchmark = {
  name: 'the inspection',
  ids: ['P6', 'P6-linear', 'P6-kubeconform', 'P6-kube-linter', 'P6-realistic', 'P6-floor'],
  run() {
    const [small = '', large = ''] = SIZES.map(manifests);
    const [first, later] = [timesOf(small, 1), timesOf(small, 9)];
    const big = timesOf(large, 5);
    const alone: Timing[] = [
      timing('inspection alone of 1,000 objects, the first of a process', first, 'inspect'),
      timing('inspection alone of 1,000 objects, once warm', later, 'inspect'),
      timing('inspection alone of 10,000 objects', big, 'inspect'),
      timing('reading the YAML of 10,000 objects', big, 'read'),
    ];
    const [cold = NaN, , ten = NaN] = alone.map(({ milliseconds }) => milliseconds);
    const processes = measure(candidates(small, large), 11);
    const { small: smallCheck, large: largeCheck } = processes;
    const results: Result[] = [
      {
        id: 'P6',
        title: 'inspection of 1,000 objects, the first of a process: cdk8s-drydock / 100 ms',
        ratio: cold / 100,
        goal: 1,
        timings: alone,
      },
      {
        id: 'P6-linear',
        title: 'inspection of 10,000 objects / ten times that of 1,000',
        ratio: ten / (10 * cold),
        goal: 1.2,
        timings: [smallCheck, largeCheck].filter((each) => each !== undefined),
      },
    ];
    for (const tool of ['kubeconform', 'kube-linter']) {
      const other = processes[tool];
      if (other !== undefined && largeCheck !== undefined) {
        results.push({
          id: `P6-${tool}`,
          title: `10,000 objects, the whole process: drydock check / ${tool}`,
          ratio: largeCheck.milliseconds / other.milliseconds,
          goal: 1,
          timings: [largeCheck, other],
          note: 'kubeconform checks the schema alone, on all processors; it was given ours, as JSON Schema.',
        });
      }
    }
    return [...results, ...realistic()];
  },
};

/** Text as people write it: beside kubeconform, and beside \`JSON.parse\` of the same objects, which no reader gets below. */
function realistic(): readonly Result[] {
  const folder = writeRealisticText(ROOM);
  const floor = join(ROOM, 'realistic.json');
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const objects = files.flatMap((text) => readYaml(text).sources.map(({ manifest }) => JSON.stringify(manifest)));
  writeFileSync(floor, objects.join('\n'));
  const parse = "require('fs').readFileSync(process.argv[1], 'utf8').split('\\n').map((line) => JSON.parse(line))";
  const { ours, json, kubeconform } = measure<string>(
    {
      ours: {
        what: 'drydock check --preset api-only of realistic text, the whole process',
        program: process.execPath,
        arguments: [join(ROOT, 'build', 'lib', 'cli', 'drydock.js'), 'check', '--preset', 'api-only', folder],
      },
      json: {
        what: 'JSON.parse of the same objects, the whole process',
        program: process.execPath,
        arguments: ['-e', parse, floor],
      },
      ...(isInstalled('kubeconform')
        ? {
            kubeconform: {
              what: 'kubeconform -strict of the same text, the whole process',
              program: 'kubeconform',
              arguments: ['-strict', '-ignore-missing-schemas', '-schema-location', schemaLocation(), folder],
            },
          }
        : {}),
    },
    5,
  );
  return [
    ...compared('P6-floor', 'realistic text: drydock check / JSON.parse of the same objects', 15, ours, json),
    ...compared('P6-realistic', 'realistic text: drydock check / kubeconform', 0.8, ours, kubeconform),
  ];
}

function compared(id: string, title: string, goal: number, ours?: Timing, other?: Timing): readonly Result[] {
  if (ours === undefined || other === undefined) {
    console.error(`${id} is left out: kubeconform is not installed`);
    return [];
  }
  return [{ id, title, ratio: ours.milliseconds / other.milliseconds, goal, timings: [ours, other] }];
}

function manifests(objects: number): string {
  kindsOf(app('the objects to inspect', 'drydock-pairs', 1, objects / 2));
  const [name = ''] = readdirSync(OUTPUT);
  const file = join(ROOM, `inspection-${objects}.yaml`);
  copyFileSync(join(OUTPUT, name), file);
  return file;
}

interface Round {
  readonly read: number;
  readonly inspect: number;
}

function timesOf(file: string, rounds: number): readonly Round[] {
  const { program, arguments: words } = app('', 'inspect-file', file, rounds);
  const all = Array.from({ length: rounds === 1 ? 21 : 1 }, () => {
    const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8' });
    if (status !== 0) {
      throw new Error(`the inspection of ${file} failed: ${stderr}`);
    }
    return JSON.parse(stdout) as Round[];
  });
  return all.flat();
}

function timing(what: string, rounds: readonly Round[], part: keyof Round): Timing {
  return { what, milliseconds: median(rounds.map((round) => round[part])), rounds: rounds.length };
}

function candidates(small: string, large: string): Record<string, Candidate> {
  const check = join(ROOT, 'build', 'lib', 'cli', 'drydock.js');
  const words = ['check', '--format', 'json'];
  const drydock = (what: string, file: string): Candidate => ({
    what,
    program: process.execPath,
    arguments: [check, ...words, file],
  });
  return {
    small: drydock('drydock check, 1,000 objects, the whole process', small),
    large: drydock('drydock check, 10,000 objects, the whole process', large),
    ...(isInstalled('kubeconform')
      ? {
          kubeconform: {
            what: 'kubeconform -strict, 10,000 objects, the whole process',
            program: 'kubeconform',
            arguments: ['-strict', '-schema-location', schemaLocation(), large],
          },
        }
      : {}),
    ...(isInstalled('kube-linter')
      ? {
          'kube-linter': {
            what: 'kube-linter lint, 10,000 objects, the whole process',
            program: 'sh',
            arguments: ['-c', 'kube-linter lint "$0" > /dev/null 2>&1 || true', large],
          },
        }
      : {}),
  };
}

/** Writes the schemas of some kinds for a tool that has none at hand. */
function schemaLocation(): string {
  const folder = join(ROOM, 'schemas');
  mkdirSync(folder, { recursive: true });
  const set = SchemaSet.of('1.27');
  for (const [apiVersion, kind, name] of [
    ['apps/v1', 'Deployment', 'deployment-apps-v1'],
    ['v1', 'Service', 'service-v1'],
    ['v1', 'ConfigMap', 'configmap-v1'],
  ] as const) {
    const shape = set.find(apiVersion, kind)?.shape;
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(shape === undefined ? {} : jsonSchema(shape, 0)));
  }
  return `${folder}/{{.ResourceKind}}{{.KindSuffix}}.json`;
}

function jsonSchema(shape: Shape, depth: number): object {
  switch (shape.type) {
    case 'object':
      return depth > 20
        ? {}
        : {
            type: 'object',
            properties: Object.fromEntries(
              [...shape.fields].map(([name, field]) => [name, jsonSchema(field, depth + 1)]),
            ),
            ...(shape.required.length === 0 ? {} : { required: shape.required }),
            additionalProperties: shape.open,
          };
    case 'list':
      return { type: 'array', items: jsonSchema(shape.item, depth + 1) };
    case 'map':
      return { type: 'object', additionalProperties: jsonSchema(shape.item, depth + 1) };
    case 'integer':
    case 'long':
      return { type: 'integer' };
    case 'string':
    case 'boolean':
    case 'number':
      return { type: shape.type, ...('values' in shape && shape.values !== undefined ? { enum: shape.values } : {}) };
    case 'quantity':
    case 'int-or-string':
      return { type: ['string', 'number'] };
    case 'any':
      return {};
  }
}
