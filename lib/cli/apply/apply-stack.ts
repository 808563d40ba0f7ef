import { fieldsOf, type ApplyObject } from './apply-object';
import { readApplyOutput, readSingleOutput, type ApplyStatus, type ObjectAnswer } from './apply-output';
import type { Kubectl } from './kubectl';
import { missingObject, refusalOf } from './refusal';
import type { RolloutOutcome } from './rollout';
import { judgeByInspection, judgeInStandIn, standInNamespace, type Judgement } from './stand-in';
import type { Stack } from './stacks';

/** How objects are applied. */
export interface ApplyMode {
  /** Whether they are kept; otherwise the server only says what it would do. */
  readonly forReal: boolean;
  /** Whether the server merges the fields, and keeps who owns which. */
  readonly serverSide: boolean;
}

/** What became of an object. */
export interface ObjectOutcome {
  readonly object: ApplyObject;
  /** `waiting`: it needs something that an object before it makes, which a dry run does not keep; `judged` says by whom it was. */
  readonly status: ApplyStatus | 'waiting' | 'failed';
  /** Why it waits or failed. @default it does not */
  readonly message?: string;
  /** What to do. @default not known, or nothing to do */
  readonly fix?: string;
  readonly warnings: readonly string[];
  /** Who accepted or refused it in place of the server where it is to go. @default that server */
  readonly judged?: Judgement['by'];
  /** How its rollout ended. @default it was not waited for */
  readonly rollout?: RolloutOutcome;
}

/** No request takes longer; the webhooks of a cluster may take half of it. */
const requestTimeout = '60s';

/** How long a cluster may take to serve a kind after its definition. */
const definitionTimeout = '60s';

/**
 * Applies the objects of a stack in their order. One that is refused does not keep the others back.
 *
 * @param before what became of the objects of the stacks before it
 */
export async function applyStack(
  kubectl: Kubectl,
  { objects, files }: Stack,
  mode: ApplyMode,
  before: readonly ObjectOutcome[],
): Promise<readonly ObjectOutcome[]> {
  if (objects.length === 0) {
    return [];
  }
  const words = ['apply', ...applyWords(mode)];
  const { code, stdout } = await kubectl(
    files === undefined
      ? { words: [...words, '--filename=-'], input: asList(objects), together: true }
      : { words: [...words, ...files.map((file) => `--filename=${file}`)], together: true },
  );
  const answers = readApplyOutput(stdout, code, objects);
  if (mode.forReal) {
    await awaitDefinitions(
      kubectl,
      objects.filter((_, index) => answers[index]?.status !== undefined),
    );
  }
  const outcomes: ObjectOutcome[] = [];
  for (const [index, object] of objects.entries()) {
    const answer = answers[index];
    const needsAnother =
      answer === undefined ||
      (mode.forReal && answer.refusal !== undefined && lacksKind(answer.refusal, object, objects));
    const final = needsAnother ? await applyObject(kubectl, words, object) : answer;
    outcomes.push(outcomeOf(object, mode.forReal ? final : withoutMigration(final), mode, [...before, ...outcomes]));
  }
  return mode.forReal ? outcomes : judgeWaiting(kubectl, outcomes, [...before, ...outcomes]);
}

/**
 * How a stack differs from what the cluster has, as `kubectl diff` shows it; empty where it does not.
 *
 * @throws an error where kubectl cannot compare
 */
export async function diffStack(
  kubectl: Kubectl,
  outcomes: readonly ObjectOutcome[],
  mode: ApplyMode,
): Promise<string> {
  // Of what the server refuses, or cannot take yet, there is nothing to compare.
  const objects = outcomes
    .filter(({ status }) => status !== 'failed' && status !== 'waiting')
    .map(({ object }) => object);
  if (objects.length === 0) {
    return '';
  }
  const words = ['diff', ...serverSideWords(mode), `--request-timeout=${requestTimeout}`, '--filename=-'];
  const { code, stdout, stderr } = await kubectl({ words, input: asList(objects) });
  if (code > 1) {
    throw new Error(`kubectl diff cannot compare: ${stderr.trim()}`);
  }
  return stdout
    .replace(/^diff (?:-\S+ )*\S*LIVE-\S+ \S*MERGED-\S+\n/gm, '')
    .replace(/^--- \S*LIVE-\d+[/\\](\S+).*$/gm, '--- cluster/$1')
    .replace(/^\+\+\+ \S*MERGED-\d+[/\\](\S+).*$/gm, '+++ applied/$1');
}

function applyWords(mode: ApplyMode): readonly string[] {
  return [
    ...(mode.forReal ? [] : ['--dry-run=server']),
    ...serverSideWords(mode),
    `--request-timeout=${requestTimeout}`,
  ];
}

function serverSideWords({ serverSide }: ApplyMode): readonly string[] {
  // As the owner that kubectl names itself: any other would be refused the fields that `kubectl apply` wrote before.
  return serverSide ? ['--server-side'] : [];
}

function asList(objects: readonly ApplyObject[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects.map(({ manifest }) => manifest) });
}

async function applyObject(kubectl: Kubectl, words: readonly string[], object: ApplyObject): Promise<ObjectAnswer> {
  const input = JSON.stringify(object.manifest);
  const { code, stdout } = await kubectl({ words: [...words, '--filename=-'], input, together: true });
  return readSingleOutput(stdout, code, object);
}

/** Whether an object was refused for want of a kind that its own stack defines. */
function lacksKind(refusal: string, object: ApplyObject, objects: readonly ApplyObject[]): boolean {
  const isMissing = missingObject(refusal, object);
  return isMissing !== undefined && objects.some((each) => each.kind === 'CustomResourceDefinition' && isMissing(each));
}

/** A cluster does not serve a kind at once when it has its definition. */
async function awaitDefinitions(kubectl: Kubectl, objects: readonly ApplyObject[]): Promise<void> {
  const names = objects.filter(({ kind }) => kind === 'CustomResourceDefinition').map(({ name }) => `crd/${name}`);
  if (names.length > 0) {
    // Where it does not come about, the objects of that kind are refused, and the report shows them.
    await kubectl({ words: ['wait', '--for=condition=Established', `--timeout=${definitionTimeout}`, ...names] });
  }
}

function outcomeOf(
  object: ApplyObject,
  { status, refusal = '', warnings }: ObjectAnswer,
  { forReal }: ApplyMode,
  before: readonly ObjectOutcome[],
): ObjectOutcome {
  if (status !== undefined) {
    return { object, status, warnings };
  }
  const { message, fix } = refusalOf(refusal, object);
  const isMissing = missingObject(message, object);
  const maker = isMissing && before.find((outcome) => outcome.status !== 'failed' && isMissing(outcome.object));
  if (!forReal && maker !== undefined) {
    return { object, status: 'waiting', message: waitsFor(maker.object, object), warnings };
  }
  return { object, status: 'failed', message, ...(fix === undefined ? {} : { fix }), warnings };
}

/** Has all objects judged that wait for another one: a dry run that says nothing of them would be no dry run. */
async function judgeWaiting(
  kubectl: Kubectl,
  outcomes: readonly ObjectOutcome[],
  all: readonly ObjectOutcome[],
): Promise<readonly ObjectOutcome[]> {
  const definitions = all.map(({ object }) => object).filter(({ kind }) => kind === 'CustomResourceDefinition');
  const waiting = outcomes.filter(({ status }) => status === 'waiting');
  const [inNamespace, others] = [
    waiting.filter(({ message = '' }) => message.startsWith('namespace ')),
    waiting.filter(({ message = '' }) => !message.startsWith('namespace ')),
  ];
  const judged = await judgeInStandIn(
    kubectl,
    inNamespace.map(({ object }) => object),
    definitions,
  );
  const judgements = new Map<ObjectOutcome, Judgement>([
    ...inNamespace.flatMap((outcome, index): [ObjectOutcome, Judgement][] => {
      const judgement = judged[index];
      return judgement === undefined ? [] : [[outcome, judgement]];
    }),
    ...others.map((outcome): [ObjectOutcome, Judgement] => [outcome, judgeByInspection(outcome.object, definitions)]),
  ]);
  return outcomes.map((outcome) => {
    const judgement = judgements.get(outcome);
    return judgement === undefined ? outcome : withJudgement(outcome, judgement);
  });
}

function withJudgement(outcome: ObjectOutcome, { by, refusal, warnings }: Judgement): ObjectOutcome {
  const judged = { ...outcome, judged: by, warnings: [...outcome.warnings, ...warnings] };
  if (refusal === undefined) {
    const judge =
      by === 'server' ? `the server accepts it in namespace ${standInNamespace}` : 'the inspection accepts it';
    return { ...judged, message: `${outcome.message ?? ''}; until then, ${judge}` };
  }
  const { message, fix } = refusalOf(refusal, outcome.object);
  const judge = by === 'server' ? `asked in namespace ${standInNamespace}` : 'says the inspection';
  return { ...judged, status: 'failed', message: `${message} (${judge})`, ...(fix === undefined ? {} : { fix }) };
}

/** Without the warning that a dry run did not hand the fields over to the server: it keeps nothing. */
function withoutMigration(answer: ObjectAnswer): ObjectAnswer {
  return { ...answer, warnings: answer.warnings.filter((warning) => !warning.startsWith('failed to migrate ')) };
}

function waitsFor(maker: ApplyObject, object: ApplyObject): string {
  const what =
    maker.kind === 'CustomResourceDefinition'
      ? `kind ${String(fieldsOf(fieldsOf(maker.manifest.spec).names).kind)}`
      : `${maker.kind.toLowerCase()} ${maker.name}`;
  return `${what} is made by ${maker.file === object.file ? 'an object before it' : maker.file}`;
}
