// Measures this package beside cdk8s: `npm run bench -- [--json FILE] [--docs] [P1 P4 …]`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Result } from './benchmark';
import { BENCHMARKS } from './benchmarks';
import { machineFacts } from './machine';
import { compileApps, ROOT } from './measure';
import { plot } from './plot';
import { document, table } from './report';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'string' }, docs: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const known = new Set(BENCHMARKS.flatMap(({ ids }) => ids.map(goalOf)));
  const unknown = positionals.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    throw new Error(`there is no benchmark ${unknown.join(', ')}, only ${[...known].join(', ')}`);
  }
  const facts = machineFacts();
  console.log(`${facts.join('\n')}\n`);
  compileApps();
  const results: Result[] = [];
  for (const benchmark of BENCHMARKS) {
    if (positionals.length === 0 || benchmark.ids.some((id) => positionals.includes(goalOf(id)))) {
      console.error(`measuring ${benchmark.name} …`);
      results.push(...(await benchmark.run()));
    }
  }
  console.log(table(results));
  if (values.json !== undefined) {
    const lines = results.map(({ id, ratio, goal }) => ({ id, ratio, goal, reached: ratio <= goal }));
    writeFileSync(values.json, `${JSON.stringify(lines, null, 2)}\n`);
  }
  if (values.docs) {
    const points = results.flatMap((result) => result.points ?? []);
    const page = join(ROOT, 'docs', 'speed.md');
    const { format, resolveConfig } = await import('prettier');
    const style = await resolveConfig(page);
    writeFileSync(page, await format(document(results, facts), { ...style, parser: 'markdown' }));
    writeFileSync(join(ROOT, 'docs', 'speed.svg'), plot(points));
  }
}

/** `P4-linear` is a part of goal P4. */
function goalOf(id: string): string {
  return id.split('-', 1)[0] ?? id;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
