import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IConstruct } from 'constructs';

/** Apps whose objects are recorded. */
const recorded = new WeakSet<IConstruct>();

/** Stacks of calls as they were when an object was made. V8 writes them out, and maps their lines, when they are first read. */
const stacks = new WeakMap<IConstruct, { readonly stack?: string }>();

/** Whether every object is to be recorded: a validation plugin asks for it, since it runs when the app is over. */
const always = process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true';

/** How deep a stack is recorded: constructs that make constructs stand between the caller and the object. */
const depth = 40;

let anyRecorded = always;

/** Has the objects of an app remember, from now on, the line of code that made them. */
export function recordSources(app: IConstruct): void {
  anyRecorded = true;
  recorded.add(app);
}

/** Remembers who makes an object, if its app is one to record. Costs nothing otherwise. */
export function recordSource(object: IConstruct): void {
  if (!anyRecorded || !(always || recorded.has(object.node.root))) return;
  const limit = Error.stackTraceLimit;
  const holder: { readonly stack?: string } = {};
  Error.stackTraceLimit = depth;
  Error.captureStackTrace(holder, recordSource);
  Error.stackTraceLimit = limit;
  stacks.set(object, holder);
}

/**
 * The line of the caller's code that made an object, as `main.ts:12:3`, relative to the working folder.
 *
 * @returns undefined where it was not recorded, or no code of the caller is in its stack
 */
export function sourceOf(object: IConstruct): string | undefined {
  const lines = stacks.get(object)?.stack?.split('\n') ?? [];
  for (const line of lines) {
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
