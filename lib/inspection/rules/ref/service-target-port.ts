import type { Pod } from '../../model/pod';
import { objectRule } from '../../rule/rule';
import { nearest } from '../../../core/text/nearest';
import type { ContainerPort, IntOrString, Service } from '../../schema/wire-types';

/** Finds ports of Services that lead to no port of the pods. */
export const serviceTargetPort = objectRule<Service>({
  id: 'ref/service-target-port',
  summary: 'a Service port whose target is no port of the pods that the Service selects',
  kinds: ['Service'],
  check({ namespace, manifest: { spec = {} } }, { set, report }) {
    const { selector = {}, ports = [], type } = spec;
    if (type === 'ExternalName' || Object.keys(selector).length === 0) {
      return;
    }
    const pods = set.podsSelected(namespace, { matchLabels: selector });
    for (const [index, { targetPort, port, protocol = 'TCP' }] of ports.entries()) {
      const wanted = targetPort === undefined || targetPort === 0 ? port : targetPort;
      if (
        wanted === undefined ||
        wanted === '' ||
        pods.length === 0 ||
        pods.some((pod) => hasPort(pod, wanted, protocol))
      ) {
        continue;
      }
      const named = typeof wanted === 'string';
      if (!named && pods.some((pod) => portsOf(pod).length === 0)) {
        continue; // a port need not be declared to be reached by its number
      }
      const known = pods
        .flatMap((pod) => portsOf(pod))
        .flatMap(({ name = '', containerPort = '' }) => String(named ? name : containerPort) || []);
      const near = nearest(String(wanted), known);
      const declared =
        known.length === 0 ? `no port with a ${named ? 'name' : 'number'}` : [...new Set(known)].join(', ');
      report({
        path: ['spec', 'ports', index, targetPort === undefined ? 'port' : 'targetPort'],
        message: `${named ? `no port named '${wanted}'` : `no port ${wanted}`} over ${protocol} in ${String(pods[0]?.object)}; it has ${declared}`,
        fix: near === undefined ? `write the name or number of a container port` : `write targetPort: ${near}`,
        certain: named,
      });
    }
  },
});

function portsOf(pod: Pod): readonly ContainerPort[] {
  return pod.running.flatMap(({ container }) => container.ports ?? []);
}

function hasPort(pod: Pod, wanted: IntOrString, protocol: string): boolean {
  const isWanted = (port: ContainerPort): boolean =>
    (port.protocol ?? 'TCP') === protocol &&
    (typeof wanted === 'string' ? port.name === wanted : port.containerPort === wanted);
  return pod.running.some(({ container }) => container.ports?.some(isWanted) === true);
}
