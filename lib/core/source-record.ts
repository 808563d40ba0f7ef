import type { IConstruct } from 'constructs';
import { callerIn } from './caller';

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
  return callerIn(stacks.get(object)?.stack);
}
