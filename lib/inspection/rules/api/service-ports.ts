import { dnsLabel } from '../../formats/name-formats';
import { qualifiedNameProblem } from '../../formats/qualified-name';
import { objectRule } from '../../rule/rule';
import type { Service, ServicePort } from '../../schema/wire-types';
import { portNameProblem } from './port-name';

/** Finds Services whose ports the API server refuses: none, unnamed, twice the same, out of range. */
export const servicePorts = objectRule<Service>({
  id: 'api/service-ports',
  summary: 'a Service without ports, or with ports that clash or have no valid name or number',
  kinds: ['Service'],
  check({ manifest: { spec } }, { report }) {
    if (spec === undefined) {
      return;
    }
    const ports = spec.ports ?? [];
    const mayLackPorts = spec.clusterIP === 'None' || spec.type === 'ExternalName';
    if (ports.length === 0 && !mayLackPorts) {
      const message = `a Service needs at least one port, unless it is headless or of type ExternalName`;
      report({ path: ['spec', 'ports'], message, fix: `add a port, or 'clusterIP: None'` });
    }
    const names = new Set<string>();
    const numbers = new Set<string>();
    for (const [index, port] of ports.entries()) {
      const key = `${port.port}/${port.protocol ?? 'TCP'}`;
      for (const [field, message, fix] of problems(port, ports.length, names, numbers.has(key))) {
        report({ path: ['spec', 'ports', index, ...(field === '' ? [] : [field])], message, fix });
      }
      names.add(port.name ?? '');
      numbers.add(key);
    }
  },
});

type Problem = readonly [field: string, message: string, fix: string];

function* problems(port: ServicePort, count: number, names: ReadonlySet<string>, taken: boolean): Iterable<Problem> {
  const { name = '', port: number, targetPort, appProtocol } = port;
  if (name === '' && count > 1) {
    yield ['', 'every port needs a name where a Service has several', `add a name, as 'http'`];
  } else if (name !== '' && !(dnsLabel.pattern.test(name) && name.length <= dnsLabel.longest)) {
    yield ['name', `the port name must be ${dnsLabel.title}, got '${name}'`, `write ${dnsLabel.rule}`];
  } else if (name !== '' && names.has(name)) {
    yield ['name', `the port name '${name}' stands twice in this Service`, 'give each port its own name'];
  }
  if (number !== undefined && (number < 1 || number > 65535)) {
    yield ['port', `the port must be between 1 and 65535, got ${number}`, 'give the port that clients connect to'];
  } else if (taken) {
    yield ['port', `port ${number} stands twice for one protocol`, 'remove one of the two, or give it another port'];
  }
  if (typeof targetPort === 'number' && (targetPort < 0 || targetPort > 65535)) {
    const fix = 'give the port that the container listens on, or its name'; // 0 stands for the same as the port
    yield ['targetPort', `the target port must be between 1 and 65535, got ${targetPort}`, fix];
  }
  const wrong = typeof targetPort === 'string' ? portNameProblem(targetPort) : undefined;
  if (wrong !== undefined) {
    yield ['targetPort', `the target port ${wrong}`, 'give a number, or the name of a container port'];
  }
  const unknown = appProtocol === undefined ? undefined : qualifiedNameProblem(appProtocol);
  if (unknown !== undefined) {
    const fix = `write it as 'http' or 'example.com/name', or remove it`;
    yield ['appProtocol', `the application protocol ${unknown}; got '${appProtocol}'`, fix];
  }
}
