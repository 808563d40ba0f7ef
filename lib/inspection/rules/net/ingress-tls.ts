import { objectRule } from '../../rule/rule';
import type { Ingress } from '../../schema/wire-types';

/** Finds hosts of Ingresses that are served without TLS. */
export const ingressTls = objectRule<Ingress>({
  id: 'net/ingress-tls',
  summary: 'an Ingress host that is served without TLS',
  kinds: ['Ingress.networking.k8s.io'],
  check({ manifest: { spec = {} } }, { report }) {
    const { rules = [], tls = [] } = spec;
    const all = tls.some(({ hosts = [] }) => hosts.length === 0); // it stands for every host of the certificate
    const covered = new Set(tls.flatMap(({ hosts = [] }) => hosts));
    for (const [index, { host = '' }] of all ? [] : rules.entries()) {
      const wildcard = `*${host.slice(Math.max(0, host.indexOf('.')))}`;
      if (host === '' ? covered.size === 0 : !covered.has(host) && !covered.has(wildcard)) {
        report({
          path: ['spec', 'rules', index, 'host'],
          message: `${host === '' ? 'every host' : host} is served without TLS: what is sent can be read on the way`,
          fix: `add ${host === '' ? 'spec.tls' : `spec.tls with ${host} under hosts`} and the secretName of a certificate`,
        });
      }
    }
    if (rules.length === 0 && tls.length === 0) {
      const fix = 'add spec.tls with the secretName of a certificate';
      report({ path: ['spec', 'tls'], message: 'the default backend is served without TLS', fix });
    }
  },
});
