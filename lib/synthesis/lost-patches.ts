import type { ApiObject, JsonPatch } from 'cdk8s';
import { isPlainObject } from '../core/shape';

/** An operation of a JSON Patch. @see https://www.rfc-editor.org/rfc/rfc6902 */
interface Operation {
  readonly op: string;
  readonly path: string;
  readonly value?: unknown;
}

/**
 * What becomes of JSON patches on objects of cdk8s and cdk8s-plus: their classes write the fields that they know, under
 * the names that they know, and drop whatever else a patch has put there.
 *
 * @returns a line for each object that has lost something
 */
export function lostPatches(objects: readonly ApiObject[]): readonly string[] {
  return objects.flatMap((object) => {
    const patches = (object as unknown as { readonly patches?: readonly JsonPatch[] }).patches ?? [];
    if (patches.length === 0) return []; // one of this package keeps its own, and loses none
    const written: unknown = object.toJson();
    const lost = patches.flatMap((patch) => {
      const place = lostPlace(patch._toJson() as Operation, written);
      return place === undefined ? [] : [place];
    });
    if (lost.length === 0) return [];
    const where = `${object.node.path} (${object.constructor.name})`;
    return [
      `${where}: the patch at ${[...new Set(lost)].join(', ')} has no effect, since ${object.constructor.name} writes only what it knows; make the object with a construct of cdk8s-drydock and use Manifest.override, or write it as an ApiObject`,
    ];
  });
}

/** Where something of an operation is not in what is written. */
function lostPlace({ op, path, value }: Operation, written: unknown): string | undefined {
  const steps = path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (op === 'add' && steps.at(-1) === '-') {
    const list = valueAt(written, steps.slice(0, -1));
    const found = Array.isArray(list) && list.some((each) => missingIn(each, value, '') === undefined);
    return found ? undefined : path;
  }
  return op === 'add' || op === 'replace' ? missingIn(valueAt(written, steps), value, path) : undefined;
}

function valueAt(value: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>(
    (at, step) => (at as Readonly<Record<string, unknown>> | null | undefined)?.[step],
    value,
  );
}

/** The first place at which a value that was asked for is not there; what is empty is left out by cdk8s. */
function missingIn(written: unknown, asked: unknown, path: string): string | undefined {
  if (isPlainObject(asked) || Array.isArray(asked)) {
    const entries: readonly (readonly [string, unknown])[] = Object.entries(asked);
    for (const [key, value] of entries) {
      const missing = missingIn(valueAt(written, [key]), value, `${path}/${key}`);
      if (missing !== undefined) return missing;
    }
    return undefined;
  }
  return asked === undefined || asked === null || written === asked ? undefined : path;
}
