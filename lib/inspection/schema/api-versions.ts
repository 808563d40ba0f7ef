import { kindsWithSpan, spanOfKind } from './spans';

/** An API that Kubernetes has removed, or will. */
export interface OldApi {
  /** The version from which it is deprecated. */
  readonly deprecated: string;
  /** The version that no longer serves it. @default none yet */
  readonly removed?: string;
  /** The apiVersion (and kind, where that differs) to use instead; undefined where there is none. */
  readonly replacement?: string;
  /** What else to do. @default nothing */
  readonly note?: string;
  /** Whether the fields are still those of the replacement, so that the object can be checked as one. */
  readonly sameFields: boolean;
}

const rbacKinds = 'ClusterRole ClusterRoleBinding Role RoleBinding';
const accessKinds = 'LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview';
const ingressNote = 'backends are now service.name and service.port, and every path needs a pathType';
const flowKinds = 'FlowSchema PriorityLevelConfiguration';
const metricsNote = 'metrics are now written as type and target';
const podSecurity = 'use Pod Security Admission: label the namespace with pod-security.kubernetes.io/enforce';

/**
 * apiVersion, kinds, deprecated in, removed in, replacement, note; a note means that fields have changed.
 *
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
const rows: readonly (readonly [string, string, string, string, string, string?])[] = [
  ['extensions/v1beta1', 'DaemonSet Deployment ReplicaSet', '1.8', '1.16', 'apps/v1'],
  ['extensions/v1beta1', 'NetworkPolicy', '1.9', '1.16', 'networking.k8s.io/v1'],
  ['extensions/v1beta1', 'PodSecurityPolicy', '1.10', '1.16', '', podSecurity],
  ['extensions/v1beta1', 'Ingress', '1.14', '1.22', 'networking.k8s.io/v1', ingressNote],
  ['apps/v1beta1', 'ControllerRevision Deployment StatefulSet', '1.9', '1.16', 'apps/v1'],
  ['apps/v1beta2', 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet', '1.9', '1.16', 'apps/v1'],
  [
    'admissionregistration.k8s.io/v1beta1',
    'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
    '1.16',
    '1.22',
    'admissionregistration.k8s.io/v1',
  ],
  [
    'apiextensions.k8s.io/v1beta1',
    'CustomResourceDefinition',
    '1.16',
    '1.22',
    'apiextensions.k8s.io/v1',
    'every version needs its own schema',
  ],
  ['apiregistration.k8s.io/v1beta1', 'APIService', '1.19', '1.22', 'apiregistration.k8s.io/v1'],
  ['authentication.k8s.io/v1beta1', 'TokenReview', '1.19', '1.22', 'authentication.k8s.io/v1'],
  ['authorization.k8s.io/v1beta1', accessKinds, '1.19', '1.22', 'authorization.k8s.io/v1'],
  [
    'certificates.k8s.io/v1beta1',
    'CertificateSigningRequest',
    '1.19',
    '1.22',
    'certificates.k8s.io/v1',
    'signerName and usages are required',
  ],
  ['coordination.k8s.io/v1beta1', 'Lease', '1.19', '1.22', 'coordination.k8s.io/v1'],
  ['networking.k8s.io/v1beta1', 'Ingress', '1.19', '1.22', 'networking.k8s.io/v1', ingressNote],
  ['networking.k8s.io/v1beta1', 'IngressClass', '1.19', '1.22', 'networking.k8s.io/v1'],
  ['rbac.authorization.k8s.io/v1alpha1', rbacKinds, '1.17', '1.22', 'rbac.authorization.k8s.io/v1'],
  ['rbac.authorization.k8s.io/v1beta1', rbacKinds, '1.17', '1.22', 'rbac.authorization.k8s.io/v1'],
  ['scheduling.k8s.io/v1alpha1', 'PriorityClass', '1.14', '1.17', 'scheduling.k8s.io/v1'],
  ['scheduling.k8s.io/v1beta1', 'PriorityClass', '1.14', '1.22', 'scheduling.k8s.io/v1'],
  ['settings.k8s.io/v1alpha1', 'PodPreset', '1.19', '1.20', '', 'use a mutating admission webhook'],
  ['auditregistration.k8s.io/v1alpha1', 'AuditSink', '1.18', '1.19', '', 'configure auditing on the API server'],
  ['storage.k8s.io/v1beta1', 'CSIDriver CSINode StorageClass VolumeAttachment', '1.19', '1.22', 'storage.k8s.io/v1'],
  ['storage.k8s.io/v1alpha1', 'VolumeAttachment CSIStorageCapacity', '1.21', '1.24', 'storage.k8s.io/v1'],
  ['storage.k8s.io/v1beta1', 'CSIStorageCapacity', '1.24', '1.27', 'storage.k8s.io/v1'],
  ['batch/v2alpha1', 'CronJob', '1.20', '1.21', 'batch/v1'],
  ['batch/v1beta1', 'CronJob', '1.21', '1.25', 'batch/v1'],
  [
    'discovery.k8s.io/v1beta1',
    'EndpointSlice',
    '1.21',
    '1.25',
    'discovery.k8s.io/v1',
    'topology is now nodeName and zone',
  ],
  ['events.k8s.io/v1beta1', 'Event', '1.19', '1.25', 'events.k8s.io/v1', 'involvedObject is now regarding'],
  ['autoscaling/v2beta1', 'HorizontalPodAutoscaler', '1.22', '1.25', 'autoscaling/v2', metricsNote],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', '1.23', '1.26', 'autoscaling/v2'],
  [
    'policy/v1beta1',
    'PodDisruptionBudget',
    '1.21',
    '1.25',
    'policy/v1',
    'an empty selector now selects every pod of the namespace',
  ],
  ['policy/v1beta1', 'Eviction', '1.22', '1.25', 'policy/v1'],
  ['policy/v1beta1', 'PodSecurityPolicy', '1.21', '1.25', '', podSecurity],
  [
    'node.k8s.io/v1alpha1',
    'RuntimeClass',
    '1.20',
    '1.24',
    'node.k8s.io/v1',
    'handler and scheduling are now at the top',
  ],
  ['node.k8s.io/v1beta1', 'RuntimeClass', '1.20', '1.25', 'node.k8s.io/v1'],
  ['flowcontrol.apiserver.k8s.io/v1alpha1', flowKinds, '1.20', '1.24', 'flowcontrol.apiserver.k8s.io/v1beta3'],
  [
    'flowcontrol.apiserver.k8s.io/v1beta1',
    flowKinds,
    '1.23',
    '1.26',
    'flowcontrol.apiserver.k8s.io/v1beta3',
    'assuredConcurrencyShares is now nominalConcurrencyShares',
  ],
  [
    'flowcontrol.apiserver.k8s.io/v1beta2',
    flowKinds,
    '1.26',
    '1.29',
    'flowcontrol.apiserver.k8s.io/v1beta3',
    'assuredConcurrencyShares is now nominalConcurrencyShares',
  ],
  ['flowcontrol.apiserver.k8s.io/v1beta3', flowKinds, '1.29', '1.32', 'flowcontrol.apiserver.k8s.io/v1'],
  ['v1', 'ComponentStatus', '1.19', '', '', 'ask the health endpoints of the components'],
  ['v1', 'Endpoints', '1.33', '', 'discovery.k8s.io/v1 EndpointSlice', 'write an EndpointSlice'],
];

/** By apiVersion, then by kind. */
let known: ReadonlyMap<string, ReadonlyMap<string, OldApi>> | undefined;

function load(): ReadonlyMap<string, ReadonlyMap<string, OldApi>> {
  const map = new Map<string, Map<string, OldApi>>();
  for (const [apiVersion, kinds, deprecated, removed, replacement, note] of rows) {
    const byKind = map.get(apiVersion) ?? new Map<string, OldApi>();
    map.set(apiVersion, byKind);
    for (const kind of kinds.split(' ')) {
      byKind.set(kind, {
        deprecated,
        sameFields: note === undefined,
        ...(removed === '' ? {} : { removed }),
        ...(replacement === '' ? {} : { replacement }),
        ...(note === undefined ? {} : { note }),
      });
    }
  }
  return map;
}

/** What is known of an API that is, or will be, no more; undefined for any other. */
export function oldApi(apiVersion: string, kind: string): OldApi | undefined {
  const row = (known ??= load()).get(apiVersion)?.get(kind);
  if (row !== undefined || !/v\d+(?:alpha|beta)\d+$/.test(apiVersion)) {
    return row;
  }
  return unstableApi(apiVersion, kind);
}

/**
 * An alpha or beta API that stands in no row: the versions that serve it tell when it goes. A beta is deprecated three
 * versions after it comes, and removed three versions later, as Kubernetes' own lifecycle has it.
 *
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-policy/
 */
function unstableApi(apiVersion: string, kind: string): OldApi | undefined {
  const span = spanOfKind(apiVersion, kind);
  const group = apiVersion.slice(0, apiVersion.indexOf('/'));
  const siblings = [...kindsWithSpan()].filter(([key]) => key.startsWith(`${group}/`) && key.endsWith(` ${kind}`));
  const younger = siblings.filter(([, each]) => (each.since ?? 0) > (span?.since ?? 0) && each.until === undefined);
  const replacement = bestApi(
    kind,
    younger.map(([key]) => key),
  );
  const isBeta = apiVersion.includes('beta');
  if (span === undefined || (span.until === undefined && (replacement === undefined || !isBeta))) {
    return undefined;
  }
  const removed = span.until === undefined ? undefined : span.until + 1;
  const deprecated = isBeta ? (span.since === undefined ? (removed ?? 0) - 3 : span.since + 3) : (span.since ?? 27);
  return {
    deprecated: `1.${Math.min(deprecated, removed ?? Infinity)}`,
    sameFields: false,
    ...(removed === undefined ? {} : { removed: `1.${removed}` }),
    ...(replacement === undefined ? {} : { replacement }),
  };
}

/** The apiVersion that is the best of those that have a kind: a stable one before a beta one, then the newest. */
export function bestApi(kind: string, kinds: Iterable<string>): string | undefined {
  const rank = (apiVersion: string): readonly number[] => {
    const [, major = '0', level = '', minor = '0'] = /v(\d+)(?:(alpha|beta)(\d+))?$/.exec(apiVersion) ?? [];
    return [level === '' ? 2 : level === 'beta' ? 1 : 0, Number(major), Number(minor)];
  };
  let best: string | undefined;
  for (const each of kinds) {
    if (!each.endsWith(` ${kind}`)) {
      continue;
    }
    const apiVersion = each.slice(0, each.indexOf(' '));
    const [a, b] = [rank(apiVersion), rank(best ?? '')];
    const first = a.findIndex((value, index) => value !== b[index]);
    if (best === undefined || (first >= 0 && (a[first] ?? 0) > (b[first] ?? 0))) {
      best = apiVersion;
    }
  }
  return best;
}
