import { objectRule } from '../../rule/rule';
import type { Service, ServiceSpec } from '../../schema/wire-types';
import { loadBalancerProblems, notForType } from './load-balancer';
import type { Problem } from './node-selector';

/** The most seconds of session affinity: a day. */
const longestAffinity = 86_400;

/** Finds Services with fields that are for another type. */
export const serviceTypeConflict = objectRule<Service>({
  id: 'api/service-type-conflict',
  summary: 'a Service with a field that its type does not have',
  fields: [
    'type',
    'externalTrafficPolicy',
    'healthCheckNodePort',
    'internalTrafficPolicy',
    'ipFamilyPolicy',
    'sessionAffinityConfig',
    'loadBalancerClass',
    'loadBalancerSourceRanges',
    'allocateLoadBalancerNodePorts',
    'annotations',
  ],
  kinds: ['Service'],
  check({ manifest, annotations }, { report }) {
    const { spec = {} } = manifest;
    const type = spec.type === undefined || spec.type === '' ? 'ClusterIP' : spec.type;
    const isBalanced = type === 'LoadBalancer';
    for (const [path, message, fix] of [
      ...ofTraffic(spec, type),
      ...(isBalanced ? loadBalancerProblems(spec) : notForType(manifest, annotations, type)),
    ]) {
      report({ path, message, fix });
    }
  },
});

function* ofTraffic(spec: ServiceSpec, type: string): Iterable<Problem> {
  const { clusterIP, externalTrafficPolicy: policy = '', healthCheckNodePort = 0, sessionAffinity } = spec;
  const isOpen = type === 'LoadBalancer' || type === 'NodePort';
  if (isOpen && clusterIP === 'None') {
    const message = `a Service of type ${type} cannot be headless, got clusterIP: None`;
    yield [['spec', 'clusterIP'], message, `remove 'clusterIP', or the type`];
  }
  if (!isOpen && policy !== '') {
    const message = `externalTrafficPolicy is for the types NodePort and LoadBalancer alone, got it with ${type}`;
    yield [['spec', 'externalTrafficPolicy'], message, 'remove it, or change the type'];
  }
  if (healthCheckNodePort !== 0 && !(type === 'LoadBalancer' && policy === 'Local')) {
    const message = 'healthCheckNodePort is for the type LoadBalancer with externalTrafficPolicy: Local alone';
    yield [['spec', 'healthCheckNodePort'], message, 'remove it, or write both'];
  }
  for (const field of ['internalTrafficPolicy', 'ipFamilyPolicy'] as const) {
    if (spec[field] === '') {
      yield [['spec', field], `${field} must not be empty`, 'remove it, so that it gets its default'];
    }
  }
  const seconds = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds;
  if (sessionAffinity === 'ClientIP' && seconds !== undefined && (seconds < 1 || seconds > longestAffinity)) {
    const message = `the timeout must be between 1 and ${longestAffinity} seconds, got ${seconds}`;
    const path = ['spec', 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds'];
    yield [path, message, 'give 10800 for three hours'];
  }
}
