// Writes the parts of the documentation that follow from the sources: API.md from the docstrings, and below each example
// of README.md and docs/ the YAML that it yields. With --check it only says whether API.md is current.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { Application, CommentTag, Converter, ReflectionKind } from 'typedoc';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = join(root, 'API.md');

/** The modules that the package opens, by the name under which they are imported. */
function doors() {
  const { name, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.entries(exports).flatMap(([door, { types }]) => {
    const path = types?.match(/^\.\/build\/(lib\/.*)\.d\.ts$/)?.[1];
    return path === undefined ? [] : [{ module: name + door.slice(1), path: `${path}.ts` }];
  });
}

/** Names of an index in its order, each with the comment that it stands below there. */
function sectionsOf(path) {
  const sections = new Map();
  const text = readFileSync(join(root, path), 'utf8');
  for (const [, head, body] of text.matchAll(/(?<=\n)\n\/\/ ([^\n]+)\n((?:export [^;]*;\n?)+)/g)) {
    for (const [, names] of body.matchAll(/\{([^}]*)\}/g)) {
      for (const name of names.split(',')) sections.set(name.replace(/^\s*(type )?/, '').trim(), head);
    }
  }
  return sections;
}

/** The reference of one module, as Markdown. */
async function reference({ module, path }) {
  const out = mkdtempSync(join(tmpdir(), 'drydock-api-'));
  try {
    const app = await Application.bootstrapWithPlugins({
      plugin: ['typedoc-plugin-markdown'],
      entryPoints: [join(root, path)],
      tsconfig: join(root, 'tsconfig.json'),
      outputs: [{ name: 'markdown', path: out }],
      router: 'module',
      readme: 'none',
      logLevel: 'Warn',
      disableGit: true,
      disableSources: true,
      // The compiler runs in `npm run typecheck`: here it would only take time.
      skipErrorChecking: true,
      excludeInternal: true,
      excludePrivate: true,
      excludeProtected: true,
      excludeExternals: true,
      validation: { notExported: true, invalidLink: true, notDocumented: false },
      // What stands behind a public name that says all: how overrides are typed, and how an app serves its charts.
      intentionallyNotExported:
        path === 'lib/index.ts' ? ['Checked', 'CustomOverrideOf', 'IChartRenderer', 'IChartWriter', 'OverrideOf'] : [],
      hidePageHeader: true,
      hideBreadcrumbs: true,
      hidePageTitle: true,
      groupOrder: [...new Set(sectionsOf(path).values()), '*'],
      parametersFormat: 'table',
      interfacePropertiesFormat: 'table',
      classPropertiesFormat: 'table',
      enumMembersFormat: 'table',
      typeDeclarationFormat: 'table',
      tableColumnSettings: {
        hideModifiers: true,
        hideInherited: true,
        hideOverrides: true,
        hideSources: true,
        leftAlignHeaders: true,
      },
    });
    const sections = sectionsOf(path);
    app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
      for (const child of project.children ?? []) {
        const section = sections.get(child.name);
        if (section === undefined || child.kindOf(ReflectionKind.Module)) continue;
        for (const { comment } of [child, ...(child.signatures ?? [])]) {
          comment?.blockTags.push(new CommentTag('@group', [{ kind: 'text', text: section }]));
        }
      }
    });
    const project = await app.convert();
    if (project === undefined) throw new Error(`typedoc could not read ${path}`);
    app.validate(project);
    await app.generateOutputs(project);
    if (app.logger.hasErrors() || app.logger.hasWarnings()) {
      console.error(`${path}: what stands above is missing from API.md; export it, or mend its docstring`);
      process.exitCode = 1;
    }
    return `# ${module}\n\n${tidy(readFileSync(join(out, 'README.md'), 'utf8'))}`;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** Without what a reader does not need: numbered anchors of single props, and what the signatures say already. */
function tidy(markdown) {
  return markdown
    .replace(/<a id="[^"]*"><\/a> /g, '')
    .replace(/^#+ (?:Overrides|Implementation of|Inherited from)\n\n.+\n\n/gm, '')
    .replace(/^#+ Returns\n\n[^\n]+\n\n(?=#|\*\*\*|> )/gm, '')
    .replace(/^#+ (Throws|See)\n\n/gm, '**$1** ')
    .trim();
}

/** Leads each link to the heading of what it names, by the anchors that GitHub gives to the headings that are left. */
function relink(markdown) {
  const taken = new Set();
  const anchors = new Map();
  for (const [, level, heading] of markdown.matchAll(/^(#{1,6}) (.+)$/gm)) {
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    let anchor = slug;
    for (let number = 1; taken.has(anchor); number += 1) anchor = `${slug}-${number}`;
    taken.add(anchor);
    if (level === '###') anchors.set(heading, anchor);
  }
  return markdown.replace(/\[`([^`\]]+)`\]\(#[^)]*\)/g, (_, name) =>
    anchors.has(name) ? `[\`${name}\`](#${anchors.get(name)})` : `\`${name}\``,
  );
}

/** Puts below each example what it yields; where Prettier would write that otherwise, it is told not to. */
async function writeYields() {
  const style = await resolveConfig(target);
  const { blocksOf, examplesOf, pages, readPage, run } = await import('../test/support/examples.ts');
  for (const page of pages()) {
    const lines = readPage(page).split('\n');
    // From the end on: what is put in moves no line that is still to come.
    for (const example of examplesOf(blocksOf(page)).reverse()) {
      if (example.yields.length === 0) continue;
      const files = await run(example);
      for (const { file, line, text } of [...example.yields].reverse()) {
        if (files[file] === undefined) throw new Error(`${page}:${line}: the program writes no dist/${file}`);
        lines.splice(line, text.split('\n').length - 2, ...files[file].trimEnd().split('\n'));
        const ignore = '<!-- prettier-ignore -->';
        const changes = (await format(files[file], { ...style, parser: 'yaml' })) !== files[file];
        if (changes && lines[line - 3] !== ignore) lines.splice(line - 2, 0, ignore);
      }
    }
    writeFileSync(join(root, page), lines.join('\n'));
  }
}

const check = process.argv.includes('--check');
if (!check) await writeYields();
const parts = [];
for (const door of doors()) parts.push(await reference(door));
const text = `<!-- Generated by scripts/docs.mjs from the docstrings in lib/. Do not edit: npm run docs. -->\n\n${relink(parts.join('\n\n'))}\n`;
if (!check) {
  writeFileSync(target, text);
} else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
  console.error('API.md is not what the docstrings say; run npm run docs');
  process.exitCode = 1;
}
