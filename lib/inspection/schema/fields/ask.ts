import type { Path } from '../../formats/path';
import type { FieldClass, ListClass, NumberRange } from './field-class';
import type { TextForm } from './text-forms';
import { parseQuantity } from '../quantity';

/** What a value of a known class, or an object whose fields depend on each other, can be wrong in. */
export type FieldRuleId =
  | 'api/empty-value'
  | 'api/field-format'
  | 'api/field-range'
  | 'api/duplicate-entry'
  | 'api/union'
  | 'api/field-conflict'
  | 'api/toleration';

/** Takes what is wrong; the steps lead on from the place at hand, and the value that was met is told with the message. */
export type Report = (rule: FieldRuleId, steps: Path, message: string, fix: string, value?: unknown) => void;

/** Reports what is wrong with a text by its class. */
export function askText(text: string, asks: FieldClass, report: Report): void {
  const wrong = text === '' && asks.isItem !== true ? undefined : asks.form?.problem(text);
  if (text === '' && (asks.filled || wrong !== undefined)) {
    report('api/empty-value', [], 'must not be an empty text', asks.form?.fix ?? 'give a value');
  } else if (wrong !== undefined) {
    report('api/field-format', [], wrong, asks.form?.fix ?? '', text);
  }
}

/** Reports what is wrong with a number, or an amount, by its class. */
export function askNumber(value: unknown, { range }: FieldClass, report: Report): void {
  const number = range === undefined ? undefined : parseQuantity(value);
  if (range !== undefined && number !== undefined && (number < range.least || number > range.most)) {
    report('api/field-range', [], `must be ${wordsOf(range)}`, 'give a number in this range', value);
  }
}

/** Reports what is wrong with a list as a whole by its class. */
export function askList(items: readonly unknown[], { filled, list }: FieldClass, report: Report): void {
  if (items.length === 0 && (filled || (list?.least ?? 0) > 0)) {
    report('api/empty-value', [], 'must not be an empty list', 'add an item');
  } else if (list !== undefined && items.length > list.most) {
    report('api/field-range', [], `must have ${list.most} items at most, has ${items.length}`, 'remove some');
  } else if (list?.unique !== undefined) {
    askUnique(items, list.unique, report);
  }
}

/** Reports what is wrong with the keys of a map by its class. */
export function askMap(
  map: Readonly<Record<string, unknown>>,
  { filled, keys, list }: FieldClass,
  report: Report,
): void {
  const names = Object.keys(map);
  if (names.length === 0 && (filled || (list?.least ?? 0) > 0)) {
    report('api/empty-value', [], 'must not be an empty map', 'add an entry');
  }
  for (const name of keys === undefined ? [] : names) {
    askKey(name, keys, report);
  }
}

function askKey(name: string, keys: TextForm | undefined, report: Report): void {
  const wrong = keys?.problem(name);
  if (wrong !== undefined) {
    report('api/field-format', [name], `the key ${wrong}`, keys?.fix ?? '', name);
  }
}

function askUnique(items: readonly unknown[], fields: NonNullable<ListClass['unique']>, report: Report): void {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    const key = keyOf(item, fields);
    if (key !== undefined && seen.has(key)) {
      const last = fields.length === 1 ? fields : [];
      const what = fields.length > 1 ? fields.join(' and ') : 'value';
      report('api/duplicate-entry', [index, ...last], `this ${what} stands here twice`, 'remove one of the two', key);
    }
    if (key !== undefined) {
      seen.add(key);
    }
  }
}

/** What must differ between the items of a list; undefined where an item has nothing of it. */
function keyOf(item: unknown, fields: readonly string[]): string | undefined {
  if (fields.length === 0) {
    return typeof item === 'string' || typeof item === 'number' ? String(item) : undefined;
  }
  const record = typeof item === 'object' && item !== null ? (item as Record<string, unknown>) : {};
  const values = fields.map((field) => record[field]);
  return values.every((value) => typeof value === 'string' && value !== '') ? values.join(' ') : undefined;
}

function wordsOf({ least, most }: NumberRange): string {
  return most === Infinity ? `${least} or more` : `between ${least} and ${most}`;
}
