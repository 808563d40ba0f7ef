/** A program and its arguments. */
export interface Command {
  readonly program: string;
  readonly arguments: readonly string[];
}

/** A TypeScript file that a command runs, and what it runs it with. */
export interface TypeScriptEntry {
  /** What the command turns TypeScript into JavaScript with. */
  readonly runner: 'tsx' | 'ts-node';
  /** The file, as the command names it. */
  readonly file: string;
  /** Arguments of the file. */
  readonly arguments: readonly string[];
}

/** Anything that only a shell understands: pipes, variables, patterns, redirections, several commands, escapes. */
const SHELL_SYNTAX = /[|&;<>()$`\\*?[\]{}~#!\n]|(?:^|\s)[A-Za-z_]\w*=/;

/**
 * Splits a command into words, as a shell would.
 *
 * @returns undefined when it takes a shell to run the command.
 */
export function splitCommand(command: string): Command | undefined {
  if (SHELL_SYNTAX.test(command)) {
    return undefined;
  }
  const words: string[] = [];
  const pattern = /(?:[^\s"']+|"[^"]*"|'[^']*')+|["']/g;
  for (const [word] of command.matchAll(pattern)) {
    if (word === '"' || word === "'") {
      return undefined;
    }
    words.push(word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
  }
  const [program, ...rest] = words;
  return program === undefined ? undefined : { program, arguments: rest };
}

/** Options of the runners that change nothing in what an app does, without a value of their own. */
const HARMLESS: Readonly<Record<TypeScriptEntry['runner'], readonly string[]>> = {
  tsx: [],
  'ts-node': ['-T', '--transpile-only', '--transpileOnly', '--files', '--pretty'],
};

/**
 * Recognises the usual ways to run an app that is written in TypeScript: `npx ts-node main.ts`, `tsx main.ts`,
 * `node --import tsx main.ts`, `node -r ts-node/register main.ts`, and the like.
 *
 * @returns undefined for any other command, options of unknown meaning among them.
 */
export function recognise(command: Command): TypeScriptEntry | undefined {
  let words: readonly string[] = [command.program, ...command.arguments];
  if (words[0] === 'npx') {
    words = words.slice(['--no-install', '--no', '-y', '--yes'].includes(words[1] ?? '') ? 2 : 1);
  }
  const [program, ...rest] = words;
  const name = program?.replace(/^(?:\.\/)?node_modules\/\.bin\//, '');
  if (name === 'tsx' || name === 'ts-node') {
    return entryOf(name, rest);
  }
  return name === 'node' ? recogniseNode(rest) : undefined;
}

function recogniseNode(words: readonly string[]): TypeScriptEntry | undefined {
  const [option, ...rest] =
    (words[0] ?? '').startsWith('--') && words[0]?.includes('=') ? [...words[0].split('='), ...words.slice(1)] : words;
  const [module, ...after] = rest;
  switch (option) {
    case '--import':
      return module === 'tsx' ? entryOf('tsx', after) : undefined;
    case '-r':
    case '--require':
      if (module === 'tsx' || module === 'tsx/cjs') {
        return entryOf('tsx', after);
      }
      return /^ts-node\/register(?:\/transpile-only)?$/.test(module ?? '') ? entryOf('ts-node', after) : undefined;
    default:
      return undefined;
  }
}

function entryOf(runner: TypeScriptEntry['runner'], words: readonly string[]): TypeScriptEntry | undefined {
  const start = words.findIndex((word) => !HARMLESS[runner].includes(word));
  const [file, ...rest] = words.slice(Math.max(start, 0));
  // `.mts` and `.tsx` need more than a transpiler: the loader of ES modules, a factory of elements.
  return start === -1 || file === undefined || !/^[^-].*\.c?ts$/.test(file)
    ? undefined
    : { runner, file, arguments: rest };
}
