import type { Path } from '../../formats/path';
import type { HttpIngressPath, Ingress } from '../../schema/wire-types';

/** Every path of the rules of an Ingress, with where it stands. */
export function* pathsOf({ spec = {} }: Ingress): Iterable<readonly [Path, HttpIngressPath]> {
  for (const [rule, { http = {} }] of (spec.rules ?? []).entries()) {
    for (const [index, path] of (http.paths ?? []).entries()) {
      yield [['spec', 'rules', rule, 'http', 'paths', index], path];
    }
  }
}
