import { objectRule } from '../../rule/rule';
import type { Service } from '../../schema/wire-types';

/** Finds node ports that the API server refuses. */
export const serviceNodeport = objectRule<Service>({
  id: 'api/service-nodeport',
  summary: 'a node port on a Service that has none, out of range, or twice the same',
  kinds: ['Service'],
  check({ manifest: { spec = {} } }, { settings, report }) {
    const { firstNodePort: first = 30_000, lastNodePort: last = 32_767 } = settings;
    const isOpen = spec.type === 'NodePort' || spec.type === 'LoadBalancer';
    const seen = new Set<string>();
    for (const [index, { nodePort = 0, protocol = 'TCP' }] of (spec.ports ?? []).entries()) {
      const path = ['spec', 'ports', index, 'nodePort'];
      const key = `${nodePort}/${protocol === '' ? 'TCP' : protocol}`;
      if (nodePort === 0) {
        continue;
      }
      if ((spec.type ?? '') === '' || spec.type === 'ClusterIP') {
        const message = `a Service of type ClusterIP has no node ports, got ${nodePort}`;
        report({ path, message, fix: 'write type: NodePort or LoadBalancer, or remove it' });
      } else if (isOpen && (nodePort < first || nodePort > last)) {
        const message = `the node port must be between ${first} and ${last}, got ${nodePort}`;
        report({ path, message, fix: 'choose one in this range, or remove it to get a free one' });
      } else if (seen.has(key)) {
        const message = `the node port ${nodePort} stands twice for ${key.slice(key.indexOf('/') + 1)}`;
        report({ path, message, fix: 'give each port its own, or remove it to get a free one' });
      }
      seen.add(key);
    }
  },
});
