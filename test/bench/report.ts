import type { Result } from './benchmark';

/** The results as a table for a terminal. */
export function table(results: readonly Result[]): string {
  const rows = [
    ['goal', 'ratio', 'at most', 'reached', 'what'],
    ...results.map((result) => [result.id, ...figures(result), result.title]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const timings = results.flatMap(({ timings: all }) => all);
  const unique = [...new Map(timings.map((timing) => [timing.what, timing])).values()];
  const times = unique.map(
    ({ what, milliseconds, rounds }) => `${round(milliseconds).padStart(8)} ms  ${what} (${count(rounds)})`,
  );
  return [...lines, '', ...times].join('\n');
}

function figures({ ratio, goal }: Result): [string, string, string] {
  return [ratio.toFixed(3), goal.toFixed(3), ratio <= goal ? 'yes' : 'NO'];
}

function round(milliseconds: number): string {
  return milliseconds.toFixed(milliseconds < 100 ? 1 : 0);
}

function count(rounds: number): string {
  return rounds === 1 ? 'measured once' : `median of ${rounds}`;
}

/** docs/speed.md */
export function document(results: readonly Result[], facts: readonly string[]): string {
  const notes = [...new Set(results.flatMap(({ note }) => note ?? []))];
  const rows = results.map((result) => {
    const [ratio, goal, reached] = figures(result);
    return `| ${result.id} | ${result.title} | ${ratio} | ${goal} | ${reached.toLowerCase()} |`;
  });
  const times = [...new Map(results.flatMap(({ timings }) => timings).map((timing) => [timing.what, timing])).values()];
  return `${HEAD}
## Figures

${facts.map((fact) => `- ${fact}`).join('\n')}

| goal | what | ratio | at most | reached |
| --- | --- | ---: | ---: | --- |
${rows.join('\n')}

${notes.map((note) => `${note}\n`).join('\n')}
The times behind the ratios, of whole processes from their start to their end:

| what | ms | |
| --- | ---: | --- |
${times.map(({ what, milliseconds, rounds }) => `| ${what} | ${round(milliseconds)} | ${count(rounds)} |`).join('\n')}

## Time against size

![Time of synthesis against the number of charts, cdk8s and cdk8s-drydock](speed.svg)

Every app has one Deployment and one Service a chart. Both axes are logarithmic: a line that rises by one decade for each
decade to the right is linear, one that rises by two is quadratic.
${TAIL}`;
}

const HEAD = `<!-- Made by \`npm run bench -- --docs\` (test/bench). Change the words there, not here. -->

# Speed

CI synthesizes on every push, and whoever writes an app synthesizes many times an hour. This page says how long that
takes, beside cdk8s as it comes, and why.

The figures are ratios of processes that were measured in turn, in the same run on the same machine; \`npm run bench\` makes
them again in some minutes. Milliseconds depend on the machine and on what else it does, ratios hardly do.
`;

const TAIL = `
## Where the time went, and what became of it

- **Charts.** cdk8s validates the whole app and resolves all its dependencies again for every chart, so its time grows with
  the square of their number. \`App\` of this package does both once.
- **Dependencies.** cdk8s follows each path through the dependencies anew, of which there may be exponentially many, and
  makes a dependency between charts one between every two of their objects. \`App\` visits each object once, in the very
  order of cdk8s, without recursion, and says the path of a circle.
- **YAML.** More than half of a large synthesis goes into writing YAML. The emitter of this package writes the same bytes
  several times as fast, and leaves a document to cdk8s's where it is not certain of them: escapes, objects that appear
  twice, anything that is not plain data. A property-based test compares the two over strings that mean something to YAML,
  numbers, nesting and keys of every kind: 10,000 cases of each property in every run of the tests, and once 1,000,000
  (\`EMITTER_CASES=1000000 EMITTER_SEED=7 npx jest test/synthesis/emitter\`, no difference).
- **Objects.** cdk8s resolves tokens in every value of an object and then copies it once more to sort it. A \`Manifest\` of
  this package makes one sorted copy, unless it holds a token; and none where no inspection looks at it: it is then written
  from what its construct says, and forgotten, which is less to do and less memory to clean up.
- **Start.** \`yaml\` and \`fast-json-patch\` take a third of the time in which cdk8s loads, and a synthesis hardly ever needs
  them. Import \`App\`, \`Chart\`, \`ApiObject\`, \`Size\` and \`Duration\` from \`cdk8s-drydock\`: they are cdk8s's own, loaded
  without the two until they are used. The types of cdk8s-plus-27 are used, its code is not loaded. A test lists what is
  loaded at the start. Node's cryptography and child processes, which cdk8s and constructs ask for at once, take 8 ms more;
  they too are loaded when they are used. The package itself is three files, what every app uses, the rest, and the
  inspection, which loads in 11 ms where its modules took 41.
- **The command.** \`cdk8s synth\` loads a compiler and whatever else its other commands need, which takes a second, and the
  usual way to run TypeScript loads a compiler once more. \`drydock synth\` keeps the JavaScript of each file in
  \`node_modules/.cache/cdk8s-drydock\` and makes it again when the file, the \`tsconfig.json\` or the transpiler changes.

## drydock synth

\`drydock synth\` reads \`cdk8s.yaml\` and does what \`cdk8s synth\` does, with the same bytes and the same exit codes: 0 when all
went well, 1 when the app or a plugin failed, 2 when a validation plugin refused the manifests. It differs where that is
better:

- The output folder is replaced as a whole when all went well, and left as it was, byte for byte, when anything failed.
  Files in it that no synthesis made go, as with \`cdk8s synth\`. A folder that holds the project itself is refused. An app
  must not choose its output folder itself (\`outdir\` of \`App\`), since it is to write to another first.
- \`--stdout\` is one valid YAML text for any number of charts of any size, and nothing is printed when the app or a
  validation failed.
- Nothing is downloaded: a validation plugin is found by its path, among the packages of the project, or where
  \`cdk8s synth\` has installed it.
- \`--watch\` synthesizes again after every change.
- The usual ways to run TypeScript in \`cdk8s.yaml\` (\`npx ts-node main.ts\`, \`tsx main.ts\`, \`node --import tsx main.ts\`,
  \`node -r ts-node/register main.ts\`) are replaced by node with the kept JavaScript, made by the same transpiler with the
  \`tsconfig.json\` of the project. Types are not checked, which \`ts-node\` does: run \`tsc --noEmit\` beside it. Projects of
  ES modules, path mappings and other options run by their very command, as does everything with \`--as-is\`.
- Any other command is run without a shell. Only one with the syntax of a shell (\`&&\`, \`|\`, \`$NAME\`, \`NAME=value\`, patterns)
  goes to a shell, as all do with \`cdk8s synth\`.
- Helm charts (\`--format helm\`) are left to \`cdk8s synth\`.
`;
