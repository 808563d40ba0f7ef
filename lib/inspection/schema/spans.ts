import { spans as text } from './data/spans';

/** The minor versions, as 27 for 1.27, that know a kind or field. */
export interface Span {
  /** The first. @default it was known before the first version at hand */
  readonly since?: number;
  /** The last. @default it is still known */
  readonly until?: number;
}

let known: ReadonlyMap<string, Span> | undefined;

function load(): ReadonlyMap<string, Span> {
  const map = new Map<string, Span>();
  for (const line of text.split('\n')) {
    const [, key = '', from, to = ''] = /^(.+)=(\d+)-(\d*)$/.exec(line) ?? [];
    if (from !== undefined) {
      map.set(key, {
        ...(from === '27' ? {} : { since: Number(from) }),
        ...(to === '' ? {} : { until: Number(to) }),
      });
    }
  }
  return map;
}

/** The versions that know a field of a definition, as `Container.restartPolicy`; undefined where all do, or none does. */
export function spanOfField(definition: string, field: string): Span | undefined {
  return (known ??= load()).get(`${definition}.${field}`);
}

/** The versions that know a kind; undefined where all do, or none does. */
export function spanOfKind(apiVersion: string, kind: string): Span | undefined {
  return (known ??= load()).get(`${apiVersion} ${kind}`);
}

/** Every kind that not all versions know, as `apps/v1 Deployment`. */
export function* kindsWithSpan(): IterableIterator<readonly [string, Span]> {
  for (const [key, span] of (known ??= load())) {
    if (key.includes(' ')) {
      yield [key, span];
    }
  }
}
