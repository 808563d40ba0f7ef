import { withoutSecrets as hideSecrets } from '../../inspection/model/secret-values';
import { isMap, type Difference } from './difference';

type Manifest = Readonly<Record<string, unknown>>;

/** A difference whose values are not to be shown. */
export interface SecretDifference {
  readonly path: string;
  readonly change: Difference['change'];
  /** Says that the values are left out. */
  readonly secret: true;
}

/** Where a Secret keeps what is secret; kubectl writes all of an object into the annotation. */
const places =
  /^(?:data|stringData)(?:[.[]|$)|^metadata(?:\.annotations(?:\[kubectl\.kubernetes\.io\/last-applied-configuration\])?)?$/;

/**
 * The difference as it may be shown: of a Secret's data only that it differs, and of anything else no value that is secret.
 *
 * @param secrets the secret values of both objects
 */
export function withoutSecrets(
  kind: string,
  difference: Difference,
  secrets: readonly string[],
): Difference | SecretDifference {
  const { path, change } = difference;
  if (kind === 'Secret' && places.test(path)) {
    return { path, change, secret: true };
  }
  if (secrets.length === 0) {
    return difference;
  }
  const [from, to] = [without(difference.from, secrets), without(difference.to, secrets)];
  const shown = { ...difference, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  return change === 'changed' && from === to ? { path, change, secret: true } : shown;
}

function without(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string' || typeof value === 'number') {
    const text = hideSecrets(String(value), secrets);
    return text === String(value) ? value : text;
  }
  if (Array.isArray(value)) {
    return value.map((item) => without(item, secrets));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, without(inner, secrets)]))
    : value;
}

/** A Secret as the API server keeps it: it writes the text of `stringData` into `data`, over what is there. */
export function withEncodedText(manifest: Manifest): Manifest {
  const { data, stringData, ...secret } = manifest;
  if (!isMap(stringData)) return manifest;
  const encoded = Object.entries(stringData).map(([key, text]) => [
    key,
    typeof text === 'string' ? Buffer.from(text, 'utf8').toString('base64') : text,
  ]);
  return { ...secret, data: { ...(isMap(data) ? data : {}), ...Object.fromEntries(encoded) } };
}
