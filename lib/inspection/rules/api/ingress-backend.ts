import type { Path } from '../../formats/path';
import { objectRule } from '../../rule/rule';
import type { Ingress, IngressBackend } from '../../schema/wire-types';
import { backendProblems } from './ingress-backend-problems';
import { pathsOf } from './ingress-places';

/** Finds Ingresses that lead nowhere, or to backends that the API server refuses. */
export const ingressBackend = objectRule<Ingress>({
  id: 'api/ingress-backend',
  summary: 'an Ingress without rules and default backend, or with a backend that names no Service and port',
  kinds: ['Ingress.networking.k8s.io'],
  check({ manifest }, { version, report }) {
    const { spec } = manifest;
    const { rules = [], defaultBackend } = spec ?? {};
    if (spec !== undefined && rules.length === 0 && defaultBackend === undefined) {
      const message = 'an Ingress needs rules or a defaultBackend, got neither';
      report({ path: ['spec'], message, fix: 'add a rule with a host and a path' });
    }
    for (const [index, { http }] of rules.entries()) {
      if (http?.paths?.length === 0) {
        const path = ['spec', 'rules', index, 'http', 'paths'];
        report({ path, message: 'a rule needs at least one path, got none', fix: `add one, or remove 'http'` });
      }
    }
    const backends: (readonly [Path, IngressBackend])[] = [...pathsOf(manifest)].flatMap(([path, { backend }]) =>
      backend === undefined ? [] : [[[...path, 'backend'], backend]],
    );
    const all =
      defaultBackend === undefined ? backends : [[['spec', 'defaultBackend'], defaultBackend] as const, ...backends];
    for (const [base, backend] of all) {
      for (const [path, message, fix] of backendProblems(backend, version)) {
        report({ path: [...base, ...path], message, fix });
      }
    }
  },
});
