import { show } from '../core/errors';
import type { Problems } from '../core/problems';
import { isPlainObject } from '../core/shape';

/**
 * Checks that what one environment gives, the others give too: fields of plain objects, also of those in others.
 *
 * @param values by the name of the environment
 * @param optional fields of the values that are not compared
 */
export function checkAgreement(
  values: ReadonlyMap<string, unknown>,
  optional: ReadonlySet<string>,
  problems: Problems,
): void {
  const places = new Map([...values.keys()].map((name) => [name, problems.at(name)]));
  compare(values, places, optional, []);
}

/** @param above the objects that these are in, by which one that refers to itself is known */
function compare(
  values: ReadonlyMap<string, unknown>,
  places: ReadonlyMap<string, Problems>,
  optional: ReadonlySet<string>,
  above: readonly unknown[],
): void {
  const given = [...values].filter(([, value]) => value !== undefined && value !== null);
  if (given.length > 0) {
    const others = saidBy(given);
    for (const [name, value] of values) {
      if (value !== undefined && value !== null) continue;
      const what = value === null ? 'is null' : 'is missing';
      places.get(name)?.add(`${what}, where ${others}`, `give a value for '${name}' too`);
    }
  }
  const structs = given.filter((each): each is [string, Record<string, unknown>] => isPlainObject(each[1]));
  if (structs.some(([, struct]) => above.includes(struct))) return;
  const keys = new Set(structs.flatMap(([, struct]) => Object.keys(struct)));
  for (const key of keys) {
    if (optional.has(key)) continue;
    compare(
      new Map(structs.map(([name, struct]) => [name, Object.hasOwn(struct, key) ? struct[key] : undefined])),
      new Map([...places].map(([name, at]) => [name, at.at(key)])),
      noField,
      [...above, ...structs.map(([, struct]) => struct)],
    );
  }
}

const noField: ReadonlySet<string> = new Set();

/** `dev gives 1 and production gives 3`. */
function saidBy(given: readonly (readonly [string, unknown])[]): string {
  const said = given.map(([name, value]) => `${name} gives ${show(value)}`);
  return said.length === 1 ? said.join() : `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`;
}
