import { checkArguments } from './arguments';
import { labels as labelMap, labelValue } from './fields';
import type { Problems } from './problems';
import { checkStruct, isPlainObject, type Checked, type Shape } from './shape';

/** The recommended labels that identify a workload. @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
export interface IdentityOptions {
  /** `app.kubernetes.io/name`: what the application is. Selects. @default - no such label */
  readonly name?: string;
  /** `app.kubernetes.io/instance`: which installation of it. Selects. @default - no such label */
  readonly instance?: string;
  /** `app.kubernetes.io/component`: its part in the architecture. Selects. @default - no such label */
  readonly component?: string;
  /** `app.kubernetes.io/part-of`: the application that it belongs to. Does not select. @default - no such label */
  readonly partOf?: string;
  /** `app.kubernetes.io/version`: its version. Does not select: pods not yet rolled would drop out. @default - no such label */
  readonly version?: string;
  /** `app.kubernetes.io/managed-by`: the tool that manages it. Does not select. @default - no such label */
  readonly managedBy?: string;
}

const identityOptions: Shape<IdentityOptions> = {
  name: labelValue,
  instance: labelValue,
  component: labelValue,
  partOf: labelValue,
  version: labelValue,
  managedBy: labelValue,
};

/**
 * What a workload's pods are known by: the one source of the selector of the workload, its Services, disruption budget,
 * network policy and monitor.
 *
 * It comes from what the caller says alone, never from the place in the construct tree, because a selector cannot be
 * changed once it is in a cluster.
 */
export class Identity implements Checked {
  /**
   * The recommended labels.
   *
   * @param options at least one of `name`, `instance` and `component`, the labels that select.
   */
  static of(options: IdentityOptions): Identity {
    // What is no object is refused where the identity is used, with the path of the construct.
    const known = isPlainObject(options) ? options : {};
    return new Identity(recommended(known, selecting), recommended(known, descriptive), { recommended: options });
  }

  /**
   * Labels of the caller's own, all of which select.
   *
   * @param labels at least one label.
   */
  static labels(labels: { readonly [key: string]: string }): Identity {
    return new Identity(labels, {}, undefined);
  }

  /** All labels: those that select and those that describe. */
  readonly labels: { readonly [key: string]: string };

  private constructor(
    /** The labels that select the pods. */
    readonly selector: { readonly [key: string]: string },
    /** Labels that describe and do not select. */
    readonly description: { readonly [key: string]: string },
    private readonly asked: { readonly recommended: unknown } | undefined,
  ) {
    this.labels = { ...selector, ...description };
  }

  /** The same identity with more labels that select, such as `track: canary`. @throws DrydockError when they are no labels */
  with(labels: { readonly [key: string]: string }): Identity {
    checkArguments('Identity', 'with', (at) => labelMap.test(labels, at.at('labels')));
    return new Identity({ ...this.selector, ...labels }, this.description, this.asked);
  }

  /** @internal */
  _check(at: Problems): void {
    const before = at.count;
    if (this.asked !== undefined) checkStruct(this.asked.recommended as IdentityOptions, identityOptions, at);
    labelMap.test(this.selector, at);
    if (at.count > before) return;
    if (Object.keys(this.selector).length === 0) {
      at.add('selects by no label', 'give at least one of name, instance, component');
    }
  }
}

type Names = readonly (readonly [option: keyof IdentityOptions, label: string])[];

const selecting: Names = [
  ['name', 'app.kubernetes.io/name'],
  ['instance', 'app.kubernetes.io/instance'],
  ['component', 'app.kubernetes.io/component'],
];
const descriptive: Names = [
  ['partOf', 'app.kubernetes.io/part-of'],
  ['version', 'app.kubernetes.io/version'],
  ['managedBy', 'app.kubernetes.io/managed-by'],
];

function recommended(options: IdentityOptions, names: Names): { readonly [key: string]: string } {
  const labels: Record<string, string> = {};
  for (const [option, label] of names) {
    const value = options[option];
    if (value !== undefined) labels[label] = value;
  }
  return labels;
}
