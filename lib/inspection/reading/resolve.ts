/** What a scalar that is no text stands for; undefined where it is text, so that null is null. */
export type Resolved = string | number | boolean | null;

const words: ReadonlyMap<string, Resolved> = new Map<string, Resolved>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
]);

/** The characters that a word, a number or a null may begin with: 1 a letter of a word, 2 what may begin a number. */
const first = new Uint8Array(128);
for (const letter of 'yYnNtTfFoO~') {
  first[letter.charCodeAt(0)] = 1;
}
for (const mark of '+-.0123456789') {
  first[mark.charCodeAt(0)] = 2;
}

/** No word is longer. */
const longestWord = 5;

/**
 * What plain text stands for: YAML 1.1's words, numbers as Go reads them (`0o17`, `017`, `0b1`, `0x1`, `1_000`, `.5`), and
 * text for all else, times and dates among it.
 */
export function resolvePlain(text: string): Resolved {
  if (text === '') {
    return null;
  }
  const code = text.charCodeAt(0);
  const kind = code < 128 ? first[code] : 0;
  if (kind === 0) {
    return text;
  }
  if (text.length <= longestWord) {
    const word = words.get(text);
    if (word !== undefined) {
      return word;
    }
  }
  return kind === 1 ? text : (numberOf(text) ?? text);
}

const simple = /^(?:0|-?[1-9]\d{0,14})$/;
const integer = /^([-+]?)(?:0([xXoObB])([0-9a-fA-F]+)|(\d+))$/;
const float = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const dotted = /^\.\d(?:\d|_(?=\d))*(?:[eE][-+]?\d+)?$/;
const digitsOf: Readonly<Record<string, RegExp>> = { x: /^[0-9a-f]+$/i, o: /^[0-7]+$/, b: /^[01]+$/ };

function numberOf(text: string): number | undefined {
  if (simple.test(text)) {
    return Number(text);
  }
  if (text.startsWith('.')) {
    return dotted.test(text) ? finite(Number(text.replaceAll('_', ''))) : undefined;
  }
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  const whole = wholeOf(plain);
  if (whole !== undefined) {
    return whole;
  }
  if (float.test(plain)) {
    return finite(Number(plain));
  }
  const binary = /^(-?)0b([-+]?)([01]+)$/.exec(plain); // go-yaml reads a sign behind the prefix, though no more than one
  if (binary !== null && !(binary[1] !== '' && binary[2] !== '')) {
    return signed(`${binary[1] ?? ''}${binary[2] ?? ''}`, '0b', binary[3] ?? '');
  }
  return undefined;
}

/** A whole number as Go's ParseInt and ParseUint read it; undefined for what is none, or takes more than 64 bits. */
function wholeOf(plain: string): number | undefined {
  const match = integer.exec(plain);
  if (match === null) {
    return undefined;
  }
  const [, sign = '', base, digits = '', decimal = ''] = match;
  if (base !== undefined) {
    const name = base.toLowerCase();
    return digitsOf[name]?.test(digits) === true ? signed(sign, `0${name}`, digits) : undefined;
  }
  if (decimal.length > 1 && decimal.startsWith('0')) {
    return /^[0-7]+$/.test(decimal) ? signed(sign, '0o', decimal) : undefined;
  }
  return decimal.length < 16 ? (sign === '-' ? 0 - Number(decimal) : Number(decimal)) : signed(sign, '', decimal);
}

function signed(sign: string, base: string, digits: string): number | undefined {
  const counting = digits.replace(/^0+(?=.)/, '');
  if (counting.length > 64) {
    return undefined; // more than 64 bits in any base, which would take long to find out
  }
  const size = BigInt(base + counting);
  const limit = sign === '-' ? 2n ** 63n : sign === '+' ? 2n ** 63n - 1n : 2n ** 64n - 1n;
  return size > limit ? undefined : Number(sign === '-' ? 0n - size : size);
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

/** What text of a kind that a tag names stands for; undefined where it is not of that kind. */
export function resolveTagged(tag: string, text: string): Resolved | undefined {
  const name = tag.startsWith(prefix) ? tag.slice(prefix.length) : undefined;
  const value = resolvePlain(text);
  switch (name) {
    case 'null':
      return value === null ? null : undefined;
    case 'bool':
      return typeof value === 'boolean' ? value : undefined;
    case 'int':
      return typeof value === 'number' && !isFloat(text) ? value : undefined;
    case 'float':
      return typeof value === 'number' ? value : undefined;
    case 'timestamp':
      return timestamp.test(text) ? text : undefined;
    case 'binary':
      return base64Of(text);
    default:
      return text;
  }
}

const prefix = 'tag:yaml.org,2002:';
export const mergeTag = `${prefix}merge`;

/** Whether the number that a text stands for is one with a fraction or exponent to go-yaml, and no whole one. */
export function isFloat(text: string): boolean {
  const plain = text.replaceAll('_', '');
  return text.startsWith('.') || /[.]/.test(text) || (float.test(plain) && wholeOf(plain) === undefined);
}

const timestamp =
  /^\d{4}-(?:1[0-2]|0?[1-9])-(?:0?[1-9]|[12]\d|3[01])(?:[Tt](?:[01]?\d|2[0-3]):[0-5]?\d:[0-5]?\d(?:[.,]\d+)?(?:Z|[-+]\d\d:\d\d)| (?:[01]?\d|2[0-3]):[0-5]?\d:[0-5]?\d(?:[.,]\d+)?)?$/;

/** The text whose UTF-8 is written in base64; undefined for what is no base64. */
function base64Of(text: string): string | undefined {
  const written = text.replace(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(written)) {
    return undefined;
  }
  const bytes = Uint8Array.from(atob(written), (character) => character.charCodeAt(0));
  let decoded = '';
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0;
    const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    const one = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(at, at + length));
    const isWhole = one !== '\ufffd' && [...one].length === 1;
    decoded += isWhole ? one : '\ufffd'; // of what is no UTF-8, Go takes each byte by itself
    at +=
      isWhole || (one === '\ufffd' && lead === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) ? length : 1;
  }
  return decoded;
}

/**
 * The key that a number is in the data: as Go writes it, of 32 bits where it has a fraction. Undefined for a whole number
 * that takes 64 bits without a sign, which is no key.
 */
export function keyOfNumber(value: number, text: string): string | undefined {
  if (Number.isNaN(value)) {
    return '.nan';
  }
  if (Number.isInteger(value) && !isFloat(text)) {
    const written = /^-?[1-9]\d*$/.test(text) ? BigInt(text) : BigInt(value);
    return written < 2n ** 63n ? written.toString() : undefined;
  }
  const single = Math.fround(value);
  if (!Number.isFinite(single)) {
    return single > 0 ? '.inf' : '-.inf';
  }
  if (single === 0) {
    return Object.is(single, -0) ? '-0' : '0';
  }
  let shortest = single.toExponential();
  for (let digits = 0; digits < 9; digits++) {
    const written = single.toExponential(digits);
    if (Math.fround(Number(written)) === single) {
      shortest = written;
      break;
    }
  }
  const [mantissa = '', exponent = '0'] = shortest.split('e');
  const power = Number(exponent);
  const digits = mantissa.replace(/[-.]/g, '').length;
  if (power < -4 || power >= 6) {
    return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  return Number(shortest).toFixed(Math.max(0, digits - 1 - power));
}
