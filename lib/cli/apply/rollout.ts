import { fieldsOf, nameOf, type ApplyObject } from './apply-object';
import type { Kubectl, KubectlAnswer } from './kubectl';
import { serverWords } from './refusal';

/** How the rollout of a workload ended. */
export interface RolloutOutcome {
  readonly isComplete: boolean;
  /** Why it is not complete, in the words of kubectl. @default it is */
  readonly message?: string;
  /** How to find out more. @default it is complete */
  readonly fix?: string;
}

const rollouts: ReadonlySet<string> = new Set(['Deployment.apps', 'StatefulSet.apps', 'DaemonSet.apps']);

/** Whether an object is a workload whose pods are waited for: one that is not paused or suspended, or replaced by hand. */
export function hasRollout({ kind, group, manifest }: ApplyObject): boolean {
  const spec = fieldsOf(manifest.spec);
  if (kind === 'Job' && group === 'batch') {
    return spec.suspend !== true;
  }
  return rollouts.has(`${kind}.${group}`) && spec.paused !== true && fieldsOf(spec.updateStrategy).type !== 'OnDelete';
}

/**
 * Waits until the new pods of a workload are ready, or those of a Job have done their work.
 *
 * @param seconds how long, at least 1
 */
export async function awaitRollout(kubectl: Kubectl, object: ApplyObject, seconds: number): Promise<RolloutOutcome> {
  const { kind, name, namespace } = object;
  const place = namespace === '' ? [] : [`--namespace=${namespace}`];
  const timeout = `--timeout=${Math.max(1, Math.ceil(seconds))}s`;
  const answer =
    kind === 'Job'
      ? await awaitJob(kubectl, [`job/${name}`, ...place, timeout])
      : await kubectl({ words: ['rollout', 'status', `${kind.toLowerCase()}/${name}`, ...place, timeout] });
  if (answer.code === 0) {
    return { isComplete: true };
  }
  const words = answer.stderr.trim() === '' ? (answer.stdout.trim().split('\n').pop() ?? '') : answer.stderr;
  const message = serverWords(words, object);
  return { isComplete: false, message: message === '' ? 'kubectl does not say why' : message, fix: lookAt(object) };
}

/** Whichever comes first: that the Job is done, or that it has failed for good, which `kubectl wait` would wait through. */
async function awaitJob(kubectl: Kubectl, words: readonly string[]): Promise<KubectlAnswer> {
  const ending = new AbortController();
  const wait = async (condition: string): Promise<KubectlAnswer> =>
    kubectl({ words: ['wait', `--for=condition=${condition}`, ...words], signal: ending.signal });
  const complete = wait('complete');
  const failed = wait('failed').then(async (answer) =>
    answer.code === 0 ? { code: 1, stdout: '', stderr: 'the Job has failed' } : complete,
  );
  try {
    return await Promise.race([complete, failed]);
  } finally {
    ending.abort();
    await Promise.allSettled([complete, failed]);
  }
}

function lookAt(object: ApplyObject): string {
  const { kind, namespace, name, manifest } = object;
  const labels = Object.entries(fieldsOf(fieldsOf(fieldsOf(manifest.spec).selector).matchLabels))
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(',');
  const selector = kind === 'Job' ? `job-name=${name}` : labels;
  const place = namespace === '' ? '' : ` --namespace=${namespace}`;
  return selector === ''
    ? `see why with 'kubectl describe ${kind.toLowerCase()} ${name}${place}'`
    : `see why the pods of ${nameOf(object)} are not ready with 'kubectl describe pods${place} --selector=${selector}'`;
}
