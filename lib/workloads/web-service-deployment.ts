import type { Duration } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import { defineObject, type Manifest } from '../core/manifest';
import type { Wire } from '../core/wire';
import type { Strategy } from '../parts/release/strategy';
import type { PodTemplate } from '../pod/pod-template';
import { metadataOfWorkload, type WorkloadContext } from '../pod/workload-context';
import type { DeploymentOverride } from './overrides';

/** What a Deployment says of itself, beside its pods. */
export interface DeploymentOptions {
  readonly annotations?: { readonly [key: string]: string };
  readonly strategy?: Strategy;
  readonly minReady?: Duration;
  readonly progressDeadline?: Duration;
  readonly revisionHistoryLimit?: number;
  readonly override?: { readonly deployment?: DeploymentOverride };
}

/** Defines a Deployment of the pods that a template has at synth, known by the identity of the context. */
export function defineDeployment(
  context: WorkloadContext,
  options: DeploymentOptions,
  replicas: number | undefined,
  pods: () => PodTemplate,
): Manifest {
  return defineObject(
    context.owner,
    'deployment',
    'Deployment',
    metadataOfWorkload(context, options.annotations),
    () => ({ spec: toSpec(context, options, replicas, pods()) }),
    options.override?.deployment,
  );
}

function toSpec(
  context: WorkloadContext,
  options: DeploymentOptions,
  replicas: number | undefined,
  pods: PodTemplate,
): Wire<k8s.DeploymentSpec> {
  return {
    replicas,
    revisionHistoryLimit: options.revisionHistoryLimit,
    minReadySeconds: options.minReady?.toSeconds(),
    progressDeadlineSeconds: options.progressDeadline?.toSeconds(),
    strategy: options.strategy?._toWire(),
    selector: { matchLabels: context.identity.selector },
    template: pods.toTemplate(),
  };
}
