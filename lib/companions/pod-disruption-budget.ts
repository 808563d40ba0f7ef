import type { OverrideOf } from '../core/kinds';
import { defineObject, type Manifest } from '../core/manifest';
import type { Disruption } from '../parts/scheduling/disruption';
import { metadataOf, type WorkloadContext } from '../pod/workload-context';

/** Defines the PodDisruptionBudget of a workload. */
export function definePodDisruptionBudget(
  context: WorkloadContext,
  disruption: Disruption,
  override?: OverrideOf<'PodDisruptionBudget'>,
): Manifest {
  return defineObject(
    context.owner,
    'pod-disruption-budget',
    'PodDisruptionBudget',
    metadataOf(context),
    () => ({ spec: { ...disruption._toWire(), selector: { matchLabels: context.identity.selector } } }),
    override,
  );
}
