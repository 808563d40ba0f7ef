/** A value of a stream of JSON: its data, and where it begins and ends. */
export interface JsonValue {
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
}

/** A stream of JSON values, up to where it is no JSON. */
export interface JsonStream {
  readonly values: readonly JsonValue[];
  /** What is wrong behind the values, and where. @default nothing */
  readonly problem?: { readonly message: string; readonly offset: number };
}

/** Whether a text is read as JSON first: what kubectl goes by is the first character. */
export function looksLikeJson(text: string): boolean {
  return new RegExp(`^[${blanks}]*\\{`).test(text.slice(0, 4096));
}

/** The blanks of Unicode as Go has them, for a pattern. */
export const blanks = '\\t\\n\\v\\f\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

/** Reads one JSON value after another, with or without blanks between them, as kubectl does. */
export function readJsonStream(text: string): JsonStream {
  const values: JsonValue[] = [];
  for (let at = 0; ;) {
    const start = afterBlanks(text, at);
    if (start === text.length) {
      return { values };
    }
    const end = endOfValue(text, start);
    try {
      values.push({ value: JSON.parse(text.slice(start, end), wellFormed), start, end });
    } catch (error) {
      return { values, problem: problemOf(error, text.slice(start, end), start) };
    }
    at = end;
  }
}

/** Half of a surrogate pair is no character; Go takes the replacement for it. */
function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' && /[\ud800-\udfff]/.test(value) ? replaceHalves(value) : value;
}

function replaceHalves(text: string): string {
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (found) =>
    found.length === 2 ? found : '\ufffd',
  );
}

function problemOf(error: unknown, text: string, start: number): JsonStream['problem'] {
  const said = error instanceof Error ? error.message : String(error);
  const place = /position (\d+)/.exec(said)?.[1];
  const offset = place === undefined ? text.trimEnd().length : Number(place);
  const found = text.charAt(offset);
  const what =
    text.slice(offset).trim() === '' ? 'it ends before it is complete' : `${JSON.stringify(found)} cannot stand here`;
  return { message: `the text begins with {, so it is read as JSON, where ${what}`, offset: start + offset };
}

function afterBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) {
    at++;
  }
  return at;
}

/** Where the value that begins at a place ends, as far as brackets and quotes tell. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      at = endOfString(text, at);
    } else if (code === 123 || code === 91) {
      depth++;
    } else if (code === 125 || code === 93) {
      depth--;
    } else if (depth === 0) {
      const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y;
      scalar.lastIndex = at;
      return at + (scalar.exec(text)?.[0].length ?? 1);
    }
    if (depth <= 0) {
      return Math.min(at + 1, text.length);
    }
  }
  return text.length;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== 34) {
    at += text.charCodeAt(at) === 92 ? 2 : 1;
  }
  return at;
}
