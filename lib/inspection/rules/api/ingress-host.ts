import { parseIpAddress } from '../../formats/ip-address';
import { dnsSubdomain, suggestName } from '../../formats/name-formats';
import type { Path } from '../../formats/path';
import { objectRule } from '../../rule/rule';
import { describe } from '../../schema/validator';
import type { Ingress } from '../../schema/wire-types';

const classAnnotation = 'kubernetes.io/ingress.class';

/** Finds hosts, and names of Secrets and classes, of Ingresses that the API server refuses. */
export const ingressHost = objectRule<Ingress>({
  id: 'api/ingress-host',
  summary: 'an Ingress with a host that is no DNS name, or a Secret or class whose name is none',
  kinds: ['Ingress.networking.k8s.io'],
  check({ manifest: { spec = {} }, annotations }, { report }) {
    const { rules = [], tls = [], ingressClassName } = spec;
    const hosts: (readonly [Path, string])[] = [
      ...rules.flatMap(({ host = '' }, rule) => (host === '' ? [] : [[['rules', rule, 'host'], host] as const])),
      ...tls.flatMap((each, item) =>
        (each.hosts ?? []).map((host, index) => [['tls', item, 'hosts', index], host] as const),
      ),
    ];
    for (const [path, host] of hosts) {
      const isAddress = path[0] === 'rules' && parseIpAddress(host) !== undefined;
      if (isAddress || !isHost(host)) {
        const near = isAddress ? undefined : suggestName(host.replace(/^[a-z]+:\/\/|[:/].*$/g, ''), dnsSubdomain);
        report({
          path: ['spec', ...path],
          message: `the host must be a DNS name, without scheme, port or path, and may begin with '*.'; got ${describe(host)}`,
          fix: near === undefined ? `write it as 'shop.example.com'` : `write ${near}`,
        });
      }
    }
    const names: (readonly [Path, string | undefined, string])[] = tls.map(({ secretName }, index) => [
      ['tls', index, 'secretName'],
      secretName === '' ? undefined : secretName,
      'Secret',
    ]);
    for (const [path, name, what] of [...names, [['ingressClassName'], ingressClassName, 'class'] as const]) {
      if (name !== undefined && !isName(name)) {
        const message = `the name of the ${what} must be ${dnsSubdomain.title}, got ${describe(name)}`;
        report({ path: ['spec', ...path], message, fix: `write ${dnsSubdomain.rule}` });
      }
    }
    const noted = Object.hasOwn(annotations, classAnnotation) ? annotations[classAnnotation] : undefined;
    if (ingressClassName !== undefined && noted !== undefined && noted !== ingressClassName) {
      const message = `the annotation must say the same as ingressClassName, '${ingressClassName}'; got '${noted}'`;
      report({ path: ['metadata', 'annotations', classAnnotation], message, fix: 'remove the annotation' });
    }
  },
});

function isName(text: string): boolean {
  return dnsSubdomain.pattern.test(text) && text.length <= dnsSubdomain.longest;
}

/** Whether a text is a DNS name, or one that begins with a wildcard. */
function isHost(text: string): boolean {
  return text.startsWith('*.') ? isName(text.slice(2)) && text.length <= dnsSubdomain.longest : isName(text);
}
