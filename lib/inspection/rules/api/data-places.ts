import type { ManifestObject } from '../../model/manifest-object';
import type { Path } from '../../formats/path';
import type { ConfigMap, Secret } from '../../schema/wire-types';

/** A value in the data of a ConfigMap or Secret. */
export interface DataValue {
  readonly path: Path;
  readonly key: string;
  readonly value: string;
  /** Whether it is written in base64. */
  readonly isEncoded: boolean;
}

/** Every value of a ConfigMap or Secret. */
export function* dataOf({ groupKind, manifest }: ManifestObject): Iterable<DataValue> {
  const isSecret = groupKind === 'Secret';
  const { data = {}, stringData = {} } = manifest as Secret;
  const { binaryData = {} } = manifest as ConfigMap;
  const places: Readonly<Record<string, Readonly<Record<string, string>>>> = isSecret
    ? { data, stringData }
    : { data, binaryData };
  for (const [place, values] of Object.entries(places)) {
    for (const [key, value] of Object.entries(values)) {
      yield { path: [place, key], key, value, isEncoded: place === (isSecret ? 'data' : 'binaryData') };
    }
  }
}

/** The number of bytes that a value has once it is decoded. */
export function sizeOf({ value, isEncoded }: DataValue): number {
  if (!isEncoded) {
    return Buffer.byteLength(value);
  }
  const characters = value.replace(/[\r\n=]/g, '').length;
  return Math.floor((characters * 3) / 4);
}

/** What is wrong with a text that must be base64, or undefined; it never repeats the text, which may be secret. */
export function base64Problem(text: string): string | undefined {
  const plain = text.replace(/[\r\n]/g, '');
  const body = plain.replace(/={1,2}$/, '');
  const wrong = /[^A-Za-z0-9+/]/.exec(body);
  if (wrong !== null) {
    return `holds ${/[-_]/.test(wrong[0]) ? `'${wrong[0]}', which only the URL variant of base64 has` : 'a character that base64 does not have'}`;
  }
  return plain.length % 4 === 0 ? undefined : `has ${plain.length} characters, which is no multiple of 4`;
}
