import type { GroupKind } from '../../model/manifest-object';
import { objectRule } from '../../rule/rule';
import { enumeration } from '../../schema/enumerations';
import { valuesAt } from '../../model/values-at';

const hooks = ['ValidatingWebhook', 'MutatingWebhook'];

/** Fields that must be filled, by kind; behind `=` the definition whose field, of the same name, says what may stand there. */
const places: readonly (readonly [kind: GroupKind, fields: string])[] = [
  [
    'HorizontalPodAutoscaler.autoscaling',
    `spec.scaleTargetRef.kind spec.scaleTargetRef.name spec.metrics.*.resource.name spec.metrics.*.containerResource.name
     spec.metrics.*.containerResource.container spec.metrics.*.pods.metric.name spec.metrics.*.external.metric.name
     spec.metrics.*.object.metric.name spec.metrics.*.object.describedObject.kind spec.metrics.*.object.describedObject.name`,
  ],
  [
    'NetworkPolicy.networking.k8s.io',
    'spec.ingress.*.ports.*.protocol=NetworkPolicyPort spec.egress.*.ports.*.protocol=NetworkPolicyPort',
  ],
  [
    'CustomResourceDefinition.apiextensions.k8s.io',
    `spec.group spec.scope=CustomResourceDefinitionSpec spec.names.kind spec.names.plural
     spec.versions.*.additionalPrinterColumns.*.name spec.versions.*.additionalPrinterColumns.*.type
     spec.versions.*.additionalPrinterColumns.*.jsonPath`,
  ],
  ...hooks.map(
    (hook) =>
      [
        `${hook}Configuration.admissionregistration.k8s.io`,
        `webhooks.*.sideEffects=${hook} webhooks.*.failurePolicy=${hook} webhooks.*.matchPolicy=${hook}
         webhooks.*.rules.*.operations.*=RuleWithOperations webhooks.*.rules.*.apiVersions.* webhooks.*.rules.*.resources.*
         webhooks.*.rules.*.operations webhooks.*.rules.*.apiVersions webhooks.*.rules.*.apiGroups webhooks.*.rules.*.resources
         webhooks.*.clientConfig.service.name webhooks.*.clientConfig.service.namespace webhooks.*.admissionReviewVersions.*`,
      ] as const,
  ),
  ['EndpointSlice.discovery.k8s.io', 'addressType=EndpointSlice endpoints.*.addresses endpoints.*.addresses.*'],
  ['StorageClass.storage.k8s.io', 'provisioner'],
  ['LimitRange', 'spec.limits.*.type=LimitRangeItem'],
  ['ResourceQuota', 'spec.scopeSelector.matchExpressions.*.scopeName spec.scopeSelector.matchExpressions.*.operator'],
  ['PriorityClass.scheduling.k8s.io', 'preemptionPolicy=PriorityClass'],
];

const fieldsOf = new Map(
  places.map(([kind, fields]) => [kind, fields.split(/\s+/).map((each) => each.split('=') as [string, string?])]),
);

/** Finds empty texts and lists where the API server asks for something. */
export const emptyValue = objectRule({
  id: 'api/empty-value',
  summary: 'an empty text or list where the API server asks for a value',
  kinds: [...fieldsOf.keys()],
  check({ groupKind, manifest }, { report }) {
    for (const [place, definition] of fieldsOf.get(groupKind) ?? []) {
      for (const [path, value] of valuesAt(manifest, place)) {
        if (value === '' || (Array.isArray(value) && value.length === 0)) {
          const field = path.filter((step) => typeof step === 'string').at(-1) ?? '';
          const values = definition === undefined ? undefined : enumeration(definition, field);
          const message = `'${field}' must not ${value === '' ? 'be an empty text' : 'be an empty list'}`;
          const fix = values === undefined ? 'give a value' : `write one of ${values.join(', ')}`;
          report({ path, message, fix });
        }
      }
    }
  },
});
