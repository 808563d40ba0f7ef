import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { allowFrom, allowTo, WorkloadNetworkPolicy } from '../companions/network-policy';
import { flag, struct } from '../core/fields';
import type { Identity } from '../core/identity';
import { defineObject, type Manifest } from '../core/manifest';
import type { Problems } from '../core/problems';
import { checkProps, type Shape } from '../core/shape';
import type { EnvValue } from '../parts/configuration/env-value';
import { checkJob, jobOptions, restartPolicyOf, toJobSpec, type JobOptions } from '../parts/scheduling/job-options';
import {
  networkAccess,
  type EgressAccess,
  type IngressAccess,
  type NetworkAccess,
} from '../parts/routing/network-peer';
import { isIdentified, metadataOfIdentified } from '../pod/identification';
import { checkPod, containerNames, portsOf } from '../pod/pod-options';
import { PodTemplate } from '../pod/pod-template';
import { workloadContext } from '../pod/workload-context';
import { workloadProps, type WorkloadProps } from '../pod/workload-props';
import { checkOverrides, override, type JobOverride, type NetworkPolicyOverride } from './overrides';
import type { IWorkload } from './workload';

/** What is merged into the objects of a BatchJob at the very end. */
export interface BatchJobOverride {
  /** Into the Job. @default - nothing */
  readonly job?: JobOverride;
  /** Into the NetworkPolicy. @default - nothing */
  readonly networkPolicy?: NetworkPolicyOverride;
}

const batchJobOverride: Shape<BatchJobOverride> = { job: override, networkPolicy: override };

/** What a BatchJob can say. */
export interface BatchJobProps extends WorkloadProps, JobOptions {
  /** Whether it waits: no pods run until somebody sets it to false. @default - not said: it starts at once */
  readonly suspend?: boolean;
  /** Who may connect to it, and where it may connect to. @default - not restricted */
  readonly networkPolicy?: NetworkAccess;
  /** Parts that are merged into the objects at the very end. @default - none */
  readonly override?: BatchJobOverride;
}

const batchJobProps: Shape<BatchJobProps> = {
  ...workloadProps,
  ...jobOptions,
  suspend: flag,
  networkPolicy: struct(() => networkAccess),
  override: struct(() => batchJobOverride),
};

/**
 * Work that runs to its end: a Job and, on request, NetworkPolicy and ConfigMaps.
 *
 * A Job's pods cannot be changed once it is in a cluster: a new version needs a new name, or the old Job deleted. In the
 * plain profile its pods carry the labels of `identity` only where that is given.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export class BatchJob extends ChartConstruct implements IWorkload {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** What its pods are known by. */
  readonly identity: Identity;
  /** The Job. */
  readonly job: Manifest;
  /** The NetworkPolicy, where there is one. */
  readonly networkPolicy?: Manifest;

  private readonly pods: PodTemplate;
  private readonly access?: WorkloadNetworkPolicy;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: BatchJobProps) {
    super(scope, id);
    checkProps(this, props, batchJobProps, (at) => checkTogether(props, at));
    const context = workloadContext(this, props);
    this.name = context.name;
    this.namespace = context.namespace;
    this.identity = context.identity;

    if (props.networkPolicy !== undefined) {
      const override = props.override?.networkPolicy;
      this.access = new WorkloadNetworkPolicy(context, props.networkPolicy, portsOf(props).all, override);
      this.networkPolicy = this.access.object;
    }
    const identified = isIdentified(context, props, props.networkPolicy !== undefined);
    this.pods = new PodTemplate(context, props, {
      identified,
      replaced: false,
      fields: { restartPolicy: restartPolicyOf(props) },
    });
    this.job = defineObject(
      this,
      'job',
      'Job',
      metadataOfIdentified(context, identified, props.annotations),
      () => ({
        spec: {
          ...toJobSpec(props),
          ...(props.suspend === undefined ? {} : { suspend: props.suspend }),
          template: this.pods.toTemplate(),
        },
      }),
      props.override?.job,
    );
  }

  /** Adds an environment variable to the main container. @throws DrydockError when it is there with another value */
  addEnv(name: string, value: string | EnvValue): void {
    this.pods.addEnv(name, value);
  }

  /** Lets a peer connect to it, where `networkPolicy` restricts who may. @throws DrydockError when the access is not sound */
  allowFrom(access: IngressAccess): void {
    allowFrom(this, this.access, access);
  }

  /** Lets it connect to a peer, where `networkPolicy` restricts where it may. @throws DrydockError when the access is not sound */
  allowTo(access: EgressAccess): void {
    allowTo(this, this.access, access);
  }
}

function checkTogether(props: BatchJobProps, at: Problems): void {
  checkPod(props, props.name, at);
  checkJob(props, props.name, containerNames(props, props.name), at);
  checkOverrides(
    props.override as { readonly [object: string]: unknown } | undefined,
    { networkPolicy: props.networkPolicy !== undefined },
    at.at('override'),
  );
}
