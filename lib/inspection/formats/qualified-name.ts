import { dnsSubdomain } from './name-formats';

/** The name behind the slash of a label key, an annotation key or a finalizer. */
const namePart = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/**
 * What is wrong with the key of a label or annotation, or with a finalizer: a name, or a domain, a slash and a name.
 *
 * @returns what it must be, as `must have at most 63 characters behind '/'`, or undefined
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function qualifiedNameProblem(key: string): string | undefined {
  const slash = key.indexOf('/');
  if (slash >= 0 && key.includes('/', slash + 1)) {
    return `may hold one '/', between a domain and a name`;
  }
  const name = slash < 0 ? key : key.slice(slash + 1);
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  if (prefix !== undefined && !(dnsSubdomain.pattern.test(prefix) && prefix.length <= dnsSubdomain.longest)) {
    return `must have a domain before '/': ${dnsSubdomain.rule}`;
  }
  if (name === '') {
    return prefix === undefined ? 'must not be empty' : `must have a name behind '/'`;
  }
  if (name.length > 63) {
    return `must have at most 63 characters${prefix === undefined ? '' : ` behind '/'`}, has ${name.length}`;
  }
  return namePart.test(name)
    ? undefined
    : `must consist of letters, digits, '-', '_' and '.', with a letter or digit at both ends`;
}

/**
 * What is wrong with the value of a label.
 *
 * @returns what it must be, or undefined
 */
export function labelValueProblem(value: string): string | undefined {
  if (value.length > 63) {
    return `must have at most 63 characters, has ${value.length}`;
  }
  return value === '' || namePart.test(value)
    ? undefined
    : `must consist of letters, digits, '-', '_' and '.', with a letter or digit at both ends, or be empty`;
}
