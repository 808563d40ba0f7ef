import { qualifiedNameProblem } from '../../formats/qualified-name';
import type { Labels } from '../../model/label-selection';
import type { Service, ServiceSpec } from '../../schema/wire-types';
import type { Problem } from './node-selector';

/** The port of the kubelet, which a load balancer must not open. */
const kubelet = 10250;

/** The fields of a Service that only load balancers have. */
const fields = ['loadBalancerClass', 'loadBalancerSourceRanges', 'allocateLoadBalancerNodePorts'] as const;

/** The annotation that stands for loadBalancerSourceRanges where that is empty. */
export const sourceRangesAnnotation = 'service.beta.kubernetes.io/load-balancer-source-ranges';

/** What only load balancers have, on a Service of another type. */
export function* notForType({ spec = {} }: Service, annotations: Labels, type: string): Iterable<Problem> {
  for (const field of fields) {
    const value = spec[field];
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) {
      const message = `${field} is for the type LoadBalancer alone, got it with ${type}`;
      yield [['spec', field], message, 'remove it, or write type: LoadBalancer'];
    }
  }
  const { loadBalancerSourceRanges: ranges = [] } = spec;
  if (ranges.length === 0 && Object.hasOwn(annotations, sourceRangesAnnotation)) {
    const message = `the annotation is for the type LoadBalancer alone, got it with ${type}`;
    yield [['metadata', 'annotations', sourceRangesAnnotation], message, 'remove it, or write type: LoadBalancer'];
  }
}

/** What the API server refuses in a load balancer. */
export function* loadBalancerProblems({ ports = [], loadBalancerClass: name }: ServiceSpec): Iterable<Problem> {
  const problem = name === undefined ? undefined : qualifiedNameProblem(name);
  if (problem !== undefined) {
    yield [['spec', 'loadBalancerClass'], `the class ${problem}; got '${name}'`, `write it as 'example.com/name'`];
  }
  for (const [index, { port }] of ports.entries()) {
    if (port === kubelet) {
      const message = `a load balancer must not open ${kubelet}, the port of the kubelet`;
      yield [['spec', 'ports', index, 'port'], message, 'choose another port'];
    }
  }
}
