import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { flag, integer, oneOf, text } from '../core/fields';
import type { OverrideOf } from '../core/kinds';
import { defineObject, type Manifest } from '../core/manifest';
import { clusterObjectProps, metadataOfObject, type ClusterObjectProps } from '../core/object-props';
import { checkProps, required, type Shape } from '../core/shape';
import { override } from '../workloads/overrides';

/** A part of a PriorityClass, merged into it at the end; `null` removes a field. */
export type PriorityClassOverride = OverrideOf<'PriorityClass'>;

/** Whether pods may take the place of others. */
export enum PreemptionPolicy {
  /** Pods of lower priority are ended to make room. */
  PREEMPT_LOWER_PRIORITY = 'PreemptLowerPriority',
  /** They wait for room, before those of lower priority. */
  NEVER = 'Never',
}

/** What a PriorityClass can say. */
export interface PriorityClassProps extends ClusterObjectProps {
  /** The higher, the more important: from -2147483648 to 1000000000. Kubernetes does not let it be changed later. */
  readonly value: number;
  /** Whether pods that name no class get this one. A cluster has one such class. @default - not said: they do not */
  readonly globalDefault?: boolean;
  /** Whether its pods may take the place of others. @default - not said: of those with lower priority */
  readonly preemptionPolicy?: PreemptionPolicy;
  /** When to use it, for people. @default - none */
  readonly description?: string;
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: PriorityClassOverride;
}

const priorityClassProps: Shape<PriorityClassProps> = {
  ...clusterObjectProps,
  value: required(integer(-2147483648, 1000000000)),
  globalDefault: flag,
  preemptionPolicy: oneOf(Object.values(PreemptionPolicy)),
  description: text,
  override,
};

/**
 * How important pods are when nodes are full: a PriorityClass.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
 */
export class PriorityClass extends ChartConstruct {
  /** Its name, for the `priorityClassName` of workloads. */
  readonly name: string;
  /** The PriorityClass. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: PriorityClassProps) {
    super(scope, id);
    checkProps(this, props, priorityClassProps, (at) => {
      if (props.name.startsWith('system-')) {
        at.at('name').add(`may not begin with "system-", which Kubernetes keeps for its own, got "${props.name}"`);
      }
    });
    this.name = props.name;
    const { value, globalDefault, preemptionPolicy, description } = props;
    this.object = defineObject(
      this,
      'priority-class',
      'PriorityClass',
      metadataOfObject(props),
      () => ({
        value,
        ...(globalDefault === undefined ? {} : { globalDefault }),
        ...(preemptionPolicy === undefined ? {} : { preemptionPolicy }),
        ...(description === undefined ? {} : { description }),
      }),
      props.override,
    );
  }
}
