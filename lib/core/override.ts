import { show } from './errors';
import { isPlainObject } from './shape';

type Json = Record<string, unknown>;

/** What tells the elements of a list apart, in the order in which it is looked for in them. */
const mergeKeys = ['name', 'mountPath', 'devicePath', 'containerPort', 'port', 'ip', 'topologyKey', 'uid'] as const;

/** An override that cannot be applied; the message says where and why. */
export class OverrideError extends Error {}

/**
 * Merges a patch into an object and returns the result; neither argument is changed.
 *
 * Objects are merged field by field, `null` removes a field, a list of named elements is merged by name (or mountPath,
 * containerPort, port …: whatever tells the elements of the patch apart), `$patch: 'delete'` removes such an element,
 * and any other list or value takes the place of what was there.
 *
 * @throws OverrideError when a removal finds nothing, when the patch changes nothing, or for a key that would change
 * the prototype
 */
export function applyOverride(target: Json, patch: Json): Json {
  const change = { made: false };
  const result = mergeObject(target, patch, '', change);
  if (!change.made) {
    throw new OverrideError(`changes nothing: the object already says ${show(patch)}; remove it`);
  }
  return result;
}

function mergeObject(target: Json, patch: Json, at: string, change: { made: boolean }): Json {
  const result: Json = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    const place = `${at}/${key}`;
    if (key === '__proto__') throw new OverrideError(`may not name '__proto__', at ${place}`);
    if (value === undefined) continue;
    if (value === null) {
      if (!Object.hasOwn(target, key)) throw new OverrideError(`removes ${place}, which is not there; remove the null`);
      delete result[key];
      change.made = true;
    } else {
      result[key] = mergeValue(result[key], value, place, change);
    }
  }
  return result;
}

function mergeValue(target: unknown, patch: unknown, at: string, change: { made: boolean }): unknown {
  if (isPlainObject(patch)) {
    if (isPlainObject(target)) return mergeObject(target, patch, at, change);
    change.made = true;
    return mergeObject({}, patch, at, change);
  }
  if (Array.isArray(patch) && Array.isArray(target)) {
    const key = mergeKeyOf(patch, target);
    if (key !== undefined) return mergeList(target as Json[], patch as Json[], key, at, change);
  }
  if (JSON.stringify(target) !== JSON.stringify(patch)) change.made = true;
  return patch;
}

/** The key by which a list is merged: one that every element of the patch has, and some element of the target. */
function mergeKeyOf(patch: readonly unknown[], target: readonly unknown[]): string | undefined {
  if (patch.length === 0 || !patch.every(isPlainObject)) return undefined;
  return mergeKeys.find(
    (key) => patch.every((e) => Object.hasOwn(e, key)) && target.some((e) => isPlainObject(e) && Object.hasOwn(e, key)),
  );
}

function mergeList(target: Json[], patch: Json[], key: string, at: string, change: { made: boolean }): unknown[] {
  const result = [...target];
  for (const element of patch) {
    const place = `${at}[${key}=${String(element[key])}]`;
    const index = result.findIndex((e) => isPlainObject(e) && e[key] === element[key]);
    const { $patch: directive, ...fields } = element;
    if (directive === 'delete') {
      if (index < 0) throw new OverrideError(`removes ${place}, which is not there; remove that element`);
      result.splice(index, 1);
      change.made = true;
    } else if (directive !== undefined) {
      throw new OverrideError(`must have "delete" or nothing as $patch at ${place}, got ${JSON.stringify(directive)}`);
    } else if (index < 0) {
      result.push(mergeObject({}, fields, place, change));
      change.made = true;
    } else {
      result[index] = mergeObject(result[index] ?? {}, fields, place, change);
    }
  }
  return result;
}
