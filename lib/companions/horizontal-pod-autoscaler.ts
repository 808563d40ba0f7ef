import type { OverrideOf } from '../core/kinds';
import { defineObject, type Manifest } from '../core/manifest';
import type { Problems } from '../core/problems';
import { targetsOf, type Autoscaling } from '../parts/scheduling/autoscaling';
import type { ResourceList, Resources } from '../parts/scheduling/resources';
import { metadataOf, type WorkloadContext } from '../pod/workload-context';

/** What is scaled, and what its containers ask for. */
interface Scaled {
  readonly replicas?: number;
  readonly resources?: Resources;
  readonly sidecars?: readonly { readonly name: string; readonly resources?: Resources }[];
}

/** Finds scaling that could not work: two that set the replicas, bounds that cross, a share of nothing. */
export function checkAutoscaling(value: Autoscaling, scaled: Scaled, at: Problems): void {
  if (scaled.replicas !== undefined) {
    at.add(
      `may not be given together with 'replicas' (${scaled.replicas}), which every apply would set back`,
      "drop 'replicas'",
    );
  }
  if (value.minReplicas !== undefined && value.minReplicas > value.maxReplicas) {
    at.at('minReplicas').mustBe(`at most maxReplicas (${value.maxReplicas})`, value.minReplicas);
  }
  // The share is that of all containers together: one without a request makes it unknown, and nothing is scaled.
  const requestsOf = ({ resources }: { readonly resources?: Resources }): ResourceList =>
    resources?.requests ?? resources?.limits ?? {};
  for (const { name } of targetsOf(value)) {
    if (requestsOf(scaled)[name] === undefined) {
      at.add(`aims at a share of the requested ${name}, and none is requested`, `give resources.requests.${name}`);
    }
    for (const sidecar of scaled.sidecars ?? []) {
      if (requestsOf(sidecar)[name] !== undefined) continue;
      at.add(
        `aims at a share of the requested ${name}, and the sidecar "${sidecar.name}" requests none`,
        `give it resources.requests.${name}`,
      );
    }
  }
}

/** Defines the HorizontalPodAutoscaler of a workload. */
export function defineHorizontalPodAutoscaler(
  context: WorkloadContext,
  value: Autoscaling,
  target: { readonly apiVersion: string; readonly kind: string },
  override?: OverrideOf<'HorizontalPodAutoscaler'>,
): Manifest {
  return defineObject(
    context.owner,
    'horizontal-pod-autoscaler',
    'HorizontalPodAutoscaler',
    metadataOf(context),
    () => ({
      spec: {
        scaleTargetRef: { apiVersion: target.apiVersion, kind: target.kind, name: context.name },
        minReplicas: value.minReplicas,
        maxReplicas: value.maxReplicas,
        metrics: targetsOf(value).map(({ name, utilization }) => ({
          type: 'Resource',
          resource: { name, target: { type: 'Utilization', averageUtilization: utilization } },
        })),
      },
    }),
    override,
  );
}
