/**
 * The forms of names that the API server asks for.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export interface NameFormat {
  /** What the form is called, for messages. */
  readonly title: string;
  readonly pattern: RegExp;
  /** The most characters. */
  readonly longest: number;
  /** What may stand in it, for messages. */
  readonly rule: string;
}

/** Container, volume, namespace and Service port names, hostnames. */
export const dnsLabel: NameFormat = {
  title: 'an RFC 1123 label',
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  longest: 63,
  rule: `lower-case letters, digits and '-', with a letter or digit at both ends`,
};

/** The names of most objects. */
export const dnsSubdomain: NameFormat = {
  title: 'an RFC 1123 subdomain',
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  longest: 253,
  rule: `lower-case letters, digits, '-' and '.', with a letter or digit at both ends of each part`,
};

/** The names of Services. */
export const dns1035Label: NameFormat = {
  title: 'an RFC 1035 label',
  pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  longest: 63,
  rule: `lower-case letters, digits and '-', beginning with a letter and ending with a letter or digit`,
};

/** The names of RBAC objects, which are path segments. */
export const pathSegment: NameFormat = {
  title: 'a path segment',
  pattern: /^(?!\.{1,2}$)[^/%]*$/,
  longest: Number.MAX_SAFE_INTEGER,
  rule: `anything but '/', '%', '.' and '..'`,
};

/** A value that follows a form, as near to a given one as can be had; undefined where nothing is left of it. */
export function suggestName(value: string, format: NameFormat): string | undefined {
  const plain = value
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(format === dnsSubdomain ? /[^-a-z0-9.]+/g : /[^-a-z0-9]+/g, '-')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
  const shorter = plain.slice(0, format.longest).replace(/[^a-z0-9]+$/, '');
  return format.pattern.test(shorter) ? shorter : undefined;
}
