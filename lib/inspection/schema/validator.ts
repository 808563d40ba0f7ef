import { formatPath, type Path } from '../formats/path';
import { violation } from './constraints';
import { todaysForm } from './former-fields';
import { askList, askMap, askNumber, askText, type FieldRuleId, type Report } from './fields/ask';
import { nearest } from '../../core/text/nearest';
import { parseQuantity } from './quantity';
import { minorOf } from './kubernetes-version';
import type { ListShape, MapShape, ObjectShape, ScalarShape, Shape } from './shape';
import { spanOfField, type Span } from './spans';

/** What the check against a schema can find. */
export type SchemaRuleId =
  | 'schema/unknown-field'
  | 'schema/missing-required'
  | 'schema/wrong-type'
  | 'schema/bad-enum'
  | 'schema/bad-quantity'
  | 'schema/bad-int-or-string'
  | 'schema/crd-invalid'
  | 'yaml/limit'
  | FieldRuleId;

/** One thing that is wrong with an object, by its schema. */
export interface SchemaIssue {
  readonly rule: SchemaRuleId;
  readonly path: Path;
  readonly message: string;
  readonly fix: string;
}

/** What the check of one object gives. */
export interface SchemaResult {
  readonly issues: readonly SchemaIssue[];
  /** Whether every value has the type that the schema gives it. */
  readonly wellTyped: boolean;
  /** Whether the object holds nulls, which the API takes as absent and the rules must not meet. */
  readonly hasNulls: boolean;
  /** Whether the object is nested so deeply, or is so large, that it was not read to the end. */
  readonly refused: boolean;
  /** The field that only the youngest versions know; undefined where all know all. */
  readonly youngest?: Decisive;
  /** The field that only the oldest versions know; undefined where all know all. */
  readonly oldest?: Decisive;
}

/** A field that decides on which versions an object runs: the first or the last minor version that knows it. */
export interface Decisive {
  readonly version: number;
  readonly path: Path;
}

/** Deeper than any object of the API, a JSON schema inside a custom resource definition included. */
export const deepest = 100;

/** More values than fit into the 1.5 MB that etcd takes of one object. */
export const mostValues = 1_000_000;

/** Issues of one object beyond which it says nothing new. */
const mostIssues = 100;

/**
 * Checks one object. It keeps no state between objects and never throws, whatever the data.
 *
 * @param asking the Kubernetes version whose API server is asked about more than types; of a custom resource, about its
 * metadata alone. @default nothing beyond types is checked
 */
export function validate(value: unknown, shape: ObjectShape, asking?: Asking): SchemaResult {
  const walk = new Walk(asking);
  walk.object(value, shape);
  return walk;
}

/** Whose API server is asked about a value beyond its type, and whether the kind is Kubernetes' own. */
export interface Asking {
  readonly version: string;
  readonly isBuiltIn: boolean;
}

class Walk implements SchemaResult {
  public readonly issues: SchemaIssue[] = [];
  public wellTyped = true;
  public hasNulls = false;
  public refused = false;
  private readonly path: (string | number)[] = [];
  /** The objects around the place at hand, and how deep each of them is. */
  private readonly holders: ObjectShape[] = [];
  private readonly depths: number[] = [];
  private values = 0;
  public youngest: Decisive | undefined;
  public oldest: Decisive | undefined;

  public constructor(private readonly asking: Asking | undefined) {}

  public object(value: unknown, shape: ObjectShape): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.wrongType(value, 'an object');
    }
    const record = value as Record<string, unknown>;
    this.holders.push(shape);
    this.depths.push(this.path.length);
    const keys = Object.keys(record);
    // without an iterator, which makes an object at each step until the loop is compiled
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] ?? '';
      const field = shape.fields.get(key);
      if (field !== undefined) {
        this.inside(key, record[key], field);
      } else if (shape.open) {
        this.inside(key, record[key], { type: 'any' });
      } else if (record[key] !== undefined) {
        this.hasNulls ||= record[key] === null;
        this.unknownField(key, shape);
      }
    }
    for (let index = 0; index < shape.required.length; index++) {
      const key = shape.required[index] ?? '';
      if (!Object.hasOwn(record, key) || record[key] == null) {
        this.report('schema/missing-required', `'${key}' is required`, `add '${key}'`);
      }
    }
    this.holders.pop();
    this.depths.pop();
    if (shape.relation !== undefined && this.asking !== undefined && this.asks) {
      shape.relation(record, this.found, { depth: this.path.length, version: this.asking.version });
    }
    this.constraints(value, shape);
  }

  private inside(key: string | number, value: unknown, shape: Shape): void {
    this.path.push(key);
    if (shape.span !== undefined && value != null) {
      this.note(shape.span);
    }
    this.value(value, shape);
    this.path.pop();
  }

  /** Keeps what decides on which versions the object runs. */
  private note({ since, until }: Span): void {
    if (since !== undefined && since > (this.youngest?.version ?? 0)) {
      this.youngest = { version: since, path: [...this.path] };
    }
    if (until !== undefined && until < (this.oldest?.version ?? Infinity)) {
      this.oldest = { version: until, path: [...this.path] };
    }
  }

  private value(value: unknown, shape: Shape): void {
    if (value == null) {
      this.hasNulls = true;
      if (typeof this.path[this.path.length - 1] === 'number' && shape.type === 'object') {
        this.object({}, shape); // the API decodes a null in a list as an empty object
      } else if (shape.type === 'string' && shape.asks?.isItem === true && this.asks) {
        askText('', shape.asks, this.found); // and one among texts as an empty text
      }
      return;
    }
    if (++this.values > mostValues || this.path.length > deepest) {
      return this.refuse();
    }
    switch (shape.type) {
      case 'object':
        return this.object(value, shape);
      case 'list':
        return this.list(value, shape.item, shape);
      case 'map':
        return this.map(value, shape.item, shape);
      default:
        return this.scalar(value, shape);
    }
  }

  private list(value: unknown, item: Shape, shape: ListShape | ScalarShape): void {
    if (!Array.isArray(value)) {
      return this.wrongType(value, 'a list');
    }
    for (let index = 0; index < value.length && !this.refused; index++) {
      this.inside(index, value[index], item);
    }
    if (shape.asks !== undefined && this.asks) {
      askList(value, shape.asks, this.found);
    }
    this.constraints(value, shape);
  }

  private map(value: unknown, item: Shape, shape: MapShape | ScalarShape): void {
    if (typeof value !== 'object' || Array.isArray(value)) {
      return this.wrongType(value, 'a map');
    }
    const record = value as Record<string, unknown>;
    for (const key of Object.keys(record)) {
      if (this.refused) {
        return;
      }
      this.inside(key, record[key], item);
    }
    if (shape.asks !== undefined && this.asks) {
      askMap(record, shape.asks, this.found);
    }
    this.constraints(value, shape);
  }

  private scalar(value: unknown, shape: ScalarShape): void {
    switch (shape.type) {
      case 'string':
        if (typeof value !== 'string') {
          return this.wrongType(value, 'a string');
        }
        if (shape.values !== undefined && value !== '' && !shape.values.includes(value)) {
          this.badEnum(value, shape.values);
        }
        break;
      case 'boolean':
        if (typeof value !== 'boolean') {
          return this.wrongType(value, 'true or false');
        }
        break;
      case 'integer':
        if (typeof value !== 'number' || !Number.isInteger(value) || value >= 2 ** 31 || value < -(2 ** 31)) {
          return this.wrongType(value, 'a whole number of 32 bits');
        }
        break;
      case 'long':
        if (typeof value !== 'number' || !Number.isInteger(value) || Math.abs(value) > 2 ** 63) {
          return this.wrongType(value, 'a whole number');
        }
        break;
      case 'number':
        if (typeof value !== 'number' || !Number.isFinite(value)) {
          return this.wrongType(value, 'a number');
        }
        break;
      case 'quantity':
        this.quantity(value);
        break;
      case 'int-or-string':
        if (typeof value !== 'string' && !(typeof value === 'number' && Number.isInteger(value))) {
          this.wellTyped = false;
          const fix = 'give a whole number, or a name or percentage as a string';
          this.report('schema/bad-int-or-string', `must be a whole number or a string, got ${describe(value)}`, fix);
        }
        break;
      case 'any':
        return this.anything(value, shape);
    }
    if (shape.asks !== undefined && this.asks) {
      if (typeof value === 'string' && shape.type !== 'quantity') {
        askText(value, shape.asks, this.found);
      } else {
        askNumber(value, shape.asks, this.found);
      }
    }
    this.constraints(value, shape);
  }

  /** Whether the API server is asked about the place at hand. */
  private get asks(): boolean {
    return this.asking !== undefined && (this.asking.isBuiltIn || this.path[0] === 'metadata');
  }

  private readonly found: Report = (rule, steps, message, fix, value) => {
    if (this.issues.length < mostIssues) {
      const path = [...this.path, ...steps];
      const named = rule === 'api/empty-value' ? `'${nameAt(path)}' ${message}` : message;
      const got = value === undefined ? named : `${named}, got ${describe(value)}`;
      this.issues.push({ rule, path, message: got, fix });
    }
  };

  private quantity(value: unknown): void {
    if (parseQuantity(value) === undefined) {
      this.wellTyped = false;
      const fix = 'give a number with a unit, as 500m, 2, 128Mi or 1Gi';
      this.report('schema/bad-quantity', `must be a quantity, got ${describe(value)}`, fix);
    }
  }

  private anything(value: unknown, shape: ScalarShape): void {
    if (Array.isArray(value)) {
      this.list(value, { type: 'any' }, shape);
    } else if (typeof value === 'object') {
      this.map(value, { type: 'any' }, shape);
    } else if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
      this.wrongType(value, 'plain data');
    } else {
      this.constraints(value, shape);
    }
  }

  private constraints(value: unknown, shape: Shape): void {
    const wrong = shape.constraints === undefined ? undefined : violation(value, shape.constraints);
    if (wrong !== undefined) {
      this.report(
        'schema/crd-invalid',
        `${wrong}, got ${describe(value)}`,
        'give what the custom resource definition allows',
      );
    }
  }

  private wrongType(value: unknown, wanted: string): void {
    this.wellTyped = false;
    const scalar = typeof value === 'number' || typeof value === 'boolean';
    const fix = wanted === 'a string' && scalar ? `put it in quotes: '${value}'` : `give ${wanted}`;
    this.report('schema/wrong-type', `must be ${wanted}, got ${describe(value)}`, fix);
  }

  private badEnum(value: string, values: readonly string[]): void {
    const near = nearest(value, values);
    const allowed = values.filter((word) => word !== '').join(', ');
    const fix = near === undefined ? `use one of ${allowed}` : `use ${near}`;
    this.report('schema/bad-enum', `must be one of ${allowed}, got ${describe(value)}`, fix);
  }

  private unknownField(key: string, shape: ObjectShape): void {
    const span = spanOfField(shape.name, key);
    if (span !== undefined && this.asking?.isBuiltIn === true) {
      return this.unknownYet(key, span);
    }
    const fix = todaysForm(shape.name, key) ?? this.homeOf(key) ?? nearFix(key, shape.fields.keys());
    const where = this.path.length === 0 ? 'this kind' : 'this place';
    this.path.push(key);
    this.report('schema/unknown-field', `'${key}' is no field of ${where}`, fix);
    this.path.pop();
  }

  /** A field that other versions know: it is neither misspelt nor in the wrong place. */
  private unknownYet(key: string, { since, until }: Span): void {
    const target = this.asking?.version ?? '';
    const isYounger = since !== undefined && since > minorOf(target);
    const message = isYounger
      ? `'${key}' is known from Kubernetes 1.${since} on, the target is ${target}`
      : `'${key}' is known up to Kubernetes 1.${until}, the target is ${target}`;
    const fix = isYounger
      ? `leave it out, or target Kubernetes 1.${since} or newer (--kubernetes 1.${since})`
      : 'leave it out';
    this.path.push(key);
    this.note({ since, until });
    this.report('schema/unknown-field', message, fix);
    this.path.pop();
  }

  /** Where a field that is indented too deep belongs: to the nearest object around it that has one of that name. */
  private homeOf(key: string): string | undefined {
    for (let index = this.holders.length - 2; index >= 0; index--) {
      if (this.holders[index]?.fields.has(key) === true) {
        const place = formatPath(this.path.slice(0, this.depths[index]));
        return `move it to ${place === '' ? 'the top of the object' : place}, to which it belongs`;
      }
    }
    return undefined;
  }

  private refuse(): void {
    if (!this.refused) {
      this.refused = true;
      const fix = 'remove the cycle, or split the object';
      const message = `is nested deeper than ${deepest} levels or holds more than ${mostValues} values, so it was not read`;
      const path = this.path.slice(0, 3);
      this.issues.push({ rule: 'yaml/limit', path, message, fix });
    }
  }

  private report(rule: SchemaRuleId, message: string, fix: string): void {
    if (this.issues.length < mostIssues) {
      this.issues.push({ rule, path: [...this.path], message, fix });
    }
  }
}

/** The field that a path leads to, or is within. */
function nameAt(path: Path): string {
  return String(path.filter((step) => typeof step === 'string').at(-1) ?? '');
}

/** A value in a message: what it is and, where it is short, its text. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return `a list of ${value.length}`;
  }
  switch (typeof value) {
    case 'object':
      return 'an object';
    case 'string':
      return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
    case 'number':
    case 'boolean':
      return `${value} (a ${typeof value})`;
    default:
      return `a ${typeof value}`;
  }
}

function nearFix(key: string, known: Iterable<string>): string {
  const near = nearest(key, known);
  return near === undefined ? `remove '${key}', or move it to where it belongs` : `write '${near}'`;
}
