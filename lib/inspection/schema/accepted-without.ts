/**
 * Fields that the OpenAPI document calls required and that the API server does without: it checks its own rules, not that
 * document, and a zero, an empty list or a default will do for these.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 */
const optional = new Set([
  'StatefulSetSpec.serviceName',
  'NetworkPolicySpec.podSelector',
  'PriorityClass.value',
  'ControllerRevision.revision',
  'EndpointSlice.endpoints',
  'EndpointPort.port',
  'TypedLocalObjectReference.kind',
  'TypedLocalObjectReference.name',
  'LimitRangeSpec.limits',
  'IscsiVolumeSource.lun',
  'IscsiPersistentVolumeSource.lun',
  'ScaleIoVolumeSource.secretRef',
  'ScaleIoPersistentVolumeSource.secretRef',
  'CustomResourceDefinitionVersion.served',
  'CustomResourceDefinitionVersion.storage',
  'Sysctl.value',
  'SleepAction.seconds',
  'CoreEvent.involvedObject',
  'ForZone.name',
  'TokenRequest.audience',
  'CsiNode.spec',
  'CSINode.spec',
  'ResourcePool.generation',
  'DeviceCapacity.value',
  'HttpHeader.value',
  'PodFailurePolicy.rules',
  'PodFailurePolicyRule.onPodConditions',
  'PodFailurePolicyOnPodConditionsPattern.status',
  'RoleRef.apiGroup',
  'Event.eventTime',
  'PreferredSchedulingTerm.preference',
  'CsiDriver.spec',
  'CsiNodeSpec.drivers',
  'TokenRequestSpec.audiences',
]);

/** Definitions that the OpenAPI document lets stand without a `spec`, and that no API server accepts so. */
const needSpec = new Set([
  'Pod',
  'PodTemplateSpec',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'JobTemplateSpec',
  'CronJob',
  'Service',
  'Ingress',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'HorizontalPodAutoscaler',
  'HorizontalPodAutoscalerV2',
]);

/** Whether the API server accepts an object of that definition without the field that OpenAPI requires. */
export function acceptedWithout(definition: string, field: string): boolean {
  return optional.has(`${definition}.${field}`);
}

/** The fields that the API server asks for beyond those that OpenAPI requires. */
export function alsoRequired(definition: string): readonly string[] {
  return needSpec.has(definition) ? ['spec'] : [];
}
