import { dnsSubdomain, suggestName } from '../../formats/name-formats';
import { objectRule } from '../../rule/rule';
import { describe } from '../../schema/validator';
import type { Service } from '../../schema/wire-types';

/** What a Service has that is only another name for a host outside has not. */
const ofAddresses = ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'] as const;

/** Finds Services of type ExternalName without a valid name, or with addresses. */
export const serviceExternalName = objectRule<Service>({
  id: 'api/service-external-name',
  summary: 'a Service of type ExternalName without a DNS name, or with cluster addresses',
  fields: ['type'],
  kinds: ['Service'],
  check({ manifest: { spec = {} } }, { report }) {
    if (spec.type !== 'ExternalName') {
      return;
    }
    const name = (spec.externalName ?? '').replace(/\.$/, '');
    const path = ['spec', 'externalName'];
    if (name === '') {
      const message = 'a Service of type ExternalName needs externalName, got none';
      report({ path, message, fix: 'add the DNS name that it stands for' });
    } else if (!dnsSubdomain.pattern.test(name) || name.length > dnsSubdomain.longest) {
      const near = suggestName(name.replace(/^[a-z]+:\/\/|[:/].*$/g, ''), dnsSubdomain);
      report({
        path,
        message: `externalName must be a DNS name, without scheme, port or path; got ${describe(spec.externalName)}`,
        fix: near === undefined ? `write ${dnsSubdomain.rule}` : `write ${near}`,
      });
    }
    for (const field of ofAddresses) {
      const value = spec[field];
      if (value !== undefined && value.length > 0) {
        const message = `a Service of type ExternalName has no cluster address, so no ${field}`;
        report({ path: ['spec', field], message, fix: 'remove it, or change the type' });
      }
    }
  },
});
