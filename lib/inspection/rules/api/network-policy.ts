import { ambiguity, isInRange, parseIpRange } from '../../formats/ip-address';
import type { Path } from '../../formats/path';
import { objectRule } from '../../rule/rule';
import { isAtLeast } from '../../schema/kubernetes-version';
import { describe } from '../../schema/validator';
import type { IpBlock, NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from '../../schema/wire-types';
import type { Problem } from './node-selector';
import { portNameProblem } from './port-name';

/** Finds NetworkPolicies with peers or ports that the API server refuses. */
export const networkPolicy = objectRule<NetworkPolicy>({
  id: 'api/network-policy',
  summary: 'a NetworkPolicy with an empty peer, a range of addresses that is none, or ports that are none',
  kinds: ['NetworkPolicy.networking.k8s.io'],
  check({ manifest: { spec = {} } }, { version, report }) {
    const { ingress = [], egress = [], policyTypes = [] } = spec;
    const rules = [
      ...ingress.map(({ from = [], ports = [] }, index) => [['spec', 'ingress', index], 'from', from, ports] as const),
      ...egress.map(({ to = [], ports = [] }, index) => [['spec', 'egress', index], 'to', to, ports] as const),
    ];
    const problems: Problem[] = rules.flatMap(([base, side, peers, ports]) => [
      ...peers.flatMap((peer, index) => [...ofPeer([...base, side, index], peer, isAtLeast(version, '1.36'))]),
      ...ports.flatMap((port, index) => [...ofPort([...base, 'ports', index], port)]),
    ]);
    if (policyTypes.length > 2) {
      const message = `there are two policy types, Ingress and Egress; got ${policyTypes.length}`;
      problems.push([['spec', 'policyTypes'], message, 'name each once']);
    }
    for (const [index, type] of policyTypes.entries()) {
      if (type === '') {
        problems.push([['spec', 'policyTypes', index], 'the type must not be empty', 'write Ingress or Egress']);
      }
    }
    problems.forEach(([path, message, fix]) => report({ path, message, fix }));
  },
});

function* ofPeer(
  base: Path,
  { podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer,
  isStrict: boolean,
): Iterable<Problem> {
  const hasSelector = podSelector !== undefined || namespaceSelector !== undefined;
  if (!hasSelector && ipBlock === undefined) {
    const fix = 'add a selector, {} for all pods of the namespace, or remove the whole list to allow everyone';
    yield [base, 'a peer needs a podSelector, a namespaceSelector or an ipBlock, got none', fix];
  } else if (hasSelector && ipBlock !== undefined) {
    const fix = 'make two peers of it, each an item of its own';
    yield [[...base, 'ipBlock'], 'a peer with an ipBlock may have no selector, got both', fix];
  }
  if (ipBlock !== undefined) {
    yield* ofBlock([...base, 'ipBlock'], ipBlock);
    for (const [steps, text] of isStrict ? rangesOf(ipBlock) : []) {
      const problem = ambiguity(text);
      if (problem !== undefined) {
        yield [[...base, 'ipBlock', ...steps], `the range ${problem}, got ${describe(text)}`, 'write the whole range'];
      }
    }
  }
}

function rangesOf({ cidr = '', except = [] }: IpBlock): readonly (readonly [Path, string])[] {
  return [[['cidr'], cidr], ...except.map((text, index) => [['except', index], text] as const)];
}

function* ofBlock(base: Path, { cidr, except = [] }: IpBlock): Iterable<Problem> {
  const range = cidr === undefined ? undefined : parseIpRange(cidr);
  if (cidr !== undefined && range === undefined) {
    const message = `the range must be in CIDR notation, got ${describe(cidr)}`;
    yield [[...base, 'cidr'], message, `write it as '10.0.0.0/8', or one address as '10.0.0.1/32'`];
  }
  for (const [index, text] of range === undefined ? [] : except.entries()) {
    const inner = parseIpRange(text);
    if (range !== undefined && (inner === undefined || inner.bits <= range.bits || !isInRange(inner.address, range))) {
      const message = `the exception must be a range within ${cidr}, and smaller; got ${describe(text)}`;
      yield [[...base, 'except', index], message, 'correct it, or remove it'];
    }
  }
}

function* ofPort(base: Path, { port, endPort }: NetworkPolicyPort): Iterable<Problem> {
  const problem = typeof port === 'string' ? portNameProblem(port) : undefined;
  if (problem !== undefined) {
    yield [[...base, 'port'], `the port name ${problem}`, 'give a number, or the name of a container port'];
  } else if (typeof port === 'number' && (port < 1 || port > 65535)) {
    yield [[...base, 'port'], `the port must be between 1 and 65535, got ${port}`, 'give the port of the pods'];
  }
  if (endPort !== undefined && typeof port !== 'number') {
    const message = `endPort needs a port that is a number, got ${port === undefined ? 'none' : describe(port)}`;
    yield [[...base, 'endPort'], message, 'give the first port of the range as a number'];
  } else if (typeof port === 'number' && endPort !== undefined && (endPort < port || endPort > 65535)) {
    const message = `endPort must be between the port, ${port}, and 65535; got ${endPort}`;
    yield [[...base, 'endPort'], message, 'give the last port of the range'];
  }
}
