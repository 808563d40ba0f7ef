// Makes imports/ anew: the definitions of the custom resources (imports/crds) and the typed constructs that
// `cdk8s import` makes of them. Offline, and with the same packages the same bytes, whoever runs it and whenever.
//   node scripts/import.mjs          writes the files
//   node scripts/import.mjs --check  only compares, and fails when they are not current
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogue } from './import/catalogue.mjs';
import { customResourceDefinitions } from './import/custom-resource-definitions.mjs';

const IMPORTS = fileURLToPath(new URL('../imports', import.meta.url));
const CLI_PACKAGE = createRequire(import.meta.url).resolve('cdk8s-cli/package.json');

/** File inside imports/ → content. */
async function importedFiles() {
  const { version: cliVersion } = JSON.parse(readFileSync(CLI_PACKAGE, 'utf8'));
  const imported = [];
  for (const group of catalogue) imported.push({ ...group, ...(await customResourceDefinitions(group)) });
  const constructs = importConstructs(
    imported.flatMap(({ kinds, definitions }) => definitions.filter((_, index) => !kinds[index].definitionOnly)),
  );
  const files = new Map();
  for (const { group, source, reference, definitions } of imported) {
    files.set(`crds/${group}.json`, renderDefinitions(definitions));
    const body = constructs.get(`${group}.ts`);
    if (body === undefined) throw new Error(`cdk8s import made no module for ${group}`);
    files.set(`${group}.ts`, renderConstructs(group, `${source} with cdk8s-cli ${cliVersion}`, reference, body));
  }
  return files;
}

/** Module file → TypeScript, as `cdk8s import` writes it. */
function importConstructs(definitions) {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-import-'));
  try {
    writeFileSync(join(folder, 'crds.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items: definitions }));
    const cdk8s = join(dirname(CLI_PACKAGE), 'bin', 'cdk8s');
    const options = ['--language', 'typescript', '--output', 'out', '--no-save', '--no-check-upgrade'];
    execFileSync(process.execPath, [cdk8s, 'import', 'crds.json', ...options], { cwd: folder, stdio: 'pipe' });
    const names = readdirSync(join(folder, 'out')).sort();
    return new Map(names.map((name) => [name, readFileSync(join(folder, 'out', name), 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A kind a line: a change shows which one it touches. */
function renderDefinitions(definitions) {
  const lines = definitions.map((definition) => JSON.stringify(definition));
  return `{"apiVersion":"v1","kind":"List","items":[\n${lines.join(',\n')}\n]}\n`;
}

function renderConstructs(group, source, reference, made) {
  // cdk8s replaces what it will not put into source code: better no import than a wrong one.
  if (made.includes('__stripped_by_cdk8s__')) throw new Error(`cdk8s import stripped a value of ${group}`);
  const body = withoutEmptyComments(made);
  const sum = createHash('sha256').update(body).digest('hex');
  return `// Typed constructs of ${group}, made by \`npm run import\`: do not edit, docs/imports.md says how to make them again.
// From ${source}. Fields: ${reference}
// sha256 of all below this line: ${sum}
${body}`;
}

/** Comments that only repeat the name below them, or only switch a linter off, are a third of what users would load. */
function withoutEmptyComments(code) {
  return code
    .replace(/^ *\/\*\*\n *\* @schema \S+\n *\*\/\n/gm, '')
    .replace(/^ *\/\* eslint-(disable|enable) .*\*\/\n/gm, '')
    .replace(/^ *\/\/ filter undefined values\n/gm, '');
}

function existingFiles() {
  return ['.', 'crds']
    .filter((folder) => existsSync(join(IMPORTS, folder)))
    .flatMap((folder) =>
      readdirSync(join(IMPORTS, folder)).map((name) => (folder === '.' ? name : `${folder}/${name}`)),
    )
    .filter((name) => /\.(ts|json)$/.test(name));
}

const files = await importedFiles();
const differs = (name) =>
  !existsSync(join(IMPORTS, name)) || readFileSync(join(IMPORTS, name), 'utf8') !== files.get(name);
const changed = [...files.keys()].filter(differs);
const stale = existingFiles().filter((name) => !files.has(name));

if (process.argv.includes('--check')) {
  for (const name of changed) console.error(`imports/${name} is not current; run 'npm run import'`);
  for (const name of stale) console.error(`imports/${name} is not made any more; run 'npm run import'`);
  process.exitCode = changed.length + stale.length > 0 ? 1 : 0;
} else {
  for (const name of stale) rmSync(join(IMPORTS, name));
  for (const name of changed) {
    mkdirSync(dirname(join(IMPORTS, name)), { recursive: true });
    writeFileSync(join(IMPORTS, name), files.get(name));
  }
  console.log(`imports: ${files.size} files made, ${changed.length} changed, ${stale.length} removed`);
}
