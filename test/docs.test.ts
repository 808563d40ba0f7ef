import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { blocksOf, examplesOf, pages, readPage, run, sourceOf, type Block } from './support/examples';
import { ownFindings } from './support/own-findings';

const root = join(__dirname, '..');
const all = pages().map((page) => ({ page, blocks: blocksOf(page) }));
const blocks = all.flatMap((each) => each.blocks);
const examples = all.flatMap((each) => examplesOf(each.blocks));

/** Whether a fragment says where all that it uses is from: then it can be checked as a program can. */
function isComplete({ text }: Block): boolean {
  return /^import /m.test(text);
}

/** What the compiler says of programs, each as if it were a file of its own in this repository. */
function compilerErrors(programs: readonly Block[]): readonly string[] {
  const options: ts.CompilerOptions = {
    ...ts.convertCompilerOptionsFromJson(
      (JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as { compilerOptions: object }).compilerOptions,
      root,
    ).options,
    noEmit: true,
    declaration: false,
    noUnusedLocals: false,
    types: ['node', 'jest'],
    moduleDetection: ts.ModuleDetectionKind.Force,
  };
  const files = new Map(programs.map((program, index) => [join(root, `example-${index}.ts`), program]));
  const host = ts.createCompilerHost(options);
  const disk = { ...host };
  const resolved = ts.createModuleResolutionCache(root, (name) => name, options);
  host.fileExists = (path) => files.has(path) || disk.fileExists(path);
  host.getSourceFile = (path, language, ...more) => {
    const program = files.get(path);
    return program === undefined
      ? disk.getSourceFile(path, language, ...more)
      : ts.createSourceFile(path, program.text, language);
  };
  host.resolveModuleNameLiterals = (literals, from, redirect, settings) =>
    literals.map(({ text }) => {
      const source = sourceOf(text);
      return source === undefined
        ? ts.resolveModuleName(text, from, settings, host, resolved, redirect, ts.ModuleKind.CommonJS)
        : { resolvedModule: { resolvedFileName: source, extension: ts.Extension.Ts } };
    });
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files].flatMap(([path, example]) => {
    const file = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((problem) => {
      const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(problem.start ?? 0).line;
      return `${example.page}:${example.line + line}: ${ts.flattenDiagnosticMessageText(problem.messageText, '\n')}`;
    });
  });
}

/** The anchors of a page: those that GitHub makes of its headings, numbered where several are alike, and its own. */
function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set([...text.matchAll(/<a id="([^"]+)">/g)].flatMap(([, id]) => id ?? []));
  for (const [, heading = ''] of text.matchAll(/^#{1,6} +(.+)$/gm)) {
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-');
    let anchor = slug;
    for (let number = 1; anchors.has(anchor); number += 1) anchor = `${slug}-${number}`;
    anchors.add(anchor);
  }
  return anchors;
}

const known = new Map<string, ReadonlySet<string>>();

function anchorsIn(page: string): ReadonlySet<string> {
  const anchors = known.get(page) ?? anchorsOf(readPage(page));
  known.set(page, anchors);
  return anchors;
}

/** Links of a page that lead nowhere. */
function deadLinks(page: string): readonly string[] {
  const text = readPage(page).replace(/^(`{3,}|~{3,})[^]*?^\1\s*$/gm, (block) => block.replace(/[^\n]/g, ''));
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].filter(([, to = '']) => !/^[a-z]+:/.test(to));
  return links.flatMap((match) => {
    const [path = '', anchor] = (match[1] ?? '').split('#');
    const target = path === '' ? page : normalize(join(dirname(page), path));
    const place = (): string => `${page}:${text.slice(0, match.index).split('\n').length}`;
    if (target.startsWith('..') || !existsSync(join(root, target))) return [`${place()}: ${match[1]} is not there`];
    if (anchor === undefined || statSync(join(root, target)).isDirectory()) return [];
    return anchorsIn(target).has(anchor) ? [] : [`${place()}: ${target} has no heading #${anchor}`];
  });
}

/** What a script of the repository says when it fails, and nothing when it does not. */
function complaintsOf(words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', reject).once('close', (code) => resolve(code === 0 ? '' : said));
  });
}

// It runs beside the other tests: reading all types takes some seconds.
let reference: Promise<string>;
beforeAll(() => {
  reference = complaintsOf(['scripts/docs.mjs', '--check']);
});

describe('the pages', () => {
  test('have links that lead somewhere', () => {
    expect([...pages(), ...(existsSync(join(root, 'API.md')) ? ['API.md'] : [])].flatMap(deadLinks)).toEqual([]);
  });

  test('call TypeScript ts, and mark what is not a whole program as a fragment', () => {
    const wrong = blocks.filter(
      ({ info }) => /^(typescript|tsx?|js|javascript)\b/i.test(info) && !/^ts( fragment)?$/.test(info),
    );
    expect(wrong.map(({ page, line, info }) => `${page}:${line}: "${info}"; write ts, or ts fragment`)).toEqual([]);
    const whole = examples.filter((example) => !isComplete(example));
    expect(
      whole.map(({ page, line }) => `${page}:${line}: imports nothing; complete it, or mark it ts fragment`),
    ).toEqual([]);
    const fragments = blocks.filter(({ info }) => info === 'ts fragment');
    expect(fragments.length).toBeLessThanOrEqual(Math.max(2, examples.length / 4));
  });

  test('have examples that compile, and fail when one does not', () => {
    const fragments = blocks.filter((block) => block.info === 'ts fragment' && isComplete(block));
    const wrong = { page: 'wrong.md', line: 5, info: 'ts' };
    const errors = compilerErrors([
      ...[...examples, ...fragments],
      { ...wrong, text: "import { App } from 'cdk8s-drydock';\nnew App().sinth();\n" },
      { ...wrong, text: "import { WebServce } from 'cdk8s-drydock';\nexport const a: WebServce = 1;\n" },
    ]);
    expect(errors).toEqual([
      "wrong.md:6: Property 'sinth' does not exist on type 'App'. Did you mean 'synth'?",
      expect.stringContaining("wrong.md:5: '\"cdk8s-drydock\"' has no exported member named 'WebServce'"),
    ]);
  });

  test('say of API.md what the sources say', async () => {
    await expect(reference).resolves.toBe('');
  }, 60_000);
});

describe('the examples', () => {
  test('are there', () => {
    expect(examples.length).toBeGreaterThan(8);
  });

  test.each(examples.map((example) => [`${example.page}:${example.line}`, example] as const))(
    '%s runs, and yields what the page says',
    async (_, example) => {
      const files = await run(example);
      for (const { file, text, page, line } of example.yields) {
        const shown = text.replace(/^.*\n/, '');
        if (shown !== files[file]) {
          // Jest shows the difference; the way to mend it stands in the message.
          expect(`${page}:${line}: run npm run docs\n${shown}`).toBe(
            `${page}:${line}: run npm run docs\n${files[file]}`,
          );
        }
      }
      if (/\.synth\(\)/.test(example.text)) expect(Object.keys(files)).not.toEqual([]);
      // No construct is to trip the rules by what it adds itself: that is nothing which its user can mend.
      if (/^(README|docs\/constructs)/.test(example.page)) expect(ownFindings(example.text, files)).toEqual([]);
    },
  );
});

describe('the folders of docs/', () => {
  test('have no page that no other page leads to', () => {
    const reached = new Set<string>(['README.md']);
    for (const page of reached) {
      for (const [, to = ''] of readPage(page).matchAll(/\]\(([^)\s#]+)[^)]*\)/g)) {
        const target = normalize(join(dirname(page), to)).replace(/\/$/, '');
        if (/^[a-z]+:/.test(to) || !existsSync(join(root, target))) continue;
        const found = statSync(join(root, target)).isDirectory() ? pagesIn(target) : [target];
        for (const each of found.filter((path) => path.endsWith('.md'))) reached.add(each);
      }
    }
    expect(pages().filter((page) => !reached.has(page))).toEqual([]);
  });
});

/** The pages that a link to a folder shows: its README.md, or a list of them all. */
function pagesIn(folder: string): readonly string[] {
  const names = readdirSync(join(root, folder));
  return names
    .map((name) => `${folder}/${name}`)
    .flatMap((path) => (statSync(join(root, path)).isDirectory() ? pagesIn(path) : [path]));
}
