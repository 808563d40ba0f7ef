import { parseIpAddress } from '../../formats/ip-address';
import { describe } from '../../schema/validator';
import type { ServiceSpec } from '../../schema/wire-types';
import type { Problem } from './node-selector';

/** What the API server refuses in the cluster addresses of a Service; each path begins below its spec. */
export function* clusterAddressProblems({
  clusterIP = '',
  clusterIPs = [],
  ipFamilies = [],
}: ServiceSpec): Iterable<Problem> {
  const isListed = clusterIPs.length > 0;
  const all = isListed ? clusterIPs : clusterIP === '' ? [] : [clusterIP];
  const at = (index: number) => (isListed ? ['clusterIPs', index] : ['clusterIP']);
  const families = all.map((text) => parseIpAddress(text)?.family);
  if (isListed && clusterIPs[0] !== clusterIP) {
    const message = `the first of clusterIPs must be clusterIP, ${describe(clusterIP)}; got ${describe(clusterIPs[0])}`;
    yield [['clusterIPs', 0], message, 'give both the same address'];
  }
  for (const [index, text] of all.entries()) {
    const isNone = index === 0 && text === 'None';
    if (!isNone && families[index] === undefined) {
      yield [
        at(index),
        `the cluster address must be an IP address, or None; got ${describe(text)}`,
        'remove it, so that the cluster chooses one',
      ];
    } else if (!isNone && ipFamilies[index] !== undefined && ipFamilies[index] !== families[index]) {
      yield [
        at(index),
        `the address must be of the family ${ipFamilies[index]}, got ${describe(text)}`,
        `correct 'ipFamilies'`,
      ];
    } else if (index > 0 && (index > 1 || all[0] === 'None' || families[0] === families[1])) {
      yield [at(index), 'there may be one address of each family, or None alone', 'remove it'];
    }
  }
  if (ipFamilies.length > 1 && ipFamilies[0] === ipFamilies[1]) {
    yield [['ipFamilies', 1], `the family ${describe(ipFamilies[1])} stands twice`, 'remove one of the two'];
  }
}
