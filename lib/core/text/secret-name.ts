/** Names of what nobody is to read in a message, and those of what only leads there. */
const SECRET = /passw|passphrase|secret|token|credential|private[-_.]key|api[-_.]?key|access[-_.]?key/i;
const LEADS_THERE = /(?:name|ref|secrets|store)s?$|^automount/i;

/** Whether a field, a variable or a prop of this name is likely to hold a secret. */
export function isSecretName(name: unknown): boolean {
  return typeof name === 'string' && SECRET.test(name) && !LEADS_THERE.test(name);
}

/** For `JSON.stringify`: leaves the values of secret names out, also those of `{ name, value }`. */
export function hidingSecrets(this: unknown, key: string, value: unknown): unknown {
  const named = key === 'value' && isSecretName((this as { readonly name?: unknown }).name);
  return (typeof value === 'string' || typeof value === 'number') && (named || isSecretName(key)) ? '…' : value;
}
