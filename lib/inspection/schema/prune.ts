import type { ObjectShape, Shape } from './shape';

/**
 * Copies an object without what the rules must not meet: nulls, and values whose type is not the schema's. A null or wrong
 * item of a list leaves an empty one in its place, so that the others keep their index.
 */
export function prune(value: unknown, shape: Shape, depth = 0): unknown {
  if (value == null || depth > 100) {
    return undefined;
  }
  switch (shape.type) {
    case 'object':
      return isRecord(value) ? fieldsOf(value, (key) => fieldShape(shape, key), depth) : undefined;
    case 'map':
      return isRecord(value) ? fieldsOf(value, () => shape.item, depth) : undefined;
    case 'list':
      return Array.isArray(value)
        ? value.map((item) => prune(item, shape.item, depth + 1) ?? empty(shape.item))
        : undefined;
    case 'any':
      return untyped(value, depth);
    case 'string':
      return typeof value === 'string' ? value : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'quantity':
    case 'int-or-string':
      return typeof value === 'string' || typeof value === 'number' ? value : undefined;
    default:
      return typeof value === 'number' ? value : undefined;
  }
}

const anything: Shape = { type: 'any' };

function fieldShape(shape: ObjectShape, key: string): Shape | undefined {
  return shape.fields.get(key) ?? (shape.open ? anything : undefined);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function untyped(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => prune(item, anything, depth + 1));
  }
  return isRecord(value) ? fieldsOf(value, () => anything, depth) : value;
}

function fieldsOf(
  value: Record<string, unknown>,
  shapeOf: (key: string) => Shape | undefined,
  depth: number,
): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  for (const key of Object.keys(value)) {
    const shape = shapeOf(key);
    const kept = shape === undefined ? undefined : prune(value[key], shape, depth + 1);
    if (kept !== undefined) {
      entries.push([key, kept]);
    }
  }
  return Object.fromEntries(entries); // defines `__proto__` as a plain key
}

function empty(shape: Shape): unknown {
  switch (shape.type) {
    case 'object':
    case 'map':
      return {};
    case 'list':
      return [];
    case 'string':
    case 'int-or-string':
    case 'quantity':
      return '';
    case 'boolean':
      return false;
    case 'any':
      return undefined;
    default:
      return 0;
  }
}
