/** The words that recur. */
const pull = ['Always', 'IfNotPresent', 'Never'];
const protocols = ['SCTP', 'TCP', 'UDP'];
const policies = ['Cluster', 'Local'];
const completion = ['Indexed', 'NonIndexed'];
const accessModes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];
const volumeModes = ['Block', 'Filesystem'];
const selectorOperators = ['DoesNotExist', 'Exists', 'In', 'NotIn'];
const effects = ['NoExecute', 'NoSchedule', 'PreferNoSchedule'];
const failurePolicy = ['Fail', 'Ignore'];
const matchPolicy = ['Equivalent', 'Exact'];
const admissionScope = ['*', 'Cluster', 'Namespaced'];
const families = ['IPv4', 'IPv6'];
const nodeInclusion = ['Honor', 'Ignore'];
const retention = ['Delete', 'Retain'];

/**
 * The fields whose values the API server takes from a fixed set. The types that the definitions come from call them plain
 * strings; the sets are those of the API reference, those of later versions included.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 */
const enumerations: Readonly<Record<string, readonly string[]>> = {
  'Container.imagePullPolicy': pull,
  'EphemeralContainer.imagePullPolicy': pull,
  'Container.terminationMessagePolicy': ['FallbackToLogsOnError', 'File'],
  'EphemeralContainer.terminationMessagePolicy': ['FallbackToLogsOnError', 'File'],
  'ContainerPort.protocol': protocols,
  'ContainerResizePolicy.restartPolicy': ['NotRequired', 'RestartContainer'],
  'HttpGetAction.scheme': ['HTTP', 'HTTPS'],
  'PodSpec.restartPolicy': ['Always', 'Never', 'OnFailure'],
  'PodSpec.dnsPolicy': ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'],
  'PodSpec.preemptionPolicy': ['Never', 'PreemptLowerPriority'],
  'PodOs.name': ['linux', 'windows'],
  'PodSecurityContext.fsGroupChangePolicy': ['Always', 'OnRootMismatch'],
  'PodSecurityContext.supplementalGroupsPolicy': ['Merge', 'Strict'],
  'SecurityContext.procMount': ['Default', 'Unmasked'],
  'SeccompProfile.type': ['Localhost', 'RuntimeDefault', 'Unconfined'],
  'AppArmorProfile.type': ['Localhost', 'RuntimeDefault', 'Unconfined'],
  'Toleration.operator': ['Equal', 'Exists', 'Gt', 'Lt'],
  'Toleration.effect': effects,
  'Taint.effect': effects,
  'NodeSelectorRequirement.operator': ['DoesNotExist', 'Exists', 'Gt', 'In', 'Lt', 'NotIn'],
  'LabelSelectorRequirement.operator': selectorOperators,
  'TopologySpreadConstraint.whenUnsatisfiable': ['DoNotSchedule', 'ScheduleAnyway'],
  'TopologySpreadConstraint.nodeAffinityPolicy': nodeInclusion,
  'TopologySpreadConstraint.nodeTaintsPolicy': nodeInclusion,
  'HostPathVolumeSource.type': [
    '',
    'BlockDevice',
    'CharDevice',
    'Directory',
    'DirectoryOrCreate',
    'File',
    'FileOrCreate',
    'Socket',
  ],
  'AzureDiskVolumeSource.kind': ['Dedicated', 'Managed', 'Shared'],
  'AzureDiskVolumeSource.cachingMode': ['None', 'ReadOnly', 'ReadWrite'],
  'VolumeMount.mountPropagation': ['Bidirectional', 'HostToContainer', 'None'],
  'VolumeMount.recursiveReadOnly': ['Disabled', 'Enabled', 'IfPossible'],
  'ServiceSpec.type': ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'],
  'ServiceSpec.sessionAffinity': ['ClientIP', 'None'],
  'ServiceSpec.externalTrafficPolicy': policies,
  'ServiceSpec.internalTrafficPolicy': policies,
  'ServiceSpec.ipFamilyPolicy': ['PreferDualStack', 'RequireDualStack', 'SingleStack'],
  'ServiceSpec.ipFamilies': families,
  'ServicePort.protocol': protocols,
  'EndpointPort.protocol': protocols,
  'EndpointSlice.addressType': ['FQDN', ...families],
  'NetworkPolicyPort.protocol': protocols,
  'NetworkPolicySpec.policyTypes': ['Egress', 'Ingress'],
  'HttpIngressPath.pathType': ['Exact', 'ImplementationSpecific', 'Prefix'],
  'IngressClassParametersReference.scope': ['Cluster', 'Namespace'],
  'DeploymentStrategy.type': ['Recreate', 'RollingUpdate'],
  'DaemonSetUpdateStrategy.type': ['OnDelete', 'RollingUpdate'],
  'StatefulSetUpdateStrategy.type': ['OnDelete', 'RollingUpdate'],
  'StatefulSetSpec.podManagementPolicy': ['OrderedReady', 'Parallel'],
  'StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted': retention,
  'StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled': retention,
  'JobSpec.completionMode': completion,
  'JobSpec.podReplacementPolicy': ['Failed', 'TerminatingOrFailed'],
  'PodFailurePolicyRule.action': ['Count', 'FailIndex', 'FailJob', 'Ignore'],
  'PodFailurePolicyOnExitCodesRequirement.operator': ['In', 'NotIn'],
  'CronJobSpec.concurrencyPolicy': ['Allow', 'Forbid', 'Replace'],
  'PersistentVolumeClaimSpec.accessModes': accessModes,
  'PersistentVolumeSpec.accessModes': accessModes,
  'PersistentVolumeClaimSpec.volumeMode': volumeModes,
  'PersistentVolumeSpec.volumeMode': volumeModes,
  'PersistentVolumeSpec.persistentVolumeReclaimPolicy': ['Delete', 'Recycle', 'Retain'],
  'StorageClass.reclaimPolicy': ['Delete', 'Retain'],
  'StorageClass.volumeBindingMode': ['Immediate', 'WaitForFirstConsumer'],
  'CsiDriverSpec.fsGroupPolicy': ['File', 'None', 'ReadWriteOnceWithFSType'],
  'CsiDriverSpec.volumeLifecycleModes': ['Ephemeral', 'Persistent'],
  'LimitRangeItem.type': ['Container', 'PersistentVolumeClaim', 'Pod'],
  'MetricSpecV2.type': ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'],
  'MetricTargetV2.type': ['AverageValue', 'Utilization', 'Value'],
  'HpaScalingPolicyV2.type': ['Percent', 'Pods'],
  'HpaScalingRulesV2.selectPolicy': ['Disabled', 'Max', 'Min'],
  'PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy': ['AlwaysAllow', 'IfHealthyBudget'],
  'PriorityClass.preemptionPolicy': ['Never', 'PreemptLowerPriority'],
  'RoleRef.kind': ['ClusterRole', 'Role'],
  'Subject.kind': ['Group', 'ServiceAccount', 'User'],
  'CustomResourceDefinitionSpec.scope': ['Cluster', 'Namespaced'],
  'CustomResourceConversion.strategy': ['None', 'Webhook'],
  'ValidatingWebhook.failurePolicy': failurePolicy,
  'MutatingWebhook.failurePolicy': failurePolicy,
  'ValidatingWebhook.matchPolicy': matchPolicy,
  'MutatingWebhook.matchPolicy': matchPolicy,
  'ValidatingWebhook.sideEffects': ['None', 'NoneOnDryRun'],
  'MutatingWebhook.sideEffects': ['None', 'NoneOnDryRun'],
  'MutatingWebhook.reinvocationPolicy': ['IfNeeded', 'Never'],
  'RuleWithOperations.operations': ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE'],
  'RuleWithOperations.scope': admissionScope,
};

/**
 * The values that a field may have.
 *
 * @returns undefined where any string will do
 */
export function enumeration(definition: string, field: string): readonly string[] | undefined {
  const key = `${definition}.${field}`;
  return Object.hasOwn(enumerations, key) ? enumerations[key] : undefined;
}
