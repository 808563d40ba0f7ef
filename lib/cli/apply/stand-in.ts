import { inspect } from '../../inspection';
import { fieldsOf, type ApplyObject } from './apply-object';
import { readApplyOutput, readSingleOutput, type ObjectAnswer } from './apply-output';
import type { Kubectl } from './kubectl';

/** How an object was judged that a dry run cannot apply yet, since it needs what another object makes. */
export interface Judgement {
  /** Why it is refused. @default it is not */
  readonly refusal?: string;
  /** By whom it was judged: the server, in the place of the namespace that is not there yet, or the inspection. */
  readonly by: 'server' | 'inspection';
  readonly warnings: readonly string[];
}

/** A namespace that every cluster has. */
export const standInNamespace = 'default';

/** What is refused by the namespace itself, and says nothing of another one. */
const ofNamespace =
  /exceeded quota|violates PodSecurity|(?:maximum|minimum) .* usage per|not found|cannot create resource/;

/**
 * Has objects judged whose namespace is not there yet: the server is asked to make each in a namespace that is, without keeping
 * it. What it refuses for reasons of that namespace is judged by the inspection.
 */
export async function judgeInStandIn(
  kubectl: Kubectl,
  objects: readonly ApplyObject[],
  definitions: readonly ApplyObject[],
): Promise<readonly Judgement[]> {
  if (objects.length === 0) return [];
  // To create, not to apply: an object of that name in the namespace is then no object to change.
  const words = ['create', '--dry-run=server', '--filename=-'];
  const moved = objects.map(inStandIn);
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: moved.map(({ manifest }) => manifest) });
  const { code, stdout } = await kubectl({ words, input, together: true });
  const answers = readApplyOutput(stdout, code, moved);
  const judgements: Judgement[] = [];
  for (const [index, object] of moved.entries()) {
    const answer = answers[index] ?? (await create(kubectl, words, object));
    const { refusal } = answer;
    const isJudged = refusal === undefined || /already exists/.test(refusal) || !ofNamespace.test(refusal);
    judgements.push(
      isJudged
        ? {
            by: 'server',
            warnings: answer.warnings,
            // The server looks whether one of that name is there when it has found nothing wrong.
            ...(refusal === undefined || /already exists/.test(refusal) ? {} : { refusal }),
          }
        : judgeByInspection(objects[index] ?? object, definitions),
    );
  }
  return judgements;
}

/** Judges an object by what the API server is known to refuse. @param definitions those of the kinds that are not there yet */
export function judgeByInspection({ manifest }: ApplyObject, definitions: readonly ApplyObject[]): Judgement {
  const customResources = definitions.map((each) => each.manifest as never);
  const { findings } = inspect({ sources: [{ manifest }] }, { preset: 'api-only', customResources });
  const [first] = findings.filter(({ severity }) => severity === 'error');
  return {
    by: 'inspection',
    warnings: [],
    ...(first === undefined ? {} : { refusal: `${first.path}: ${first.message}` }),
  };
}

async function create(kubectl: Kubectl, words: readonly string[], object: ApplyObject): Promise<ObjectAnswer> {
  const { code, stdout } = await kubectl({ words, input: JSON.stringify(object.manifest), together: true });
  return readSingleOutput(stdout, code, object);
}

function inStandIn(object: ApplyObject): ApplyObject {
  const { manifest } = object;
  const metadata = { ...fieldsOf(manifest.metadata), namespace: standInNamespace };
  return { ...object, namespace: standInNamespace, manifest: { ...manifest, metadata } };
}
