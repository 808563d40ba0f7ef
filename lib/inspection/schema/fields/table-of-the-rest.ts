/**
 * The classes of the fields of metadata, of questions to the API server, of custom resource definitions (which have rules of
 * their own) and of APIs that no cluster serves unless it is told to; the grammar is that of field-classes.ts.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/
 */
export const restTable = `
ApiGroup name=text
ApiVersions versions=[]text
FieldSelectorRequirement key=text operator=text values=[]text
GroupResource group=text resource=text
GroupVersionForDiscovery groupVersion=text version=text
LabelSelector matchLabels=#label-syntax
LabelSelectorRequirement key=#label-syntax operator=#label-syntax values=#label-syntax
ListMeta continue=text remainingItemCount=text resourceVersion=text selfLink=text
ManagedFieldsEntry fieldsType=text manager=text operation=text subresource=text
ObjectMeta annotations=#annotation-key deletionGracePeriodSeconds=text finalizers=#finalizer-name generateName=#name-syntax
ObjectMeta generation=text labels=#label-syntax name=#name-syntax namespace=#name-syntax resourceVersion=text
ObjectMeta selfLink=text uid=text
OwnerReference name=text uid=text
Preconditions resourceVersion=text uid=text
ServerAddressByClientCidr clientCIDR=text serverAddress=text
ShardInfo selector=text
Status code=text message=text reason=text
StatusCause field=text message=text reason=text
StatusDetails group=text name=text retryAfterSeconds=text uid=text
WatchEvent type=text

ManagedFieldsEntry time=text
ObjectMeta creationTimestamp=text deletionTimestamp=text
LeaseSpec acquireTime=text renewTime=text
LeaseCandidateSpec pingTime=text renewTime=text
Taint timeAdded=text
DeviceTaint timeAdded=text
Event deprecatedFirstTimestamp=text deprecatedLastTimestamp=text eventTime=text
CoreEvent eventTime=text firstTimestamp=text lastTimestamp=text
EventSeries lastObservedTime=text
CoreEventSeries lastObservedTime=text
NodeAllocatableResourceMapping capacityKey=text
NodeAllocatableResourceMappingV1Beta1 capacityKey=text
NodeAllocatableResourceMappingV1Beta2 capacityKey=text
WorkloadReference name=text podGroup=text podGroupReplicaKey=text

BoundObjectReference name=text uid=text
DeleteOptions dryRun=[]text gracePeriodSeconds=text propagationPolicy=text
FieldSelectorAttributes rawSelector=text
LabelSelectorAttributes rawSelector=text
NonResourceAttributes path=text verb=text
ResourceAttributes group=text name=text namespace=text resource=text subresource=text verb=text version=text
SelfSubjectRulesReviewSpec namespace=text
SubjectAccessReviewSpec extra={}any groups=[]text group=[]text uid=text user=text
TokenRequestSpec attestations={}any audiences=[]text expirationSeconds=text
TokenReviewSpec audiences=[]text token=text

CustomResourceColumnDefinition description=text format=text jsonPath!=text name!=text priority=text type!=text
CustomResourceConversion strategy=text
CustomResourceDefinitionNames categories=[]text kind!=text listKind=text plural!=text shortNames=[]text singular=text
CustomResourceDefinitionSpec group!=text scope!=text
CustomResourceDefinitionVersion deprecationWarning=text name=text
CustomResourceSubresourceScale labelSelectorPath=text specReplicasPath=text statusReplicasPath=text
ExternalDocumentation description=text url=text
SelectableField jsonPath=text
ValidationRule fieldPath=text message=text messageExpression=text reason=text rule=text
WebhookConversion conversionReviewVersions=[]text

AllocationResult shareable=text
CompositeGangSchedulingPolicy minGroupCount=text
CompositePodGroupSpec parentCompositePodGroupName=text preemptionPolicy=text priority=text priorityClassName=text
CompositePodGroupTemplate name=text preemptionPolicy=text priority=text priorityClassName=text
DriverRequests driverName=text
EvictionPodReference name=text uid=text
EvictionRequestPodReference name=text uid=text
EvictionRequestSpec intent=text requester=text
GangSchedulingPolicy minCount=text
GroupVersionResource group=text resource=text version=text
NamedResourcesAttribute int=text name=text string=text version=text
NamedResourcesFilter selector=text
NamedResourcesInstance name=text
NamedResourcesIntSlice ints=[]text
NamedResourcesRequest selector=text
NamedResourcesStringSlice strings=[]text
PodGroup name=text
PodGroupResourceClaim name=text resourceClaimName=text resourceClaimTemplateName=text
PodGroupSpec disruptionMode=text parentCompositePodGroupName=text preemptionPolicy=text priority=text priorityClassName=text
PodGroupTemplate disruptionMode=text name=text preemptionPolicy=text priority=text priorityClassName=text
ResourceClaimParametersReference apiGroup=text name=text
ResourceClaimSpec allocationMode=text controller=text resourceClassName=text
ResourceClass driverName=text
ResourceClassParametersReference apiGroup=text name=text namespace=text
ResourceFilter driverName=text
ResourceSlice driverName=text nodeName=text
StorageVersionMigrationSpec continueToken=text
TopologyConstraint key=text
VendorParameters driverName=text
WorkloadPodGroupGangSchedulingPolicy minCount=text
WorkloadPodGroupResourceClaim name=text resourceClaimName=text resourceClaimTemplateName=text
WorkloadPodGroupTemplateReference podGroupTemplateName=text workloadName=text
WorkloadReference templateName=text workloadName=text
`;
