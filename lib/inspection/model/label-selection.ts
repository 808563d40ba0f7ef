import type { LabelSelector } from '../schema/wire-types';

/** Labels by key. */
export type Labels = Readonly<Record<string, string>>;

function valueOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

/** What is known of a label that no template holds: whether it can have a value. Undefined where there is no such label. */
export type AddedLabel = (key: string) => ((value: string) => boolean) | undefined;

const noneAdded: AddedLabel = () => undefined;

/** Whether labels hold every pair of a map. @param added labels that are added later. @default none */
export function hasLabels(labels: Labels, wanted: Labels, added = noneAdded): boolean {
  for (const key of Object.keys(wanted)) {
    const value = wanted[key] ?? '';
    if (valueOf(labels, key) !== value && added(key)?.(value) !== true) {
      return false;
    }
  }
  return true;
}

/**
 * Whether a selector selects an object with those labels, or may when all labels are added. One without terms selects
 * everything.
 *
 * @param added labels that are added later. @default none
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function selects(selector: LabelSelector, labels: Labels, added = noneAdded): boolean {
  return (
    hasLabels(labels, selector.matchLabels ?? {}, added) &&
    (selector.matchExpressions ?? []).every(({ key = '', operator, values = [] }) => {
      const value = valueOf(labels, key);
      const allows = value === undefined ? added(key) : undefined;
      if (allows !== undefined) {
        return operator === 'In' ? values.some(allows) : operator !== 'DoesNotExist';
      }
      switch (operator) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn':
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        case 'DoesNotExist':
          return value === undefined;
        default:
          return false;
      }
    })
  );
}

/** Whether a selector has no term, and so selects everything (or, in some places of the API, nothing). */
export function isEmpty(selector: LabelSelector | undefined): boolean {
  return (
    selector === undefined ||
    (Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0)
  );
}

/** So few candidates are sooner looked at again than looked up. */
const few = 4;

/** Things with labels, so indexed that a selection looks only at those that share a label with it. */
export class LabelIndex<T> {
  private readonly all = new Map<string, T[]>();
  private readonly pairs = new Map<string, T[]>();
  private readonly answers = new Map<string, readonly T[]>();

  /**
   * @param labelsOf the labels of an item
   * @param isAdded whether items may have a label of that key which `labelsOf` does not tell. @default never
   * @param addedTo what is known of such labels. @default nothing
   */
  public constructor(
    private readonly labelsOf: (item: T) => Labels,
    private readonly isAdded: (key: string) => boolean = () => false,
    private readonly addedTo: (item: T) => AddedLabel = () => noneAdded,
  ) {}

  /** Adds an item with its labels. */
  public add(namespace: string, item: T): void {
    push(this.all, namespace, item);
    const labels = this.labelsOf(item);
    for (const key of Object.keys(labels)) {
      push(this.pairs, pairKey(namespace, key, labels[key] ?? ''), item);
    }
  }

  /** What a selector selects in a namespace; each selector that has many candidates is answered once. */
  public select(namespace: string, selector: LabelSelector): readonly T[] {
    if (selector.matchExpressions === undefined) {
      const candidates = this.candidates(namespace, selector);
      if (candidates.length <= few) {
        return candidates.filter((item) => selects(selector, this.labelsOf(item), this.addedTo(item)));
      }
    }
    const key = `${namespace}\n${termsOf(selector)}`;
    const known = this.answers.get(key);
    if (known !== undefined) {
      return known;
    }
    const found = this.candidates(namespace, selector).filter((item) =>
      selects(selector, this.labelsOf(item), this.addedTo(item)),
    );
    this.answers.set(key, found);
    return found;
  }

  /** All items of a namespace. */
  public in(namespace: string): readonly T[] {
    return this.all.get(namespace) ?? [];
  }

  /** The namespaces that have items, in the order in which they came. */
  public namespaces(): Iterable<string> {
    return this.all.keys();
  }

  private candidates(namespace: string, selector: LabelSelector): readonly T[] {
    let least = this.all.get(namespace) ?? [];
    const labels = selector.matchLabels ?? {};
    for (const key of Object.keys(labels)) {
      if (this.isAdded(key)) {
        continue;
      }
      const some = this.pairs.get(pairKey(namespace, key, labels[key] ?? '')) ?? [];
      least = some.length < least.length ? some : least;
    }
    for (const { key = '', operator, values = [] } of selector.matchExpressions ?? []) {
      if (operator === 'In' && !this.isAdded(key)) {
        const some = new Set(values.flatMap((value) => this.pairs.get(pairKey(namespace, key, value)) ?? []));
        least = some.size < least.length ? [...some] : least;
      }
    }
    return least;
  }
}

/** The terms of a selector as one text: what it holds besides, which may be anything, is left out. */
function termsOf({ matchLabels = {}, matchExpressions }: LabelSelector): string {
  if (matchExpressions === undefined || matchExpressions.length === 0) {
    return JSON.stringify(matchLabels);
  }
  return JSON.stringify([matchLabels, matchExpressions.map(({ key, operator, values }) => [key, operator, values])]);
}

function pairKey(namespace: string, key: string, value: string): string {
  return `${namespace}\n${key}\n${value}`;
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list === undefined) {
    map.set(key, [item]);
  } else {
    list.push(item);
  }
}
