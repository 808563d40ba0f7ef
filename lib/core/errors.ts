import type { IConstruct } from 'constructs';
import { callerIn } from './caller';
import { hidingSecrets } from './text/secret-name';

/**
 * An error of the caller that a person can act on.
 *
 * The message says where (the construct's path), what is wrong, the value got, what is allowed and the fix.
 */
export class DrydockError extends Error {
  // Not properties of the error: a terminal would print all that the message says once more.
  readonly #problems: readonly string[];
  readonly #constructPath: string;

  constructor(where: { readonly path: string; readonly type: string }, problems: readonly string[]) {
    const subject = where.path === '' ? where.type : `${where.path} (${where.type})`;
    super(
      problems.length === 1
        ? `${subject}: ${problems[0]}`
        : `${subject}: ${problems.length} problems\n${problems.map((p) => `  - ${p}`).join('\n')}`,
    );
    this.name = 'DrydockError';
    this.#problems = problems;
    this.#constructPath = where.path;
    if (!process.env.DRYDOCK_DEBUG) endWhereTheCallerIs(this);
  }

  /** What is wrong, a line each, without the construct's path. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  /** Path of the construct in the tree, empty where the error does not belong to one. */
  get constructPath(): string {
    return this.#constructPath;
  }
}

/**
 * Refuses what the caller asked of a construct: the only place that adds the construct's path to a message.
 *
 * @throws DrydockError always
 */
export function refuse(construct: IConstruct, ...problems: string[]): never {
  raise({ path: construct.node.path, type: construct.constructor.name }, problems);
}

/** Throws a DrydockError in such a way that Node.js shows no line of this package with it. @throws DrydockError always */
export function raise(...[where, problems]: ConstructorParameters<typeof DrydockError>): never {
  throw unframed(new DrydockError(where, problems), 'node-do-not-add-exception-line');
}

/** Node.js looks for the mark in the line that throws. */
function unframed<T>(...[error]: readonly [error: T, mark: string]): T {
  return error;
}

/**
 * Leaves of the calls that led to an error the one of the caller's own code: those of this package say nothing to the
 * caller. `DRYDOCK_DEBUG=1` shows them. The calls are put into words when they are asked for.
 */
function endWhereTheCallerIs(error: Error): void {
  const calls: { readonly stack?: string } = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 40;
  Error.captureStackTrace(calls, endWhereTheCallerIs);
  Error.stackTraceLimit = limit;
  Object.defineProperty(error, 'stack', {
    configurable: true,
    get: () => {
      const place = callerIn(calls.stack);
      return `${error.name}: ${error.message}${place === undefined ? '' : `\n    at ${place}`}`;
    },
    set: (value: unknown) => Object.defineProperty(error, 'stack', { configurable: true, writable: true, value }),
  });
}

/** The value as a message shows it: short, on one line, distinct by type. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number' || typeof value === 'symbol') return String(value);
  const name = nameOfClass(value);
  const text = name === undefined ? toJson(value) : `an instance of ${name}`;
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** The same for a value that nobody is to read: only what kind of value it is. */
export function showKind(value: unknown): string {
  if (typeof value === 'string' && value !== '') return 'a text';
  if (typeof value === 'number' && Number.isFinite(value)) return 'a number';
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return show(value);
  return Array.isArray(value) ? 'a list' : (nameOfClass(value) ?? 'an object');
}

function nameOfClass(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const prototype = Object.getPrototypeOf(value) as { constructor?: { name?: string } } | null;
  return prototype === null || prototype === Object.prototype ? undefined : prototype.constructor?.name || 'a class';
}

function toJson(value: unknown): string {
  try {
    return JSON.stringify(value, hidingSecrets);
  } catch {
    return 'an object that refers to itself';
  }
}
