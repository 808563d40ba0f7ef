import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The first place of the caller's code in a stack of calls, as `main.ts:12:3`, relative to the working folder.
 *
 * @returns undefined where no code of the caller is in the stack
 */
export function callerIn(stack: string | undefined): string | undefined {
  for (const line of stack?.split('\n') ?? []) {
    const [, file, row, column] = /^\s+at (?:.*\()?((?:[a-z]+:)?[^()]*?):(\d+):(\d+)\)?$/i.exec(line) ?? [];
    const path = file?.startsWith('file:') === true ? fileURLToPath(file) : file;
    if (path !== undefined && isOfCaller(path)) {
      const near = relative(process.cwd(), path);
      return `${near.startsWith('..') ? path : near.split(sep).join('/')}:${row}:${column}`;
    }
  }
  return undefined;
}

/** The folder of this package. In a bundle of ES modules nothing has a folder, and no file is the package's alone. */
const own = typeof __dirname === 'string' ? join(__dirname, '..') + sep : undefined;
const examples = `${own}examples${sep}`; // which use this package as others do

function isOfCaller(path: string): boolean {
  const ours = own !== undefined && path.startsWith(own) && !path.startsWith(examples);
  return !ours && !path.includes(`${sep}node_modules${sep}`) && !path.startsWith('node:') && path.includes(sep);
}
