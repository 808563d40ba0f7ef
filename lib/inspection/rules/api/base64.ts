import type { GroupKind } from '../../model/manifest-object';
import type { Path } from '../../formats/path';
import { objectRule } from '../../rule/rule';
import { valuesAt } from '../../model/values-at';
import { base64Problem, dataOf } from './data-places';

/** Where each kind holds bytes, besides the data of ConfigMaps and Secrets. */
const places: ReadonlyMap<GroupKind, string> = new Map([
  ['ValidatingWebhookConfiguration.admissionregistration.k8s.io', 'webhooks.*.clientConfig.caBundle'],
  ['MutatingWebhookConfiguration.admissionregistration.k8s.io', 'webhooks.*.clientConfig.caBundle'],
  ['CustomResourceDefinition.apiextensions.k8s.io', 'spec.conversion.webhook.clientConfig.caBundle'],
  ['APIService.apiregistration.k8s.io', 'spec.caBundle'],
  ['CertificateSigningRequest.certificates.k8s.io', 'spec.request'],
]);

/** Finds values that must be base64 and are not. */
export const base64 = objectRule({
  id: 'api/base64',
  summary: 'a value that must be written in base64 and is not',
  kinds: ['ConfigMap', 'Secret', ...places.keys()],
  check(object, { report }) {
    const isData = object.groupKind === 'ConfigMap' || object.groupKind === 'Secret';
    const values: (readonly [Path, unknown])[] = isData
      ? [...dataOf(object)].filter(({ isEncoded }) => isEncoded).map(({ path, value }) => [path, value])
      : [...valuesAt(object.manifest, places.get(object.groupKind) ?? '')];
    for (const [path, value] of values) {
      const problem = typeof value === 'string' ? base64Problem(value) : undefined;
      if (problem !== undefined) {
        const place = object.groupKind === 'Secret' ? 'stringData' : 'data';
        report({
          path,
          message: `the value must be base64, and ${problem}`,
          fix: isData ? `encode it, or move plain text to '${place}'` : 'encode it',
        });
      }
    }
  },
});
