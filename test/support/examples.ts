import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '..', '..');

/** A fenced block of a page. */
export interface Block {
  /** Path of the page from the root of the repository. */
  readonly page: string;
  /** Line of its first line of content, from 1. */
  readonly line: number;
  /** What stands behind the fence, such as `ts fragment`. */
  readonly info: string;
  readonly text: string;
}

/** A TypeScript block that is a program, with what follows it as the YAML that it yields. */
export interface Example extends Block {
  readonly yields: readonly (Block & { readonly file: string })[];
}

/** The pages that have examples: README.md and all below docs/. */
export function pages(): readonly string[] {
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file.split(sep).join('/')}`)
    .sort();
  return ['README.md', 'CONTRIBUTING.md', ...docs].filter((page) => existsSync(join(root, page)));
}

/** A page's text. */
export function readPage(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

/** The fenced blocks of a page, in their order. */
export function blocksOf(page: string, text = readPage(page)): readonly Block[] {
  const blocks: Block[] = [];
  let open: { fence: string; info: string; line: number; lines: string[] } | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const [, fence, info = ''] = /^\s*(`{3,}|~{3,})\s*(.*)$/.exec(line) ?? [];
    if (open === undefined) {
      if (fence !== undefined) open = { fence, info: info.trim(), line: index + 2, lines: [] };
    } else if (fence === open.fence && info === '') {
      blocks.push({ page, line: open.line, info: open.info, text: open.lines.map((each) => `${each}\n`).join('') });
      open = undefined;
    } else {
      open.lines.push(line);
    }
  }
  if (open !== undefined)
    throw new Error(`${page}:${open.line - 1}: a block does not end; close it with ${open.fence}`);
  return blocks;
}

/** The programs of a page: its `ts` blocks, each with the `yaml` blocks behind it that name a file of dist/. */
export function examplesOf(blocks: readonly Block[]): readonly Example[] {
  const examples: (Block & { yields: (Block & { file: string })[] })[] = [];
  let current: (typeof examples)[number] | undefined;
  for (const block of blocks) {
    const file = block.info === 'yaml' ? /^# dist\/(\S+)\n/.exec(block.text)?.[1] : undefined;
    if (block.info === 'ts') {
      current = { ...block, yields: [] };
      examples.push(current);
    } else if (file === undefined) {
      current = undefined;
    } else if (current === undefined) {
      throw new Error(`${block.page}:${block.line}: no program stands before what it yields; put its ts block there`);
    } else {
      current.yields.push({ ...block, file });
    }
  }
  return examples;
}

/** The file that a module of the package stands for in this repository, or undefined for any other module. */
export function sourceOf(specifier: string): string | undefined {
  const [, door] = /^cdk8s-drydock(?:\/(.*))?$/.exec(specifier) ?? [undefined, undefined];
  if (specifier === 'cdk8s-drydock') return join(root, 'lib', 'index.ts');
  if (door === undefined) return undefined;
  return door.startsWith('imports/') ? join(root, `${door}.ts`) : join(root, 'lib', door, 'index.ts');
}

/**
 * Runs a program in a folder of its own.
 *
 * @returns the text of each file that it has written into dist/
 */
export async function run(example: Block): Promise<Readonly<Record<string, string>>> {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-docs-'));
  const before = { folder: process.cwd(), outdir: process.env.CDK8S_OUTDIR };
  try {
    const program = join(folder, 'main.js');
    writeFileSync(program, compile(example.text));
    mkdirSync(join(folder, 'dist'));
    process.chdir(folder);
    delete process.env.CDK8S_OUTDIR;
    await import(program);
    const files = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.\w+$/.test(file))
      .map((file) => [file.split(sep).join('/'), readFileSync(join(folder, 'dist', file), 'utf8')] as const);
    return Object.fromEntries(files);
  } finally {
    process.chdir(before.folder);
    if (before.outdir !== undefined) process.env.CDK8S_OUTDIR = before.outdir;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The program as JavaScript that finds the package's sources, and its dependencies, from any folder. */
function compile(text: string): string {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  return outputText.replace(/\brequire\("([^"./][^"]*)"\)/g, (whole, specifier: string) => {
    if (specifier.startsWith('node:')) return whole;
    return `require(${JSON.stringify(sourceOf(specifier) ?? require.resolve(specifier, { paths: [root] }))})`;
  });
}
