import type { ManifestObject, GroupKind, Manifest } from '../model/manifest-object';
import type { ManifestSet } from '../model/manifest-set';
import type { Path } from '../formats/path';
import type { Pod, PodContainer } from '../model/pod';

/** What a rule says of the object that it was given. */
export interface RuleReport {
  /** Where in the object; the empty path for the object as a whole. */
  readonly path: Path;
  /** What is wrong, with the value that was met: lower case, no full stop. */
  readonly message: string;
  /** What to do about it: an imperative, lower case, no full stop. */
  readonly fix: string;
  /**
   * Whether it is wrong whatever lives in the cluster already. What may be right there is a warning at most.
   *
   * @default true
   */
  readonly certain?: boolean;
}

/** Choices that some rules need. */
export interface RuleSettings {
  /** Registries that images may come from, as `registry.example.com`. @default any */
  readonly registries?: readonly string[];
  /** Labels that every workload must carry. @default none */
  readonly requiredLabels?: readonly string[];
  /** Annotations that every workload must carry. @default none */
  readonly requiredAnnotations?: readonly string[];
  /** The least number of replicas of a Deployment, or that an autoscaler goes down to. @default 2 */
  readonly minimumReplicas?: number;
  /** The first of the ports that every node opens for Services, as the cluster is set up. @default 30000 */
  readonly firstNodePort?: number;
  /** The last of the ports that every node opens for Services, as the cluster is set up. @default 32767 */
  readonly lastNodePort?: number;
}

/** What a rule may ask. A rule reports only on the object it was given, changes nothing and does no input or output. */
export interface RuleContext {
  /** Every object of the run. */
  readonly set: ManifestSet;
  /** The Kubernetes version that the manifests are for, as `1.27`. */
  readonly version: string;
  readonly settings: RuleSettings;
  /** What was found of this object so far: pod and container rules run before object rules. */
  readonly found: readonly { readonly rule: string; readonly path: Path }[];
  readonly report: (report: RuleReport) => void;
}

/** What every rule has. Its severity is not its own: presets.ts gives it. */
interface RuleDescription {
  /** The group and the name: `ref/service-no-pods`. */
  readonly id: string;
  /** One line for lists of rules: what it finds. */
  readonly summary: string;
  /**
   * Fields of which one at least must be there for the rule to find anything, so that it need not be run elsewhere: of the
   * container for a rule on containers; for any other of the metadata and spec of the object, and of its pod, volumes and containers.
   *
   * @default none: the rule is run on everything
   */
  readonly fields?: readonly string[];
}

/** A rule on objects of some kinds. */
export interface ObjectRule extends RuleDescription {
  readonly scope: 'object';
  /** The kinds it is for, as `Service` and `Deployment.apps`; `all` for every object. */
  readonly kinds: readonly GroupKind[] | 'all';
  check(object: ManifestObject, context: RuleContext): void;
}

/** A rule on every pod and pod template. */
export interface PodRule extends RuleDescription {
  readonly scope: 'pod';
  check(pod: Pod, context: RuleContext): void;
}

/** A rule on every container of every pod, init and ephemeral ones included. */
export interface ContainerRule extends RuleDescription {
  readonly scope: 'container';
  check(container: PodContainer, context: RuleContext): void;
}

/** A rule that the engine itself carries out: on the text, the schema or the suppressions. */
export interface EngineRule extends RuleDescription {
  readonly scope: 'engine';
}

/** A rule of any scope. */
export type Rule = ObjectRule | PodRule | ContainerRule | EngineRule;

/** Defines a rule on objects of some kinds; `T` is the type of their manifest, from wire-types.ts. */
export function objectRule<T extends Manifest = Manifest>(
  rule: Omit<ObjectRule, 'scope' | 'check'> & { check(object: ManifestObject<T>, context: RuleContext): void },
): ObjectRule {
  return { ...rule, scope: 'object' }; // without a call between: there are many rules and many objects
}

/** Defines a rule on pods and pod templates. */
export function podRule(rule: Omit<PodRule, 'scope'>): PodRule {
  return { ...rule, scope: 'pod' };
}

/** Defines a rule on containers. */
export function containerRule(rule: Omit<ContainerRule, 'scope'>): ContainerRule {
  return { ...rule, scope: 'container' };
}

/** Describes a rule that the engine carries out. */
export function engineRule(id: string, summary: string): EngineRule {
  return { scope: 'engine', id, summary };
}
