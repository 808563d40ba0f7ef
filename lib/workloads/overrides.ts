import { apiObject } from '../core/fields';
import type { CustomOverrideOf } from '../core/custom-kinds';
import type { OverrideOf } from '../core/kinds';
import type { Problems } from '../core/problems';
import type { Field } from '../core/shape';

/** A part of a Deployment, merged into it at the end; `null` removes a field, named lists are merged by name. */
export type DeploymentOverride = OverrideOf<'Deployment'>;
/** A part of a StatefulSet, merged into it at the end; `null` removes a field, named lists are merged by name. */
export type StatefulSetOverride = OverrideOf<'StatefulSet'>;
/** A part of a Service, merged into it at the end; `null` removes a field, named lists are merged by name. */
export type ServiceOverride = OverrideOf<'Service'>;
/** A part of an Ingress, merged into it at the end; `null` removes a field, named lists are merged by name. */
export type IngressOverride = OverrideOf<'Ingress'>;
/** A part of a HorizontalPodAutoscaler, merged into it at the end; `null` removes a field. */
export type HorizontalPodAutoscalerOverride = OverrideOf<'HorizontalPodAutoscaler'>;
/** A part of a PodDisruptionBudget, merged into it at the end; `null` removes a field. */
export type PodDisruptionBudgetOverride = OverrideOf<'PodDisruptionBudget'>;
/** A part of a NetworkPolicy, merged into it at the end; `null` removes a field. */
export type NetworkPolicyOverride = OverrideOf<'NetworkPolicy'>;
/** A part of a CronJob, merged into it at the end; `null` removes a field, named lists are merged by name. */
export type CronJobOverride = OverrideOf<'CronJob'>;
/** A part of a Job, merged into it at the end; `null` removes a field, named lists are merged by name. */
export type JobOverride = OverrideOf<'Job'>;
/** A part of a DaemonSet, merged into it at the end; `null` removes a field, named lists are merged by name. */
export type DaemonSetOverride = OverrideOf<'DaemonSet'>;
/** A part of a ReplicaSet, merged into it at the end; `null` removes a field, named lists are merged by name. */
export type ReplicaSetOverride = OverrideOf<'ReplicaSet'>;
/** A part of a Pod, merged into it at the end; `null` removes a field, named lists are merged by name. */
export type PodOverride = OverrideOf<'Pod'>;
/** A part of a ServiceMonitor or PodMonitor, merged into it at the end; `null` removes a field. */
export type MonitorOverride = CustomOverrideOf<'ServiceMonitor'> | CustomOverrideOf<'PodMonitor'>;

/** An override; its content is checked where it is merged. @internal */
export const override: Field<false> = apiObject;

/** Finds overrides of objects that the construct does not define. @internal */
export function checkOverrides(
  overrides: { readonly [object: string]: unknown } | undefined,
  defined: { readonly [object: string]: boolean },
  at: Problems,
): void {
  for (const [object, isDefined] of Object.entries(defined)) {
    if (overrides?.[object] === undefined || isDefined) continue;
    at.at(object).add('overrides an object that is not defined', 'ask for the object, or drop the override');
  }
}
