import { isIPv6 } from 'node:net';

/** An address of the Internet Protocol. */
export interface IpAddress {
  readonly family: 'IPv4' | 'IPv6';
  readonly value: bigint;
}

/** A range of addresses: those that share the first bits with one. */
export interface IpRange {
  readonly address: IpAddress;
  /** How many bits they share. */
  readonly bits: number;
}

const lengths = { IPv4: 32, IPv6: 128 } as const;

/**
 * Reads an address, as the API server does: zeros may lead the parts of an IPv4 address.
 *
 * @returns undefined for what is no address
 */
export function parseIpAddress(text: string): IpAddress | undefined {
  if (/^\d{1,9}(\.\d{1,9}){3}$/.test(text)) {
    const parts = text.split('.').map(Number);
    return parts.every((part) => part <= 255) ? { family: 'IPv4', value: joined(parts, 8n) } : undefined;
  }
  return isIPv6(text) && !text.includes('%') ? { family: 'IPv6', value: valueOfIPv6(text) } : undefined;
}

/**
 * Reads a range in CIDR notation, as `10.0.0.0/8`; bits behind the shared ones may be set.
 *
 * @returns undefined for what is no range
 */
export function parseIpRange(text: string): IpRange | undefined {
  const slash = text.lastIndexOf('/');
  const address = slash < 0 ? undefined : parseIpAddress(text.slice(0, slash));
  const bits = text.slice(slash + 1);
  return address !== undefined && /^\d{1,3}$/.test(bits) && Number(bits) <= lengths[address.family]
    ? { address, bits: Number(bits) }
    : undefined;
}

/**
 * What makes an address or range ambiguous, so that the API server refuses it from Kubernetes 1.36 on: zeros before a part,
 * an IPv4 address written as IPv6, or bits of a range behind those that its addresses share.
 *
 * @returns undefined for what is not ambiguous, or is neither an address nor a range
 */
export function ambiguity(text: string): string | undefined {
  const [address = '', bits] = text.split('/');
  const range = parseIpRange(text);
  if (/(^|\.)0\d/.test(address) || /^0\d/.test(bits ?? '')) {
    return 'must not have zeros before a number';
  }
  if (/^(::ffff:|0{1,4}(:0{1,4}){4}:ffff:)/i.test(address)) {
    return 'must be an IPv4 address in its own form';
  }
  const rest = range === undefined ? 0n : BigInt(lengths[range.address.family] - range.bits);
  return range !== undefined && (range.address.value >> rest) << rest !== range.address.value
    ? `must have no bit set behind the first ${range.bits}`
    : undefined;
}

/** Whether an address is in a range. */
export function isInRange({ family, value }: IpAddress, { address, bits }: IpRange): boolean {
  const rest = BigInt(lengths[family] - bits);
  return family === address.family && value >> rest === address.value >> rest;
}

function valueOfIPv6(text: string): bigint {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const low = dotted?.[2] === undefined ? undefined : parseIpAddress(dotted[2])?.value;
  const words =
    low === undefined ? text : `${dotted?.[1] ?? ''}${(low >> 16n).toString(16)}:${(low & 65535n).toString(16)}`;
  const [head = '', tail] = words.split('::');
  const left = numbersOf(head);
  const right = numbersOf(tail ?? '');
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  return joined([...left, ...Array.from({ length: zeros }, () => 0), ...right], 16n);
}

function numbersOf(words: string): number[] {
  return words === '' ? [] : words.split(':').map((word) => parseInt(word, 16));
}

function joined(parts: readonly number[], bits: bigint): bigint {
  return parts.reduce((value, part) => (value << bits) | BigInt(part), 0n);
}
