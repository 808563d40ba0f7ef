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

/** The difference as it may be shown: of a Secret's data only that it differs. */
export function withoutSecrets(kind: string, difference: Difference): Difference | SecretDifference {
  const { path, change } = difference;
  return kind === 'Secret' && places.test(path) ? { path, change, secret: true } : difference;
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
