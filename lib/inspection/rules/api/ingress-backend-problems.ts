import { dnsSubdomain, pathSegment } from '../../formats/name-formats';
import { describe } from '../../schema/validator';
import type { IngressBackend, IngressServiceBackend, TypedLocalObjectReference } from '../../schema/wire-types';
import { serviceFormat } from './name-syntax';
import type { Problem } from './node-selector';
import { portNameProblem } from './port-name';

/** What the API server refuses in a backend of an Ingress. */
export function* backendProblems({ service, resource }: IngressBackend, version: string): Iterable<Problem> {
  if (service === undefined && resource === undefined) {
    yield [[], 'a backend needs a service or a resource, got neither', 'name a Service and its port'];
  } else if (service !== undefined && resource !== undefined) {
    yield [['resource'], 'a backend may have a service or a resource, got both', 'remove one of the two'];
  } else if (resource !== undefined) {
    yield* ofResource(resource);
  } else if (service !== undefined) {
    yield* ofService(service, version);
  }
}

function* ofService(
  { name, port: { name: portName = '', number = 0 } = {} }: IngressServiceBackend,
  version: string,
): Iterable<Problem> {
  const { pattern, longest, title, rule } = serviceFormat(version);
  if (name !== undefined && !(pattern.test(name) && name.length <= longest)) {
    const message = `the name of a Service must be ${title}, got ${describe(name)}`;
    yield [['service', 'name'], message, `write ${rule}`];
  }
  const problem = portName === '' ? undefined : portNameProblem(portName);
  if (portName !== '' && number !== 0) {
    const message = `a port has a name or a number, got '${portName}' and ${number}`;
    yield [['service', 'port'], message, 'remove one of the two'];
  } else if (problem !== undefined) {
    yield [['service', 'port', 'name'], `the port name ${problem}`, 'give the name of a port of the Service'];
  } else if (portName === '' && number === 0) {
    yield [['service', 'port'], 'the backend needs the name or number of a port, got neither', 'add port.number'];
  } else if (number < 0 || number > 65535) {
    const message = `the port must be between 1 and 65535, got ${number}`;
    yield [['service', 'port', 'number'], message, 'give a port of the Service'];
  }
}

function* ofResource({ apiGroup, kind = '', name = '' }: TypedLocalObjectReference): Iterable<Problem> {
  for (const [key, value] of Object.entries({ kind, name })) {
    if (value === '' || !pathSegment.pattern.test(value)) {
      yield [
        ['resource', key],
        `the ${key} of the resource must not be empty nor hold '/' or '%', got ${describe(value)}`,
        `give it`,
      ];
    }
  }
  if (apiGroup !== undefined && !dnsSubdomain.pattern.test(apiGroup)) {
    const message = `the API group must be ${dnsSubdomain.title}, got ${describe(apiGroup)}`;
    yield [['resource', 'apiGroup'], message, 'write the group, or remove it for the core group'];
  }
}
