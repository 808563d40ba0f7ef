import { objectRule } from '../../rule/rule';
import { describe } from '../../schema/validator';
import type { HttpIngressPath, Ingress } from '../../schema/wire-types';
import { pathsOf } from './ingress-places';

/** What may stand nowhere in a path, and what may not end it. */
const forbidden = ['//', '/./', '/../', '%2f', '%2F'];
const forbiddenEnds = ['/..', '/.'];

/** Finds paths of Ingresses that the API server refuses. */
export const ingressPath = objectRule<Ingress>({
  id: 'api/ingress-path',
  summary: 'a path of an Ingress that is not absolute, or not in its plain form',
  kinds: ['Ingress.networking.k8s.io'],
  check({ manifest }, { report }) {
    for (const [base, path] of pathsOf(manifest)) {
      for (const [field, message, fix] of problems(path)) {
        report({ path: [...base, field], message, fix });
      }
    }
  },
});

type Problem = readonly [field: keyof HttpIngressPath, message: string, fix: string];

function* problems({ path = '', pathType }: HttpIngressPath): Iterable<Problem> {
  const isExact = pathType === 'Exact' || pathType === 'Prefix';
  if (pathType === '') {
    yield ['pathType', 'pathType must not be empty', 'write Prefix, Exact or ImplementationSpecific'];
  } else if (pathType !== undefined && !path.startsWith('/') && (isExact || path !== '')) {
    yield ['path', `the path must begin with '/', got ${describe(path)}`, `write ${describe(`/${path}`)}`];
  } else if (isExact) {
    const wrong = forbidden.find((part) => path.includes(part)) ?? forbiddenEnds.find((end) => path.endsWith(end));
    if (wrong !== undefined) {
      const message = `a path of type ${pathType} must not ${forbidden.includes(wrong) ? 'hold' : 'end in'} '${wrong}', got ${describe(path)}`;
      yield ['path', message, 'write it plain; a regular expression needs pathType: ImplementationSpecific'];
    }
  }
}
