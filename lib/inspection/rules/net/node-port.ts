import { objectRule } from '../../rule/rule';
import type { Service } from '../../schema/wire-types';

/** Finds Services that every node answers for. */
export const nodePort = objectRule<Service>({
  id: 'net/node-port',
  summary: 'a Service of type NodePort',
  fields: ['type'],
  kinds: ['Service'],
  check({ manifest: { spec = {} } }, { report }) {
    if (spec.type === 'NodePort') {
      report({
        path: ['spec', 'type'],
        message: 'every node answers for the Service, on a high port and past the Ingress and its TLS',
        fix: 'write type: ClusterIP and add an Ingress or a route',
      });
    }
  },
});
