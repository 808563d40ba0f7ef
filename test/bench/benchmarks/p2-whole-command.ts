import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark } from '../benchmark';
import { app, measure, ROOM, ROOT, type Candidate } from '../measure';

/** The command that a user runs in a project that is written in TypeScript. */
export const wholeCommand: Benchmark = {
  name: 'the whole command',
  ids: ['P2'],
  run() {
    const synth = [join(ROOT, 'build', 'lib', 'cli', 'drydock.js'), 'synth'];
    const drydock = command('drydock synth, inspected', 'drydock-pairs', synth, 'inspected');
    const alone = command('drydock synth, not inspected', 'drydock-pairs', synth);
    const cdk8s = command('cdk8s synth, the same objects by cdk8s-plus-27', 'stock-pairs', [
      join(ROOT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s'),
      'synth',
    ]);
    const stock = app('cdk8s and cdk8s-plus-27, compiled, without any command', 'stock-pairs', 1, 10);
    const times = measure({ drydock, alone, stock, cdk8s: { ...cdk8s, rounds: 5 } }, 15);
    return [
      {
        id: 'P2',
        title:
          '20 objects, the whole command in a TypeScript project, inspected: drydock synth / the compiled app of cdk8s alone',
        ratio: times.drydock.milliseconds / times.stock.milliseconds,
        goal: 1.5,
        timings: [times.drydock, times.alone, times.stock, times.cdk8s],
        note: 'Both projects run their main.ts with tsx; what drydock synth made of it in an earlier run is kept. The inspection, which an App makes unless told otherwise, finds 60 warnings in it and says so in a line. The apps of all other goals are not inspected, as those of cdk8s are not.',
      },
    ];
  },
};

/** A project in TypeScript whose main.ts is one of the apps. */
function command(what: string, name: string, words: readonly string[], mode = ''): Candidate {
  const folder = join(ROOM, `project-${name}${mode}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  symlinkSync(ROOT, join(folder, 'node_modules', 'cdk8s-drydock'));
  const source = readFileSync(join(ROOT, 'test', 'bench', 'apps', `${name}.ts`), 'utf8');
  writeFileSync(join(folder, 'main.ts'), source.replace('../../../lib/index', 'cdk8s-drydock'));
  writeFileSync(join(folder, 'package.json'), '{}');
  writeFileSync(join(folder, 'tsconfig.json'), '{"compilerOptions": {"module": "node16", "strict": true}}');
  writeFileSync(join(folder, 'cdk8s.yaml'), `language: typescript\napp: node --import tsx main.ts 1 10 ${mode}\n`);
  return { what, program: process.execPath, arguments: words, cwd: folder };
}
