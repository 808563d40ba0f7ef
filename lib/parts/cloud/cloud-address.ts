import { field } from '../../core/shape';

/** The version of the Internet Protocol that an address is of, or undefined for what is none. */
export function ipVersion(address: string): 4 | 6 | undefined {
  if (/^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/.test(address)) return 4;
  // The URL parser of the platform knows what an IPv6 address is; the module that asks directly takes time to load.
  return /^[0-9a-f:.]+$/i.test(address) && URL.canParse(`http://[${address}]/`) ? 6 : undefined;
}

/** An address of the Internet Protocol. @internal */
export const ipAddress = field((value, at) => {
  if (typeof value !== 'string' || ipVersion(value) === undefined) {
    at.mustBe('an address such as "192.0.2.10" or "2001:db8::10"', value);
  }
});

/** Whether some addresses are one, or one of each version of the protocol. */
export function oneOfEachVersion(addresses: readonly string[]): boolean {
  return new Set(addresses.map(ipVersion)).size === addresses.length;
}
