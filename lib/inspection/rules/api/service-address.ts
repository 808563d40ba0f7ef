import { ambiguity, parseIpAddress, parseIpRange } from '../../formats/ip-address';
import { objectRule } from '../../rule/rule';
import { isAtLeast } from '../../schema/kubernetes-version';
import { specialAddress } from '../../schema/fields/text-forms';
import { describe } from '../../schema/validator';
import type { Service, ServiceSpec } from '../../schema/wire-types';
import { clusterAddressProblems } from './cluster-addresses';
import { sourceRangesAnnotation } from './load-balancer';

/** Finds addresses of Services that the API server refuses. */
export const serviceAddress = objectRule<Service>({
  id: 'api/service-address',
  summary: 'a Service with an address or address range that is none, or addresses that contradict each other',
  fields: ['clusterIP', 'clusterIPs', 'ipFamilies', 'externalIPs', 'loadBalancerSourceRanges', 'annotations'],
  kinds: ['Service'],
  check({ manifest: { spec = {} }, annotations }, { version, report }) {
    for (const [steps, text] of isAtLeast(version, '1.36') ? addressesOf(spec) : []) {
      const problem = ambiguity(text);
      if (problem !== undefined) {
        const message = `the address ${problem}, got ${describe(text)}`;
        report({ path: ['spec', ...steps], message, fix: 'write it in its short form' });
      }
    }
    if (spec.type !== 'ExternalName') {
      for (const [path, message, fix] of clusterAddressProblems(spec)) {
        report({ path: ['spec', ...path], message, fix });
      }
    }
    for (const [index, text] of (spec.externalIPs ?? []).entries()) {
      const address = parseIpAddress(text);
      const kind = specialAddress(text);
      if (address === undefined || kind !== undefined) {
        const message = `an external address must be an IP address${kind === undefined ? '' : `, and not ${kind} one`}; got ${describe(text)}`;
        report({ path: ['spec', 'externalIPs', index], message, fix: 'give an address that leads to a node' });
      }
    }
    const listed = (spec.loadBalancerSourceRanges ?? []).map(
      (text, i) => [['spec', 'loadBalancerSourceRanges', i], text] as const,
    );
    const noted = Object.hasOwn(annotations, sourceRangesAnnotation)
      ? (annotations[sourceRangesAnnotation] ?? '').trim()
      : '';
    const other =
      listed.length > 0 || noted === ''
        ? []
        : noted.split(',').map((text) => [['metadata', 'annotations', sourceRangesAnnotation], text] as const);
    for (const [path, text] of [...listed, ...other]) {
      if (parseIpRange(text.trim()) === undefined) {
        const message = `a source range must be in CIDR notation, got ${describe(text)}`;
        report({ path, message, fix: `write it as '10.240.0.0/24'` });
      }
    }
  },
});

function addressesOf(spec: ServiceSpec): readonly (readonly [readonly (string | number)[], string])[] {
  const { clusterIP = '', clusterIPs = [], externalIPs = [], loadBalancerSourceRanges: ranges = [] } = spec;
  const lists = {
    clusterIPs: clusterIPs.slice(clusterIP === '' ? 0 : 1),
    externalIPs,
    loadBalancerSourceRanges: ranges,
  };
  return [
    [['clusterIP'], clusterIP],
    ...Object.entries(lists).flatMap(([field, texts]) => texts.map((text, index) => [[field, index], text] as const)),
  ];
}
