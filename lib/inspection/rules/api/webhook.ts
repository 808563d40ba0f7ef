import { dns1035Label, dnsSubdomain } from '../../formats/name-formats';
import type { Manifest } from '../../model/manifest-object';
import { objectRule } from '../../rule/rule';
import { describe } from '../../schema/validator';
import type { Problem } from './node-selector';

/** What is read here of an admission webhook. */
interface Webhook {
  readonly name?: string;
  readonly admissionReviewVersions?: readonly string[];
  readonly timeoutSeconds?: number;
  readonly clientConfig?: { readonly url?: string; readonly service?: { readonly port?: number } };
}

/** Finds admission webhooks that the API server refuses; what is empty in them is api/empty-value's. */
export const webhook = objectRule<Manifest & { readonly webhooks?: readonly Webhook[] }>({
  id: 'api/webhook',
  summary: 'an admission webhook without a full name, an address or a known version',
  kinds: ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'].map(
    (kind) => `${kind}.admissionregistration.k8s.io`,
  ),
  check({ manifest: { webhooks = [] } }, { report }) {
    const names = new Set<string>();
    for (const [index, hook] of webhooks.entries()) {
      for (const [path, message, fix] of problems(hook)) {
        report({ path: ['webhooks', index, ...path], message, fix });
      }
      if (hook.name !== undefined && names.has(hook.name)) {
        const path = ['webhooks', index, 'name'];
        report({ path, message: `the webhook '${hook.name}' stands here twice`, fix: 'give each its own name' });
      }
      names.add(hook.name ?? '');
    }
  },
});

function* problems({
  name,
  admissionReviewVersions: versions,
  timeoutSeconds,
  clientConfig,
}: Webhook): Iterable<Problem> {
  if (name !== undefined && (!dnsSubdomain.pattern.test(name) || name.split('.').length < 3)) {
    const message = `the name of a webhook must be a domain of at least three parts, got ${describe(name)}`;
    yield [['name'], message, `write it as 'pods.example.com'`];
  }
  if (versions !== undefined && !versions.includes('v1') && !versions.includes('v1beta1')) {
    yield [['admissionReviewVersions'], 'the versions must include v1 or v1beta1', 'add v1'];
  }
  for (const [index, version] of (versions ?? []).entries()) {
    if (!dns1035Label.pattern.test(version) || version.length > dns1035Label.longest) {
      yield [['admissionReviewVersions', index], `a version is written as 'v1', got ${describe(version)}`, 'write v1'];
    } else if (versions?.indexOf(version) !== index) {
      yield [['admissionReviewVersions', index], `the version '${version}' stands twice`, 'remove one of the two'];
    }
  }
  if (timeoutSeconds !== undefined && (timeoutSeconds < 1 || timeoutSeconds > 30)) {
    yield [
      ['timeoutSeconds'],
      `the timeout must be between 1 and 30 seconds, got ${timeoutSeconds}`,
      'give 10 or less',
    ];
  }
  if (clientConfig !== undefined && (clientConfig.url === undefined) === (clientConfig.service === undefined)) {
    const got = clientConfig.url === undefined ? 'neither' : 'both';
    yield [['clientConfig'], `a webhook has a url or a service, got ${got}`, 'give one of the two'];
  } else if (clientConfig?.url !== undefined && !/^https:\/\/[^/?#@\s]+(\/[^?#\s]*)?$/.test(clientConfig.url)) {
    const message = `the url must have the form https://host/path, got ${describe(clientConfig.url)}`;
    yield [['clientConfig', 'url'], message, 'write it without user, query and fragment'];
  }
}
