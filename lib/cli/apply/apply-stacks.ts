import { nameOf } from './apply-object';
import { applyStack, diffStack, type ApplyMode, type ObjectOutcome } from './apply-stack';
import type { Kubectl } from './kubectl';
import { awaitRollout, hasRollout } from './rollout';
import type { Stack } from './stacks';

/** How stacks are applied. */
export interface ApplyOptions extends ApplyMode {
  /** How long the rollouts may take, all together, in seconds. */
  readonly timeout: number;
  /** Whether what would change is wanted too. */
  readonly diff: boolean;
  /** Tells how far it has come. */
  readonly progress: (line: string) => void;
  /** Seconds that have passed since some time. */
  readonly clock: () => number;
}

/** What became of a stack. */
export interface StackOutcome {
  readonly stack: Stack;
  readonly objects: readonly ObjectOutcome[];
  /** How long its objects took, in seconds. */
  readonly seconds: number;
  /** What would change, as a unified diff; empty where nothing would. @default it was not asked for */
  readonly diff?: string;
}

/** Rollouts that are waited for at a time: each takes a process. */
const atOnce = 8;

/**
 * Applies stacks one after the other and then, where it was for real, waits for all of their rollouts: the pods of one
 * stack may need those of another.
 */
export async function applyStacks(
  kubectl: Kubectl,
  stacks: readonly Stack[],
  options: ApplyOptions,
): Promise<readonly StackOutcome[]> {
  const outcomes: StackOutcome[] = [];
  for (const stack of stacks) {
    const start = options.clock();
    const before = outcomes.flatMap(({ objects }) => objects);
    const objects = await applyStack(kubectl, stack, options, before);
    const diff = options.diff ? { diff: await diffStack(kubectl, objects, options) } : {};
    outcomes.push({ stack, objects, seconds: options.clock() - start, ...diff });
    const others = objects.filter(({ status }) => status === 'failed' || status === 'waiting').length;
    const done = options.forReal ? 'applied' : 'accepted';
    options.progress(`${stack.name}: ${objects.length - others} of ${objects.length} objects ${done}`);
  }
  return options.forReal ? awaitRollouts(kubectl, outcomes, options) : outcomes;
}

async function awaitRollouts(
  kubectl: Kubectl,
  outcomes: readonly StackOutcome[],
  { clock, timeout, progress }: ApplyOptions,
): Promise<readonly StackOutcome[]> {
  const end = clock() + timeout;
  const awaited = outcomes
    .flatMap(({ objects }) => objects)
    .filter(({ object, status }) => status !== 'failed' && hasRollout(object));
  const ended = new Map<ObjectOutcome, ObjectOutcome>();
  const queue = [...awaited];
  const work = async (): Promise<void> => {
    for (let outcome = queue.shift(); outcome !== undefined; outcome = queue.shift()) {
      const rollout = await awaitRollout(kubectl, outcome.object, end - clock());
      ended.set(outcome, { ...outcome, rollout });
      progress(`${nameOf(outcome.object)}: ${rollout.isComplete ? 'rolled out' : (rollout.message ?? 'failed')}`);
    }
  };
  if (awaited.length > 0) {
    progress(`waiting for the rollout of ${awaited.length} workloads, ${timeout} s at most`);
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, awaited.length) }, work));
  return outcomes.map((outcome) => ({
    ...outcome,
    objects: outcome.objects.map((object) => ended.get(object) ?? object),
  }));
}
