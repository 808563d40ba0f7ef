import { objectRule } from '../../rule/rule';
import type { Ingress, IngressServiceBackend, Service } from '../../schema/wire-types';
import { valuesAt } from '../../model/values-at';

const places = ['spec.defaultBackend.service', 'spec.rules.*.http.paths.*.backend.service'];

/** Finds backends of Ingresses that name a port their Service does not have. */
export const ingressPort = objectRule<Ingress>({
  id: 'ref/ingress-port',
  summary: 'an Ingress backend that names a port its Service does not have',
  kinds: ['Ingress.networking.k8s.io'],
  check({ namespace, manifest }, { set, report }) {
    for (const [path, value] of places.flatMap((place) => valuesAt(manifest, place))) {
      const { name = '', port: { name: portName = '', number } = {} } = value as IngressServiceBackend;
      const service = set.find<Service>('Service', namespace, name);
      const { ports = [], type } = service?.manifest.spec ?? {};
      if (service === undefined || !service.wellFormed || type === 'ExternalName') {
        continue;
      }
      const field = portName === '' ? 'number' : 'name';
      const wanted = portName === '' ? number : portName;
      if (
        wanted === undefined ||
        wanted === 0 ||
        ports.some((each) => each[portName === '' ? 'port' : 'name'] === wanted)
      ) {
        continue;
      }
      const known = ports.map((each) => (each.name === undefined ? `${each.port}` : `${each.port} (${each.name})`));
      const byTarget = ports.find((each) => each.targetPort === wanted);
      report({
        path: [...path, 'port', field],
        message: `Service '${name}' has no port ${typeof wanted === 'string' ? `named '${wanted}'` : wanted}; it has ${known.join(', ') || 'none'}`,
        fix:
          byTarget === undefined
            ? `write a port of the Service`
            : `write number: ${byTarget.port}: ${wanted} is its target, and an Ingress names the Service's own port`,
      });
    }
  },
});
