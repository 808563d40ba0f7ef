import { anyText, either, envName, instance, listOf, mapOf } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { checkStruct, type Shape } from '../../core/shape';
import { EnvValue } from '../configuration/env-value';
import { imageReference } from '../images/image-reference';

/** What a new version does otherwise than the one that runs: at least one of these. */
export interface ReleaseOptions {
  /** Image of the main container, and of the others of the pod that have its image now. @default - the image that runs */
  readonly image?: string;
  /** Environment variables of the main container: those that are new or have another value. @default - those that there are */
  readonly env?: { readonly [name: string]: string | EnvValue };
  /** Program of the main container. @default - the one that runs */
  readonly command?: readonly string[];
  /** Arguments of the main container. @default - those that there are */
  readonly args?: readonly string[];
}

const releaseOptions: Shape<ReleaseOptions> = {
  image: imageReference,
  env: mapOf(
    envName,
    either((value) => typeof value === 'object', instance(EnvValue, 'EnvValue.secret(key), …'), anyText),
  ),
  command: listOf(anyText, 1),
  args: listOf(anyText),
};

/** Finds a new version that is not sound, or the old one. @internal */
export function checkRelease(options: ReleaseOptions, at: Problems): void {
  const before = at.count;
  checkStruct(options, releaseOptions, at);
  if (at.count > before) return;
  if (Object.values(options).every((value) => value === undefined)) {
    at.add('differs in nothing from the version that runs', "give one of 'image', 'env', 'command', 'args'");
  }
}

/** Finds a new version that says what the running one says. @internal */
export function checkDifference(current: ReleaseOptions, next: ReleaseOptions, at: Problems): void {
  const same = (Object.keys(next) as (keyof ReleaseOptions)[]).every((field) =>
    field === 'env'
      ? Object.entries(next.env ?? {}).every(([name, value]) => equal(current.env?.[name], value))
      : next[field] === undefined || equal(current[field], next[field]),
  );
  if (same) {
    const what = next.image === undefined ? '' : `: the image is "${next.image}" in both`;
    at.add(`is the version that runs already${what}`, "leave 'release' out, or say what is new");
  }
}

function equal(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
