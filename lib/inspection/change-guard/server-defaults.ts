/** A part of a manifest. */
export type Json = Readonly<Record<string, unknown>>;

/**
 * What the API server fills in where a field is absent: the definition, then field and value. A value that is empty or false
 * stands here where it means what absence means, whether the server writes it or not.
 *
 * @see https://github.com/kubernetes/kubernetes/tree/master/pkg/apis the `SetDefaults_…` of each group
 */
const table = `
AzureDiskVolumeSource cachingMode="ReadWrite" fsType="ext4" kind="Shared" readOnly=false
AzureFileVolumeSource readOnly=false
ConfigMap immutable=false
ConfigMapEnvSource optional=false
ConfigMapKeySelector optional=false
ConfigMapProjection optional=false
ConfigMapVolumeSource defaultMode=420 optional=false
Container stdin=false stdinOnce=false terminationMessagePath="/dev/termination-log" terminationMessagePolicy="File" tty=false
ContainerPort protocol="TCP"
CronJobSpec concurrencyPolicy="Allow" failedJobsHistoryLimit=1 successfulJobsHistoryLimit=3 suspend=false
CsiDriverSpec attachRequired=true fsGroupPolicy="ReadWriteOnceWithFSType" podInfoOnMount=false requiresRepublish=false seLinuxMount=false storageCapacity=false volumeLifecycleModes=["Persistent"]
CsiVolumeSource readOnly=false
CustomResourceConversion strategy="None"
CustomResourceDefinitionSpec preserveUnknownFields=false
CustomResourceDefinitionVersion deprecated=false
DaemonSetSpec minReadySeconds=0 revisionHistoryLimit=10
DaemonSetUpdateStrategy type="RollingUpdate"
DeploymentSpec minReadySeconds=0 paused=false progressDeadlineSeconds=600 replicas=1 revisionHistoryLimit=10
DeploymentStrategy type="RollingUpdate"
DownwardApiVolumeSource defaultMode=420
EndpointPort protocol="TCP"
GrpcAction service=""
HorizontalPodAutoscalerSpec minReplicas=1
HorizontalPodAutoscalerSpecV2 minReplicas=1
HpaScalingRulesV2 selectPolicy="Max"
HttpGetAction path="/" scheme="HTTP"
IscsiVolumeSource iscsiInterface="default" readOnly=false
JobSpec backoffLimit=6 completionMode="NonIndexed" manualSelector=false parallelism=1 podReplacementPolicy="TerminatingOrFailed" suspend=false
MutatingWebhook failurePolicy="Fail" matchPolicy="Equivalent" namespaceSelector={} objectSelector={} reinvocationPolicy="Never" timeoutSeconds=10
NamespaceSpec finalizers=["kubernetes"]
NetworkPolicyPort protocol="TCP"
NfsVolumeSource readOnly=false
ObjectFieldSelector apiVersion="v1"
PersistentVolumeClaimSpec volumeMode="Filesystem"
PersistentVolumeClaimVolumeSource readOnly=false
PersistentVolumeSpec persistentVolumeReclaimPolicy="Retain" volumeMode="Filesystem"
PodSpec dnsPolicy="ClusterFirst" enableServiceLinks=true hostIPC=false hostNetwork=false hostPID=false hostUsers=true restartPolicy="Always" schedulerName="default-scheduler" setHostnameAsFQDN=false shareProcessNamespace=false terminationGracePeriodSeconds=30
PriorityClass globalDefault=false preemptionPolicy="PreemptLowerPriority"
Probe failureThreshold=3 initialDelaySeconds=0 periodSeconds=10 successThreshold=1 timeoutSeconds=1
ProjectedVolumeSource defaultMode=420
ReplicaSetSpec minReadySeconds=0 replicas=1
ReplicationControllerSpec minReadySeconds=0 replicas=1
ResourceFieldSelector divisor="0"
RoleRef apiGroup="rbac.authorization.k8s.io"
RollingUpdateDaemonSet maxSurge=0 maxUnavailable=1
RollingUpdateDeployment maxSurge="25%" maxUnavailable="25%"
RollingUpdateStatefulSetStrategy partition=0
RuleWithOperations scope="*"
Secret immutable=false type="Opaque"
SecretEnvSource optional=false
SecretKeySelector optional=false
SecretProjection optional=false
SecretVolumeSource defaultMode=420 optional=false
SecurityContext privileged=false procMount="Default" readOnlyRootFilesystem=false
ServiceAccountTokenProjection expirationSeconds=3600
ServicePort protocol="TCP"
ServiceReference port=443
ServiceSpec allocateLoadBalancerNodePorts=true externalTrafficPolicy="Cluster" internalTrafficPolicy="Cluster" publishNotReadyAddresses=false sessionAffinity="None" type="ClusterIP"
StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted="Retain" whenScaled="Retain"
StatefulSetSpec minReadySeconds=0 podManagementPolicy="OrderedReady" replicas=1 revisionHistoryLimit=10
StatefulSetUpdateStrategy type="RollingUpdate"
StorageClass allowVolumeExpansion=false reclaimPolicy="Delete" volumeBindingMode="Immediate"
Toleration operator="Equal"
ValidatingWebhook failurePolicy="Fail" matchPolicy="Equivalent" namespaceSelector={} objectSelector={} timeoutSeconds=10
VolumeMount readOnly=false recursiveReadOnly="Disabled"
`;

/** Defaults that follow from the other fields of the object: the definition and field, and the value. */
const derived: Readonly<Record<string, Readonly<Record<string, (object: Json) => unknown>>>> = {
  Container: { imagePullPolicy: ({ image }) => defaultPullPolicy(image) },
  CustomResourceDefinitionNames: {
    listKind: ({ kind }) => `${String(kind)}List`,
    singular: ({ kind }) => String(kind).toLowerCase(),
  },
  // One that says how many run at once, and not how many are to succeed, is a queue of work.
  JobSpec: { completions: ({ parallelism = 1 }) => (parallelism === 1 ? 1 : undefined) },
  NetworkPolicySpec: {
    policyTypes: ({ egress }) => (Array.isArray(egress) && egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress']),
  },
  // The old name of the field, which the server keeps equal to the new one.
  PodSpec: { serviceAccount: ({ serviceAccountName }) => serviceAccountName },
  ServicePort: { targetPort: ({ port }) => port },
  Subject: { apiGroup: ({ kind }) => (kind === 'ServiceAccount' ? '' : 'rbac.authorization.k8s.io') },
};

let read: ReadonlyMap<string, Json> | undefined;

/** The defaults of definitions that follow from nothing else, by definition and field. */
export function fixedDefaults(): ReadonlyMap<string, Json> {
  read ??= new Map(
    table.split('\n').flatMap((line): [string, Json][] => {
      const [name = '', ...fields] = line.split(' ');
      const values = fields.map((field) => {
        const equals = field.indexOf('=');
        return [field.slice(0, equals), JSON.parse(field.slice(equals + 1)) as unknown] as const;
      });
      return name === '' ? [] : [[name, Object.fromEntries(values)]];
    }),
  );
  return read;
}

/** What the API server takes for a field that is absent from an object of a definition; undefined where it fills nothing in. */
export function defaultOf(definition: string, field: string, object: Json): unknown {
  const own = derived[definition];
  if (own !== undefined && Object.hasOwn(own, field)) return own[field]?.(object);
  const fixed = fixedDefaults().get(definition);
  return fixed !== undefined && Object.hasOwn(fixed, field) ? fixed[field] : undefined;
}

/** The definitions and fields whose default follows from other fields. */
export function derivedDefaults(): readonly (readonly [definition: string, field: string])[] {
  return Object.entries(derived).flatMap(([name, fields]) =>
    Object.keys(fields).map((field) => [name, field] as const),
  );
}

function defaultPullPolicy(image: unknown): string {
  const text = typeof image === 'string' ? image : '';
  const name = text.slice(text.lastIndexOf('/') + 1);
  return name.endsWith(':latest') || !/[:@]/.test(name) ? 'Always' : 'IfNotPresent';
}

/** A part without some of its fields. */
export function without(value: unknown, ...keys: readonly string[]): Json {
  return Object.fromEntries(Object.entries((value ?? {}) as Json).filter(([key]) => !keys.includes(key)));
}

/** A part with nothing but some of its fields. */
export function only(value: unknown, ...keys: readonly string[]): Json {
  return Object.fromEntries(Object.entries((value ?? {}) as Json).filter(([key]) => keys.includes(key)));
}
