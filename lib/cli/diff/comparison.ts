import { meaningOf } from '../../inspection/change-guard/meaning';
import type { ComparedObject } from './compared-object';
import { differencesOf, type Difference } from './difference';
import { isLive, isMadeByCluster, withoutChoices } from './live-object';
import { matchObjects } from './matching';
import { secretValues } from '../../inspection/model/secret-values';
import { withEncodedText, withoutSecrets, type SecretDifference } from './secret-data';

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
  /**
   * Whether every value counts as it is written. Else those are the same that the API server takes for the same: amounts,
   * what is empty or absent, what it fills in, and of a live object what the cluster chooses.
   *
   * @default false
   */
  readonly literal?: boolean;
}

/** Compares two sets of manifests. What is secret is not in the answer. */
export function compareObjects(
  from: readonly ComparedObject[],
  to: readonly ComparedObject[],
  options: ComparisonOptions = {},
): Comparison {
  const { ignoreNamespace = false, literal = false } = options;
  const matches = matchObjects(from, to, ignoreNamespace).filter(
    ({ from: left, to: right }) =>
      literal || (left !== undefined && right !== undefined) || !isMadeByCluster((left ?? right) as ComparedObject),
  );
  const objects = matches.flatMap(({ from: left, to: right }): ObjectDifference[] => {
    if (left === undefined || right === undefined) {
      const [change, side] =
        right === undefined ? (['removed', { from: left }] as const) : (['added', { to: right }] as const);
      return [{ change, ...side, differences: [] }];
    }
    const [before, after] = literal ? [left.manifest, right.manifest] : meanings(left, right);
    const found = differencesOf(before, after);
    const secrets = found.length === 0 ? [] : secretValues([left.manifest, right.manifest]);
    const differences = found
      .filter(({ path }) => !ignoreNamespace || path !== 'metadata.namespace')
      .map((difference) => withoutSecrets(left.kind, difference, secrets));
    const change = left.name === right.name ? 'changed' : 'renamed';
    return differences.length === 0 ? [] : [{ change, from: left, to: right, differences }];
  });
  return { objects, same: matches.length - objects.length };
}

/** Two objects as the API server understands them. */
function meanings(left: ComparedObject, right: ComparedObject): readonly [object, object] {
  const stored = ({ kind, manifest }: ComparedObject, other: ComparedObject): ComparedObject['manifest'] =>
    kind === 'Secret' && other.manifest.stringData === undefined ? withEncodedText(manifest) : manifest;
  const chosen = (one: ComparedObject, other: ComparedObject): ComparedObject['manifest'] =>
    isLive(one) && !isLive(other) ? withoutChoices(one, other) : stored(one, other);
  return [meaningOf(chosen(left, right)), meaningOf(chosen(right, left))];
}

/** How many objects the two sides have under one name but in different namespaces, when these were compared. */
export function movedBetweenNamespaces({ objects }: Comparison): number {
  const nameOf = ({ apiVersion, kind, name }: ComparedObject): string => JSON.stringify([apiVersion, kind, name]);
  const removed = new Set(
    objects.flatMap(({ from, to }) => (from !== undefined && to === undefined ? nameOf(from) : [])),
  );
  return objects.filter(({ from, to }) => from === undefined && to !== undefined && removed.has(nameOf(to))).length;
}
