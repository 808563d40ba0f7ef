import { objectRule } from '../../rule/rule';
import type { Service } from '../../schema/wire-types';

/** Finds Services that the whole internet may reach. */
export const loadBalancer = objectRule<Service>({
  id: 'net/load-balancer',
  summary: 'a Service of type LoadBalancer that answers to every address',
  fields: ['type'],
  kinds: ['Service'],
  check({ manifest: { spec = {} } }, { report }) {
    const { type, loadBalancerSourceRanges: ranges = [] } = spec;
    if (type === 'LoadBalancer' && (ranges.length === 0 || ranges.includes('0.0.0.0/0') || ranges.includes('::/0'))) {
      report({
        path: ['spec', ranges.length === 0 ? 'type' : 'loadBalancerSourceRanges'],
        message: 'the load balancer answers to every address',
        fix: 'add loadBalancerSourceRanges, or an Ingress in front of a Service of type ClusterIP',
      });
    }
  },
});
