import { objectRule } from '../../rule/rule';
import type { Secret } from '../../schema/wire-types';
import { base64Problem } from './data-places';

/** The keys that each type needs: all of them, or where `any` is said one of them. */
const needs: ReadonlyMap<string, { readonly keys: readonly string[]; readonly any?: boolean }> = new Map([
  ['kubernetes.io/tls', { keys: ['tls.crt', 'tls.key'] }],
  ['kubernetes.io/dockerconfigjson', { keys: ['.dockerconfigjson'] }],
  ['kubernetes.io/dockercfg', { keys: ['.dockercfg'] }],
  ['kubernetes.io/ssh-auth', { keys: ['ssh-privatekey'] }],
  ['kubernetes.io/basic-auth', { keys: ['username', 'password'], any: true }],
]);

const account = 'kubernetes.io/service-account.name';

/** Finds Secrets that lack what their type needs. */
export const secretTypeKeys = objectRule<Secret>({
  id: 'api/secret-type-keys',
  summary: 'a Secret without a key or annotation that its type needs, or whose registry credentials are no JSON',
  kinds: ['Secret'],
  check({ manifest, annotations }, { report }) {
    const { type = '', data = {}, stringData = {} } = manifest;
    const has = (key: string): boolean => {
      const held = Object.hasOwn(stringData, key) ? stringData[key] : Object.hasOwn(data, key) ? data[key] : undefined;
      return held !== undefined && (held !== '' || type !== 'kubernetes.io/ssh-auth');
    };
    const { keys = [], any = false } = needs.get(type) ?? {};
    const missing = keys.filter((key) => !has(key));
    if (any ? missing.length === keys.length : missing.length > 0) {
      const wanted = missing.map((key) => `'${key}'`).join(any ? ' or ' : ' and ');
      const path = Object.keys(stringData).length > 0 && Object.keys(data).length === 0 ? ['stringData'] : ['data'];
      report({
        path,
        message: `a Secret of type ${type} needs ${wanted}, got none`,
        fix: `add it, or write type: Opaque`,
      });
    }
    const [file = ''] = type.startsWith('kubernetes.io/docker') ? keys : [];
    if (file !== '' && has(file) && !isJsonObject(textOf(file, data, stringData))) {
      const path = [Object.hasOwn(stringData, file) ? 'stringData' : 'data', file];
      const fix = `give the content of a Docker configuration, as '{"auths": {...}}'`;
      report({ path, message: `the value of '${file}' must be a JSON object`, fix });
    }
    if (type === 'kubernetes.io/service-account-token' && !annotations[account]) {
      const message = `a Secret of type ${type} needs the annotation ${account}`;
      report({ path: ['metadata', 'annotations'], message, fix: 'name the ServiceAccount in it' });
    }
  },
});

type Texts = Readonly<Record<string, string>>;

/** The text of a key, decoded; one that cannot be decoded counts as JSON, since api/base64 tells of it. */
function textOf(key: string, data: Texts, stringData: Texts): string {
  if (Object.hasOwn(stringData, key)) {
    return stringData[key] ?? '';
  }
  const encoded = data[key] ?? '';
  return base64Problem(encoded) === undefined ? Buffer.from(encoded, 'base64').toString('utf8') : '{}';
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value);
  } catch {
    return false;
  }
}
