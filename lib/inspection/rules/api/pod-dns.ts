import { isIP } from 'node:net';
import { ambiguity } from '../../formats/ip-address';
import { dnsSubdomain } from '../../formats/name-formats';
import type { Path } from '../../formats/path';
import { podRule } from '../../rule/rule';
import { isAtLeast } from '../../schema/kubernetes-version';
import { describe } from '../../schema/validator';
import type { HostAlias, PodDnsConfig, PodSpec } from '../../schema/wire-types';

type Problem = readonly [path: Path, message: string, fix: string];

const most = { nameservers: 3, searches: 32, characters: 2048 };

/** Finds name servers, search domains and host aliases that the API server refuses. */
export const podDns = podRule({
  id: 'api/pod-dns',
  summary:
    'a dnsConfig or hostAliases with addresses or domains that are none, or a dnsPolicy None without name servers',
  fields: ['dnsPolicy', 'dnsConfig', 'hostAliases'],
  check(pod, { version, report }) {
    const { dnsPolicy, dnsConfig = {}, hostAliases = [] } = pod.spec;
    if (dnsPolicy === undefined && pod.spec.dnsConfig === undefined && hostAliases.length === 0) return;
    const aliases = hostAliases.flatMap((alias, index) => [...ofAlias(alias, ['hostAliases', index])]);
    const problems = [...ofPolicy(pod.spec), ...ofConfig(dnsConfig, isAtLeast(version, '1.33')), ...aliases];
    for (const [path, message, fix] of problems) {
      report({ path: pod.at(...path), message, fix });
    }
    for (const [path, text] of isAtLeast(version, '1.36') ? addressesOf(pod.spec) : []) {
      const problem = ambiguity(text);
      if (problem !== undefined) {
        report({ path: pod.at(...path), message: `${problem}, got ${describe(text)}`, fix: 'write the short form' });
      }
    }
  },
});

function addressesOf({ dnsConfig, hostAliases = [] }: PodSpec): readonly (readonly [Path, string])[] {
  return [
    ...(dnsConfig?.nameservers ?? []).map((text, index) => [['dnsConfig', 'nameservers', index], text] as const),
    ...hostAliases.map(({ ip = '' }, index) => [['hostAliases', index, 'ip'], ip] as const),
  ];
}

function* ofPolicy({ dnsPolicy, dnsConfig }: PodSpec): Iterable<Problem> {
  if (dnsPolicy === 'None' && (dnsConfig?.nameservers ?? []).length === 0) {
    const message = 'dnsPolicy: None needs name servers of its own, got none';
    yield [['dnsConfig', 'nameservers'], message, 'add their addresses, or write another dnsPolicy'];
  }
}

function* ofConfig(config: PodDnsConfig, relaxed: boolean): Iterable<Problem> {
  const { nameservers = [], searches = [], options = [] } = config;
  if (nameservers.length > most.nameservers) {
    const message = `at most ${most.nameservers} name servers are allowed, got ${nameservers.length}`;
    yield [['dnsConfig', 'nameservers'], message, 'remove some'];
  }
  for (const [index, address] of nameservers.entries()) {
    yield* ofAddress(address, ['dnsConfig', 'nameservers', index]);
  }
  if (searches.length > most.searches || searches.join(' ').length > most.characters) {
    const message = `at most ${most.searches} domains of ${most.characters} characters together are allowed, got ${searches.length}`;
    yield [['dnsConfig', 'searches'], message, 'remove some'];
  }
  for (const [index, search] of searches.entries()) {
    const plain = relaxed && search === '.' ? 'root' : search.replace(/\.$/, '');
    yield* ofDomain(relaxed ? plain.replaceAll('_', '0') : plain, search, ['dnsConfig', 'searches', index]);
  }
  for (const [index, { name = '' }] of options.entries()) {
    if (name === '') {
      yield [['dnsConfig', 'options', index], 'an option needs a name, got none', `add it, as 'ndots'`];
    }
  }
}

function* ofAlias({ ip, hostnames = [] }: HostAlias, at: Path): Iterable<Problem> {
  yield* ofAddress(ip ?? '', [...at, 'ip']);
  for (const [index, hostname] of hostnames.entries()) {
    yield* ofDomain(hostname, hostname, [...at, 'hostnames', index]);
  }
}

function* ofAddress(address: string, path: Path): Iterable<Problem> {
  const plain = address.replace(/\b0+(?=[0-9])/g, ''); // the API server takes 010 for 10, up to 1.35
  if (isIP(plain) === 0 || address.includes('%')) {
    yield [path, `must be an IP address, got ${describe(address)}`, 'write the address, as 10.0.0.10'];
  }
}

function* ofDomain(value: string, given: string, path: Path): Iterable<Problem> {
  if (!dnsSubdomain.pattern.test(value) || value.length > dnsSubdomain.longest) {
    yield [path, `must be ${dnsSubdomain.title}: ${dnsSubdomain.rule}; got ${describe(given)}`, 'correct the domain'];
  }
}
