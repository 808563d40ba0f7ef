import { annotations, dnsLabel, instance, labels, oneOf } from '../core/fields';
import { Identity } from '../core/identity';
import { required, type Shape } from '../core/shape';
import { SecurityProfile } from '../parts/access/security-profile';
import { podOptions, type PodOptions } from './pod-options';

/** What a workload is called and known by. */
export interface WorkloadNaming {
  /** Name of the workload and, unless they are given one, of the objects that go with it. */
  readonly name: string;
  /** Namespace of all its objects. @default - the chart's namespace */
  readonly namespace?: string;
  /** What its pods are known by: the selectors of all its objects. @default - Identity.of({ name }) with the workload's name */
  readonly identity?: Identity;
  /** Labels of all its objects and of the pods; they do not select. @default - none */
  readonly labels?: { readonly [key: string]: string };
  /** Annotations of the workload itself. @default - none */
  readonly annotations?: { readonly [key: string]: string };
  /** How much security is added to what is said here. @default - that of the chart or app; restricted where none is set */
  readonly securityProfile?: SecurityProfile;
}

/** What every workload can say: its name, what it is known by, and its pods. */
export interface WorkloadProps extends WorkloadNaming, PodOptions {}

/** @internal */
export const workloadNaming: Shape<WorkloadNaming> = {
  name: required(dnsLabel),
  namespace: dnsLabel,
  identity: instance(Identity, 'Identity.of({ name }), Identity.labels({ … })'),
  labels,
  annotations,
  securityProfile: oneOf(Object.values(SecurityProfile)),
};

/** @internal */
export const workloadProps: Shape<WorkloadProps> = { ...workloadNaming, ...podOptions };
