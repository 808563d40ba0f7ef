import type { Path } from '../../formats/path';
import { containerRule } from '../../rule/rule';
import { nearest } from '../../../core/text/nearest';
import type { Container, IntOrString } from '../../schema/wire-types';

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const hooks = ['postStart', 'preStop'] as const;

/** Finds probes and hooks that call a port which their container does not declare. */
export const probePortUndeclared = containerRule({
  id: 'runtime/probe-port-undeclared',
  summary: 'a probe or hook that calls a port which its container does not declare',
  fields: ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'],
  check({ container, label, at }, { report }) {
    if (container.lifecycle === undefined && !probes.some((probe) => container[probe] !== undefined)) {
      return;
    }
    const { ports = [] } = container;
    const names = ports.flatMap(({ name }) => (name === undefined || name === '' ? [] : [name]));
    const numbers = ports.flatMap(({ containerPort }) => containerPort ?? []);
    for (const [path, port] of portsCalled(container)) {
      const isName = typeof port === 'string' && !/^\d+$/.test(port);
      if (isName && !names.includes(port)) {
        const near = nearest(port, names);
        report({
          path: at(...path),
          message: `container '${label}' has no port called '${port}'; it has ${names.join(', ') || 'no named ports'}`,
          fix: near === undefined ? `add a port with the name ${port}, or give the number` : `write ${near}`,
        });
      } else if (!isName && numbers.length > 0 && !numbers.includes(Number(port))) {
        report({
          path: at(...path),
          message: `container '${label}' does not declare port ${port}; it declares ${numbers.join(', ')}`,
          fix: `correct the number, or declare the port`,
          certain: false, // a port that is not declared may be open all the same
        });
      }
    }
  },
});

/** Every port that the probes and hooks of a container call, on its own address. */
function* portsCalled({ lifecycle = {}, ...container }: Container): Iterable<readonly [Path, IntOrString]> {
  const handlers = [
    ...probes.map((probe) => [[probe], container[probe] ?? {}] as const),
    ...hooks.map((hook) => [['lifecycle', hook], lifecycle[hook] ?? {}] as const),
  ];
  for (const [path, handler] of handlers) {
    for (const kind of ['httpGet', 'tcpSocket'] as const) {
      const { port, host = '' } = handler[kind] ?? {};
      if (port !== undefined && port !== '' && (host === '' || typeof port === 'string')) {
        yield [[...path, kind, 'port'], port];
      }
    }
    if ('grpc' in handler && handler.grpc?.port !== undefined) {
      yield [[...path, 'grpc', 'port'], handler.grpc.port];
    }
  }
}
