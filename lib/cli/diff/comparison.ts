import type { ComparedObject } from './compared-object';
import { differencesOf, type Difference } from './difference';
import { matchObjects } from './matching';
import { withoutSecrets, type SecretDifference } from './secret-data';

/** What became of an object. */
export type ObjectChange = 'changed' | 'renamed' | 'added' | 'removed';

/** An object that differs, or that one side lacks. */
export interface ObjectDifference {
  readonly change: ObjectChange;
  /** The object on the left. @default - there is none */
  readonly from?: ComparedObject;
  /** The object on the right. @default - there is none */
  readonly to?: ComparedObject;
  /** What differs in it; nothing where one side lacks it. */
  readonly differences: readonly (Difference | SecretDifference)[];
}

/** What differs between two sets of manifests. */
export interface Comparison {
  readonly objects: readonly ObjectDifference[];
  /** How many objects are the same on both sides. */
  readonly same: number;
}

/** How sets are compared. */
export interface ComparisonOptions {
  /** Whether objects of different namespaces are compared, and their namespaces are not. @default false */
  readonly ignoreNamespace?: boolean;
}

/** Compares two sets of manifests. What is secret is not in the answer. */
export function compareObjects(
  from: readonly ComparedObject[],
  to: readonly ComparedObject[],
  options: ComparisonOptions = {},
): Comparison {
  const { ignoreNamespace = false } = options;
  const matches = matchObjects(from, to, ignoreNamespace);
  const objects = matches.flatMap(({ from: left, to: right }): ObjectDifference[] => {
    if (left === undefined || right === undefined) {
      const [change, side] =
        right === undefined ? (['removed', { from: left }] as const) : (['added', { to: right }] as const);
      return [{ change, ...side, differences: [] }];
    }
    const differences = differencesOf(left.manifest, right.manifest)
      .filter(({ path }) => !ignoreNamespace || path !== 'metadata.namespace')
      .map((difference) => withoutSecrets(left.kind, difference));
    const change = left.name === right.name ? 'changed' : 'renamed';
    return differences.length === 0 ? [] : [{ change, from: left, to: right, differences }];
  });
  return { objects, same: matches.length - objects.length };
}

/** How many objects the two sides have under one name but in different namespaces, when these were compared. */
export function movedBetweenNamespaces({ objects }: Comparison): number {
  const nameOf = ({ apiVersion, kind, name }: ComparedObject): string => JSON.stringify([apiVersion, kind, name]);
  const removed = new Set(
    objects.flatMap(({ from, to }) => (from !== undefined && to === undefined ? nameOf(from) : [])),
  );
  return objects.filter(({ from, to }) => from === undefined && to !== undefined && removed.has(nameOf(to))).length;
}
