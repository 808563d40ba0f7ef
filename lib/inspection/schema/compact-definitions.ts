import { acceptedWithout, alsoRequired } from './accepted-without';
import { enumeration } from './enumerations';
import { itemClass, wholeClass, type FieldClass } from './fields/field-class';
import { classesOf } from './fields/field-classes';
import { relationOf } from './fields/relations';
import { spanOfField } from './spans';
import type { ObjectShape, ScalarType, Shape } from './shape';

const scalars: Readonly<Record<string, ScalarType>> = {
  s: 'string',
  b: 'boolean',
  i: 'integer',
  l: 'long',
  n: 'number',
  q: 'quantity',
  x: 'int-or-string',
  a: 'any',
};

/**
 * The definitions of one Kubernetes version, read from the generated text: one line each, `Name field=type field!=type`.
 * A line is only taken apart when an object needs it, since a run meets few of the several hundred.
 */
export class CompactDefinitions {
  private readonly lines = new Map<string, string>();
  private readonly shapes = new Map<string, ObjectShape>();

  /** @param texts the generated texts, the base version first; a later one overrides, and `-` removes */
  public constructor(texts: readonly string[]) {
    for (const text of texts) {
      readLines(text, 1, this.lines);
    }
  }

  /** @returns the shape of the definition of that name, or undefined where there is none */
  public find(name: string): ObjectShape | undefined {
    const known = this.shapes.get(name);
    if (known !== undefined) {
      return known;
    }
    const line = this.lines.get(name);
    if (line === undefined) {
      return undefined;
    }
    const fields = new Map<string, Shape>();
    const required: string[] = [...alsoRequired(name)];
    const classes = classesOf(name);
    const shape: ObjectShape = { type: 'object', name, fields, required, open: false, relation: relationOf(name) };
    this.shapes.set(name, shape); // before its fields: JSONSchemaProps contains itself
    for (const field of line.split(' ')) {
      const equals = field.indexOf('=');
      if (equals > 0) {
        const isRequired = field[equals - 1] === '!';
        const key = field.slice(0, isRequired ? equals - 1 : equals);
        const asks = classes.get(key);
        if ((isRequired && !acceptedWithout(name, key)) || asks?.required === true) {
          required.push(key);
        }
        const shape = this.decode(field.slice(equals + 1), name, key, asks);
        const span = spanOfField(name, key);
        fields.set(key, span === undefined ? shape : Object.assign(shape, { span })); // a copy would resolve a lazy one
      }
    }
    if (fields.has('metadata') && fields.has('status')) {
      // A whole object, which may say so where it stands inside another one, as the claims of a StatefulSet do.
      fields.set('apiVersion', { type: 'string' });
      fields.set('kind', { type: 'string' });
    }
    return shape;
  }

  private decode(type: string, owner: string, key: string, asks?: FieldClass): Shape {
    if (type.startsWith('[]') || type.startsWith('{}')) {
      const item = this.decode(type.slice(2), owner, key, asks === undefined ? undefined : itemClass(asks));
      return { type: type.startsWith('[]') ? 'list' : 'map', item, asks: wholeClass(asks) };
    }
    const scalar = scalars[type];
    if (scalar !== undefined) {
      const values = scalar === 'string' ? enumeration(owner, key) : undefined;
      return { type: scalar, values, asks: wholeClass(asks) };
    }
    return type.startsWith('~') ? this.decoded(type.slice(1)) : this.lazy(type);
  }

  /**
   * A status: what a manifest says of it is decoded and then dropped, so that the names and types of its fields count and
   * nothing else.
   */
  private decoded(name: string): ObjectShape {
    const resolve = (): ReadonlyMap<string, Shape> =>
      new Map([...(this.find(name)?.fields ?? [])].map(([key, shape]) => [key, this.withoutRules(shape)]));
    let resolved: ReadonlyMap<string, Shape> | undefined;
    return {
      type: 'object',
      name,
      open: false,
      required: [],
      get fields() {
        return (resolved ??= resolve());
      },
    };
  }

  private withoutRules(shape: Shape): Shape {
    switch (shape.type) {
      case 'object':
        return this.decoded(shape.name);
      case 'list':
      case 'map':
        return { type: shape.type, item: this.withoutRules(shape.item) };
      default:
        return { type: shape.type };
    }
  }

  /** A definition that is taken apart when its fields are first asked for. */
  private lazy(name: string): ObjectShape {
    const resolve = (): ObjectShape =>
      this.find(name) ?? { type: 'object', name, fields: new Map(), required: [], open: true };
    let resolved: ObjectShape | undefined;
    return {
      type: 'object',
      name,
      open: false,
      get fields() {
        return (resolved ??= resolve()).fields;
      },
      get required() {
        return (resolved ??= resolve()).required;
      },
      get relation() {
        return (resolved ??= resolve()).relation;
      },
    };
  }
}

/** Reads lines of `words` key words and a rest into a map; a rest of `-` removes the key. */
export function readLines(text: string, words: number, into: Map<string, string>): void {
  for (const line of text.split('\n')) {
    if (line !== '') {
      let space = -1;
      for (let word = 0; word < words; word++) {
        space = line.indexOf(' ', space + 1);
      }
      const key = space < 0 ? line : line.slice(0, space);
      const rest = space < 0 ? '' : line.slice(space + 1);
      if (rest === '-') {
        into.delete(key);
      } else {
        into.set(key, rest);
      }
    }
  }
}
