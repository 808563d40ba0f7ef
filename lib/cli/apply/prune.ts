import { createInterface } from 'node:readline/promises';
import { nameOf, type ApplyObject } from './apply-object';
import {
  currentNamespace,
  deleteObject,
  joinSet,
  membersOf,
  readApplySet,
  withObjects,
  writeApplySet,
  type ApplySet,
} from './apply-set';
import type { StackOutcome } from './apply-stacks';
import type { Kubectl } from './kubectl';
import { planPrune, type PrunePlan } from './prune-plan';
import { serverWords } from './refusal';
import type { Stack } from './stacks';

/** What became of an object that is no longer among the manifests. */
export interface PruneOutcome {
  readonly object: ApplyObject;
  /** `planned`: nothing is deleted now; `kept`: only by its name. */
  readonly status: 'deleted' | 'failed' | 'planned' | 'kept';
  /** Why it is kept or could not be deleted. @default neither */
  readonly message?: string;
}

/** A set as it is applied, with what is to be deleted. */
export interface Pruning {
  readonly plan: PrunePlan;
  /** The namespace of objects that name none. */
  readonly namespace: string;
}

/**
 * Reads a set, and plans what of it is deleted when the stacks are applied.
 *
 * @throws an error where the set cannot be read, or is another's
 */
export async function beginPruning(
  kubectl: Kubectl,
  name: string,
  stacks: readonly Stack[],
  allowed: readonly string[],
): Promise<Pruning> {
  const namespace = await currentNamespace(kubectl);
  const set = await readApplySet(kubectl, name, namespace);
  const members = await membersOf(kubectl, set);
  return { namespace, plan: planPrune(set, members, objectsIn(stacks), allowed) };
}

/** Has the cluster know of the set before anything of it is applied: what is applied and not known is never deleted. */
export async function announceSet(
  kubectl: Kubectl,
  { plan, namespace }: Pruning,
  stacks: readonly Stack[],
): Promise<void> {
  await writeApplySet(kubectl, withObjects(plan.set, objectsIn(stacks), namespace));
}

/**
 * Makes what was applied the set, and deletes what is no longer in it. Where not all went well, nothing is deleted.
 *
 * @returns what became of each object that is no longer among the manifests
 */
export async function prune(
  kubectl: Kubectl,
  { plan, namespace }: Pruning,
  outcomes: readonly StackOutcome[],
  isWhole: boolean,
): Promise<readonly PruneOutcome[]> {
  const applied = outcomes.flatMap(({ objects }) => objects.filter(({ status }) => status !== 'failed'));
  const conflict = await joinSet(
    kubectl,
    plan.set,
    applied.map(({ object }) => object),
  );
  if (!isWhole || conflict !== undefined) {
    const message = conflict === undefined ? 'not all was applied' : `the set is not whole: ${conflict}`;
    return [...plan.removed.map((object) => ({ object, status: 'failed' as const, message })), ...kept(plan)];
  }
  const pruned: PruneOutcome[] = [];
  for (const object of plan.removed) {
    const refusal = await deleteObject(kubectl, object);
    pruned.push(
      refusal === undefined
        ? { object, status: 'deleted' }
        : { object, status: 'failed', message: serverWords(refusal, object) },
    );
  }
  const remaining = [
    ...plan.kept.map(({ object }) => object),
    ...pruned.flatMap(({ object, status }) => (status === 'failed' ? [object] : [])),
  ];
  const empty: ApplySet = { ...plan.set, kinds: [], namespaces: [] };
  await writeApplySet(
    kubectl,
    withObjects(empty, [...objectsIn(outcomes.map(({ stack }) => stack)), ...remaining], namespace),
  );
  return [...pruned, ...kept(plan)];
}

/** What a plan says where nothing is deleted now. */
export function planned(plan: PrunePlan): readonly PruneOutcome[] {
  return [...plan.removed.map((object) => ({ object, status: 'planned' as const })), ...kept(plan)];
}

/**
 * Asks whether a plan is to be carried out.
 *
 * @throws an error where nobody is there to be asked
 */
export async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new Error('objects are to be deleted, and nobody is there to be asked; read the plan, and say --yes');
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}

/** What became of the objects, a line each. */
export function pruneText(outcomes: readonly PruneOutcome[]): string {
  return outcomes
    .filter(({ status }) => status !== 'kept')
    .map(
      ({ object, status, message }) => `${status}: ${nameOf(object)}${message === undefined ? '' : `\n  ${message}`}`,
    )
    .join('\n');
}

function kept({ kept: members }: PrunePlan): readonly PruneOutcome[] {
  return members.map(({ object, why }) => ({ object, status: 'kept', message: `${why} would go with it` }));
}

function objectsIn(stacks: readonly Stack[]): readonly ApplyObject[] {
  return stacks.flatMap(({ objects }) => objects);
}
