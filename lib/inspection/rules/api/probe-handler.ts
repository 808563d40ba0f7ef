import type { Path } from '../../formats/path';
import { containerRule } from '../../rule/rule';
import { describe } from '../../schema/validator';
import type { IntOrString, LifecycleHandler, Probe } from '../../schema/wire-types';
import { portNameProblem } from './port-name';
import { isPort } from './port-range';

type Handler = Pick<Probe, 'exec' | 'httpGet' | 'tcpSocket' | 'grpc'> & Pick<LifecycleHandler, 'sleep'>;
type Problem = readonly [path: Path, message: string, fix: string];

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const hooks = ['postStart', 'preStop'] as const;
const kinds = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'] as const;

/** Finds probes and hooks that do nothing, too much, or what cannot be done. */
export const probeHandler = containerRule({
  id: 'api/probe-handler',
  summary: 'a probe or hook without a handler, with more than one, or with one that is incomplete',
  fields: ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'],
  check({ container, role, at, pod }, { report }) {
    if (role !== 'main' && role !== 'sidecar') {
      return;
    }
    const grace = pod.spec.terminationGracePeriodSeconds ?? 30;
    const handlers = [
      ...probes.map((probe) => [[probe], container[probe]] as const),
      ...hooks.map((hook) => [['lifecycle', hook], container.lifecycle?.[hook]] as const),
    ];
    for (const [path, handler] of handlers) {
      for (const [inside, message, fix] of handler === undefined ? [] : problems(handler, grace)) {
        report({ path: at(...path, ...inside), message, fix });
      }
    }
  },
});

function* problems(handler: Handler, grace: number): Iterable<Problem> {
  const given = kinds.filter((kind) => handler[kind] !== undefined);
  const { exec, httpGet, tcpSocket, grpc, sleep } = handler;
  if (given.length === 0) {
    yield [[], 'a handler is missing', 'add exec, httpGet or tcpSocket'];
  } else if (given.length > 1) {
    yield [[], `only one handler is allowed, got ${given.join(', ')}`, 'keep one of them'];
  }
  if (exec !== undefined && (exec.command ?? []).length === 0) {
    yield [['exec', 'command'], 'a command is missing', `add it as a list, as ['pg_isready']`];
  }
  yield* ofPort(['httpGet', 'port'], httpGet?.port);
  yield* ofPort(['tcpSocket', 'port'], tcpSocket?.port);
  yield* ofPort(['grpc', 'port'], grpc?.port);
  for (const [index, { name }] of (httpGet?.httpHeaders ?? []).entries()) {
    if (name !== undefined && !/^[-A-Za-z0-9]+$/.test(name)) {
      const message = `the name of a header must consist of letters, digits and '-', got ${describe(name)}`;
      yield [['httpGet', 'httpHeaders', index, 'name'], message, `write it as 'X-Forwarded-Proto'`];
    }
  }
  if (sleep?.seconds !== undefined && (sleep.seconds < 0 || sleep.seconds > grace)) {
    const message = `the seconds must be between 0 and terminationGracePeriodSeconds (${grace}), got ${sleep.seconds}`;
    yield [['sleep', 'seconds'], message, 'lower them, or raise terminationGracePeriodSeconds'];
  }
}

function* ofPort(path: Path, port: IntOrString | undefined): Iterable<Problem> {
  const fix = 'give the number of the port, or the name of a port of the container';
  if (typeof port === 'number' && !isPort(port)) {
    yield [path, `the port must be between 1 and 65535, got ${port}`, fix];
  }
  const problem = typeof port !== 'string' ? undefined : port === '' ? 'must not be empty' : portNameProblem(port);
  if (problem !== undefined) {
    yield [
      path,
      `the name of a port ${problem}`,
      /^\d+$/.test(String(port)) ? `write ${String(port)} without quotes` : fix,
    ];
  }
}
