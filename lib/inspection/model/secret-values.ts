import { isLiteral, isSecretName, secretForm } from '../formats/secret-text';

/** What stands in a text in place of a secret. */
const hidden = '(hidden)';

/** Shorter texts are no secret that is worth its name, and stand in many words. */
const shortest = 4;

/** The part of a value by which it is found: messages may show the beginning of a long one alone. */
const beginning = 12;

/** The annotation in which kubectl keeps all of an object, what is secret of it included. */
export const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * The values of an object that no output may show: those of a Secret, what kubectl keeps of it in an annotation, and what
 * stands under a name that says it is secret, such as an environment variable `DB_PASSWORD`.
 *
 * @param manifest the object as it was read, whatever it holds
 */
export function secretValues(manifest: unknown): readonly string[] {
  const found = new Set<string>();
  collect(manifest, false, found, [new Set(), new Set()]);
  return [...found].sort((a, b) => b.length - a.length);
}

/** @param met what was looked into already, as no secret and as one: data may hold the same part many times, even itself */
function collect(
  value: unknown,
  secret: boolean,
  found: Set<string>,
  met: readonly [plain: Set<unknown>, secret: Set<unknown>],
): void {
  if (typeof value !== 'object' || value === null) {
    const text = typeof value === 'string' ? value : JSON.stringify(value ?? '');
    if (text.length >= shortest && (secret || (typeof value === 'string' && secretForm(text) !== undefined))) {
      found.add(text);
    }
    return;
  }
  const before = met[secret ? 1 : 0];
  if (before.has(value)) {
    return;
  }
  before.add(value);
  if (Array.isArray(value)) {
    for (const item of value) {
      collect(item, secret, found, met);
    }
    return;
  }
  const map = value as Readonly<Record<string, unknown>>;
  const isSecret = map.kind === 'Secret';
  const named = typeof map.name === 'string' && isSecretName(map.name);
  for (const key of Object.keys(map)) {
    const inner = map[key];
    const hides =
      secret ||
      (isSecret && (key === 'data' || key === 'stringData')) ||
      key === lastApplied ||
      (key === 'value' && named && isText(inner)) ||
      (isText(inner) && isSecretName(key) && isLiteral(String(inner)));
    collect(inner, hides, found, met);
  }
}

function isText(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** A text in which no secret stands any more, be it as it is, quoted as in JSON, or only its beginning. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let result = text;
  for (const secret of secrets) {
    for (const form of new Set([secret, JSON.stringify(secret).slice(1, -1)])) {
      result = withoutOne(result, form);
    }
  }
  return result;
}

function withoutOne(text: string, secret: string): string {
  const start = secret.slice(0, beginning);
  let result = text;
  for (let at = result.indexOf(start); at >= 0; at = result.indexOf(start, at + hidden.length)) {
    let end = at + start.length;
    while (end - at < secret.length && result[end] === secret[end - at]) {
      end++;
    }
    result = `${result.slice(0, at)}${hidden}${result.slice(end)}`;
  }
  return result;
}
