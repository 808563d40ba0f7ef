import type { ManifestObject } from '../../model/manifest-object';
import type { ManifestSet } from '../../model/manifest-set';
import type { Path } from '../../formats/path';
import { objectRule } from '../../rule/rule';
import type { Ingress } from '../../schema/wire-types';

type Claims = ReadonlyMap<string, { readonly object: ManifestObject; readonly index: number }>;

const known = new WeakMap<ManifestSet, Claims>();
const kind = 'Ingress.networking.k8s.io';

/** Every path of an Ingress, with a key that another of the same class and host must not have. */
function paths({ manifest, annotations }: ManifestObject<Ingress>): readonly (readonly [string, Path])[] {
  if (annotations['nginx.ingress.kubernetes.io/canary'] === 'true') {
    return []; // it shares the path with the one it is the canary of
  }
  const { ingressClassName, rules = [] } = manifest.spec ?? {};
  const className = ingressClassName ?? annotations['kubernetes.io/ingress.class'] ?? '';
  return rules.flatMap(({ host = '', http }, rule) =>
    (http?.paths ?? []).map(({ path = '/', pathType = '' }, item) => [
      `${className}\n${host}\n${pathType}\n${path}`,
      ['spec', 'rules', rule, 'http', 'paths', item],
    ]),
  );
}

/** Who has which path first. */
function claimsOf(set: ManifestSet): Claims {
  const claims = new Map<string, { object: ManifestObject; index: number }>();
  for (const object of set.ofKind<Ingress>(kind).filter(({ wellFormed }) => wellFormed)) {
    for (const [index, [key]] of paths(object).entries()) {
      claims.set(key, claims.get(key) ?? { object, index });
    }
  }
  return claims;
}

/** Finds paths that two Ingresses claim. */
export const ingressHostConflict = objectRule<Ingress>({
  id: 'net/ingress-host-conflict',
  summary: 'an Ingress path that another Ingress, or a rule before it, has for the same host',
  kinds: [kind],
  check(object, { set, report }) {
    const claims = known.get(set) ?? claimsOf(set);
    known.set(set, claims);
    for (const [index, [key, path]] of paths(object).entries()) {
      const first = claims.get(key);
      if (first !== undefined && (first.object !== object || first.index !== index)) {
        const [, host = '', , asked = ''] = key.split('\n');
        const owner = first.object === object ? 'a rule before it' : String(first.object);
        report({
          path: [...path, 'path'],
          message: `${host === '' ? 'every host' : host} ${asked} is served by ${owner} already; which of the two answers is not defined`,
          fix: 'give it another host or path, or remove one of the two',
        });
      }
    }
  },
});
