import type { Duration } from 'cdk8s';
import { either, listOf, pattern, seconds, hostName } from '../../core/fields';
import { required, type Shape } from '../../core/shape';
import { ipAddress, ipVersion } from './cloud-address';

/**
 * The records of a load balancer in the DNS, which ExternalDNS makes in whichever DNS it was told of.
 *
 * @see https://kubernetes-sigs.github.io/external-dns/latest/docs/annotations/annotations/
 */
export interface DnsRecord {
  /** Host names that lead to the load balancer. */
  readonly hostnames: readonly string[];
  /** Time for which others may keep the answer, from 1 s. @default - not said: as the provider of the DNS has it */
  readonly ttl?: Duration;
  /** Host names or addresses that the names lead to instead. @default - those of the load balancer */
  readonly targets?: readonly string[];
  /** What the annotations begin with: `external-dns.alpha.kubernetes.io/` for ExternalDNS before 0.22. @default 'external-dns.kubernetes.io/' */
  readonly annotationPrefix?: string;
}

/** @internal */
export const dnsRecord: Shape<DnsRecord> = {
  hostnames: required(listOf(hostName, 1)),
  ttl: seconds(1),
  targets: listOf(
    either((value) => typeof value === 'string' && ipVersion(value) !== undefined, ipAddress, hostName),
    1,
  ),
  annotationPrefix: pattern(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/$/,
    254,
    'what annotations begin with, such as "external-dns.kubernetes.io/"',
  ),
};

/** What ExternalDNS reads of a Service. @internal */
export function dnsAnnotations(record: DnsRecord): { readonly [key: string]: string } {
  const { hostnames, ttl, targets, annotationPrefix: prefix = 'external-dns.kubernetes.io/' } = record;
  return {
    [`${prefix}hostname`]: hostnames.join(','),
    ...(ttl === undefined ? {} : { [`${prefix}ttl`]: String(ttl.toSeconds()) }),
    ...(targets === undefined ? {} : { [`${prefix}target`]: targets.join(',') }),
  };
}
