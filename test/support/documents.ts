import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Synthesized } from './synthesize';

/** The manifests of a document, as test/fixtures/documents/<name>.yaml has them. */
export function manifestsOf(name: string): readonly Synthesized[] {
  const text = readFileSync(join(__dirname, '..', 'fixtures', 'documents', `${name}.yaml`), 'utf8');
  return parseAllDocuments(text).map((document) => document.toJS() as Synthesized);
}

/** The same objects in an order of their own: by kind, namespace and name. */
export function sorted(objects: readonly Synthesized[]): readonly Synthesized[] {
  const key = ({ kind, metadata }: Synthesized): string => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
  return [...objects].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
