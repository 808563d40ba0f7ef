import { resourceName, type ApplyObject } from './apply-object';

/** What became of an object on the server, in the words of `kubectl`; `applied` where the server does not say which. */
export type ApplyStatus = 'created' | 'configured' | 'unchanged' | 'applied';

/** What `kubectl apply` said of one object. */
export interface ObjectAnswer {
  /** What became of it. @default it was refused */
  readonly status?: ApplyStatus;
  /** Why it was refused, in the words of the server or of kubectl. @default it was not */
  readonly refusal?: string;
  readonly warnings: readonly string[];
}

/** What `kubectl apply` said of several objects; undefined where it cannot be told which object was meant. */
export type ObjectAnswers = readonly (ObjectAnswer | undefined)[];

const statusLine =
  /^([a-z0-9.-]+\/\S+) (created|configured|unchanged|serverside-applied)(?: \((?:server )?dry run\))?$/;
const warningLine = /^Warning: (.+)$/;

/** Lines that begin an error; all others go on with the one before. */
const errorLine =
  /^(?:Error from server|error: |Error: |The |Unable to |unable to |the namespace from |the path |resource mapping not found|from |Apply failed |You must be logged in)/;

const mappingError =
  /resource mapping not found for name: "([^"]*)" namespace: "([^"]*)" from "[^"]*": (no matches for kind "([^"]*)" in version "([^"]*)")(?:\nensure CRDs are installed first)?/g;

/**
 * Reads what `kubectl apply` says of objects that it was given at once.
 *
 * It goes through them in their order, tells of each that went well, and of all that did not at the end, not always by
 * name: where the two do not add up, nothing is claimed.
 *
 * @param text its two outputs, in the order of writing
 * @param code its exit code
 */
export function readApplyOutput(text: string, code: number, objects: readonly ApplyObject[]): ObjectAnswers {
  const answers = new Array<ObjectAnswer | undefined>(objects.length).fill(undefined);
  const rest: string[] = [];
  let warnings: string[] = [];
  let next = 0;
  for (const line of text.split(/\r?\n/)) {
    const [, said = '', word = ''] = statusLine.exec(line) ?? [];
    const at = said === '' ? -1 : objects.findIndex((object, index) => index >= next && resourceName(object) === said);
    const warning = warningLine.exec(line)?.[1];
    if (at >= 0) {
      answers[at] = { status: statusOf(word), warnings };
      warnings = [];
      next = at + 1;
    } else if (warning !== undefined) {
      warnings.push(warning);
    } else if (rest.length > 0 || line.trim() !== '') {
      rest.push(line);
    }
  }
  if (code !== 0) {
    forgetTwins(answers, objects);
    addRefusals(answers, objects, rest.join('\n').trim(), warnings);
  } else if (warnings.length > 0 && next > 0) {
    const last = answers[next - 1];
    answers[next - 1] = { ...last, warnings: [...(last?.warnings ?? []), ...warnings] };
  }
  return answers;
}

/** Reads what `kubectl apply` says of a single object. */
export function readSingleOutput(text: string, code: number, object: ApplyObject): ObjectAnswer {
  const warnings = text.split(/\r?\n/).flatMap((line) => warningLine.exec(line)?.[1] ?? []);
  const rest = text
    .split(/\r?\n/)
    .filter((line) => !warningLine.test(line) && !statusLine.test(line))
    .join('\n')
    .trim();
  const [answer] = code === 0 ? readApplyOutput(text, code, [object]) : [];
  return answer?.status === undefined
    ? { refusal: rest === '' ? `kubectl ended with exit code ${code} and said nothing of it` : rest, warnings }
    : { ...answer, warnings };
}

function statusOf(word: string): ApplyStatus {
  return word === 'serverside-applied' ? 'applied' : (word as ApplyStatus);
}

/** Objects that kubectl calls alike, of several namespaces: where one of them was refused, nobody knows which. */
function forgetTwins(answers: (ObjectAnswer | undefined)[], objects: readonly ApplyObject[]): void {
  const unanswered = new Set(objects.filter((_, index) => answers[index] === undefined).map(resourceName));
  objects.forEach((object, index) => {
    if (unanswered.has(resourceName(object))) {
      answers[index] = undefined;
    }
  });
}

function addRefusals(
  answers: (ObjectAnswer | undefined)[],
  objects: readonly ApplyObject[],
  text: string,
  warnings: readonly string[],
): void {
  // A kind that the server does not know is named with its object, before all other errors.
  const others = text.replace(
    mappingError,
    (_, name: string, namespace: string, said: string, kind: string, version: string) => {
      const at = objects.findIndex(
        (object, index) =>
          answers[index] === undefined &&
          object.name === name &&
          (object.namespace === namespace || object.namespace === '') &&
          object.kind === kind &&
          object.apiVersion === version,
      );
      if (at >= 0) {
        answers[at] = { refusal: said, warnings: [] };
      }
      return '';
    },
  );
  const errors = splitErrors(others);
  const open = objects.flatMap((_, index) => (answers[index] === undefined ? [index] : []));
  const isClear =
    errors.length === open.length &&
    warnings.length === 0 &&
    open.every((index, place) => fits(errors[place] ?? '', objects[index])) &&
    new Set(open.map((index) => objects[index]).map((object) => object && resourceName(object))).size === open.length;
  if (isClear) {
    open.forEach((index, place) => {
      answers[index] = { refusal: errors[place] ?? '', warnings: [] };
    });
  }
}

function splitErrors(text: string): readonly string[] {
  const errors: string[] = [];
  for (const line of text.split('\n')) {
    if (/^[[\],\s]*$/.test(line)) {
      continue; // what stood around the kinds that the server does not know
    }
    const last = errors.pop();
    errors.push(...(last === undefined ? [line] : errorLine.test(line) ? [last, line] : [`${last}\n${line}`]));
  }
  return errors;
}

/** Whether an error that names an object may be about this one. */
function fits(error: string, object: ApplyObject | undefined): boolean {
  const name = /^Name: "([^"]*)"/m.exec(error)?.[1] ?? /: [A-Z]\w*(?:\.\S+)? "([^"]*)" is invalid/.exec(error)?.[1];
  return object !== undefined && (name === undefined || name === object.name);
}
