import { oneOf, textForms, type TextForm } from './text-forms';

/** What the API server asks of a field beyond its type. */
export interface FieldClass {
  /** Whether it must be there. */
  readonly required: boolean;
  /** Whether it must not be empty where it is there. */
  readonly filled: boolean;
  /** Of a list or map: the least and the most items, and what must differ between them: themselves, or some fields. */
  readonly list?: ListClass;
  /** The form of the keys of a map. */
  readonly keys?: TextForm;
  /** The form of a text, of each item of a list or of each value of a map. */
  readonly form?: TextForm;
  /** The least and the most of a number. */
  readonly range?: NumberRange;
  /** Whether it is of the items of a list or the values of a map, which are checked even where they are empty. @default false */
  readonly isItem?: boolean;
  /** The rule that checks the field, so that nothing is checked here. */
  readonly rule?: string;
}

/** The class of the items of a list, or of the values of a map, of some class; undefined where nothing is asked of them. */
export function itemClass({ form, range }: FieldClass): FieldClass | undefined {
  return form === undefined && range === undefined
    ? undefined
    : { required: false, filled: false, isItem: true, form, range };
}

/** What a class asks of a value as a whole; undefined for nothing. */
export function wholeClass(asks: FieldClass | undefined): FieldClass | undefined {
  const { filled = false, list, keys, form, range } = asks ?? {};
  return filled || (list ?? keys ?? form ?? range) !== undefined ? asks : undefined;
}

/** How many items there may be, and what must differ between them. */
export interface ListClass {
  readonly least: number;
  readonly most: number;
  /** The fields that must differ together; none for the items themselves. @default nothing must differ */
  readonly unique?: readonly string[];
}

/** A range of numbers, both ends included. */
export interface NumberRange {
  readonly least: number;
  readonly most: number;
}

/** Free: no form is asked for. */
const free = new Set(['text', 'any', 'quantity', 'expression']);

/**
 * Reads what a table says of a field: `name!=label`, `ports=[..100,name]`, `labels={key}value`, `weight=1..100`.
 *
 * @param mark `!` for a field that must be there and filled, `+` for one that must be filled where it is there
 */
export function readClass(mark: string, expression: string): FieldClass {
  const [, list, keys, rest = ''] = /^(?:\[([^\]]*)\])?(?:\{([^}]*)\})?(.*)$/.exec(expression) ?? [];
  const base = { required: mark === '!', filled: mark !== '' };
  if (rest.startsWith('#')) {
    return { ...base, rule: `api/${rest.slice(1)}` };
  }
  return {
    ...base,
    ...(list === undefined ? {} : { list: readList(list) }),
    ...(keys === undefined ? {} : { keys: formOf(keys) }),
    ...(/^-?\d*\.\.\d*$/.test(rest) ? { range: readRange(rest) } : { form: formOf(rest) }),
  };
}

function formOf(name: string): TextForm | undefined {
  if (name === '' || free.has(name)) {
    return undefined;
  }
  const form = name.includes('|') ? oneOf(name.split('|')) : textForms[name];
  if (form === undefined) {
    throw new Error(`no class of fields is called '${name}'`);
  }
  return form;
}

function readList(text: string): ListClass {
  const parts = text.split(',');
  const counts = parts.find((part) => part.includes('..'));
  const unique = parts.find((part) => part !== '' && !part.includes('..'));
  const { least, most } = counts === undefined ? { least: 0, most: Infinity } : readRange(counts);
  return {
    least,
    most,
    ...(unique === undefined ? {} : { unique: unique === 'unique' ? [] : unique.split('&') }),
  };
}

function readRange(text: string): NumberRange {
  const [least = '', most = ''] = text.split('..');
  return { least: least === '' ? 0 : Number(least), most: most === '' ? Infinity : Number(most) };
}
