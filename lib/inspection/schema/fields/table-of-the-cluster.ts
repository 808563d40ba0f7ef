/**
 * The classes of the fields of nodes, storage, devices and access; the grammar is that of field-classes.ts.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/
 */
export const clusterTable = `
AzureFilePersistentVolumeSource secretName=#persistent-volume secretNamespace+=text shareName=#persistent-volume
CephFsPersistentVolumeSource monitors=#persistent-volume path=text secretFile=text user=text
CinderPersistentVolumeSource volumeID=#persistent-volume
CsiPersistentVolumeSource driver!=driver volumeAttributes={}text volumeHandle=#persistent-volume
FlexPersistentVolumeSource driver=#persistent-volume options={}text
GlusterfsPersistentVolumeSource endpoints=#persistent-volume endpointsNamespace+=name path=#persistent-volume
IscsiPersistentVolumeSource initiatorName=iscsi iqn=iscsi iscsiInterface=text lun=0..255 portals=[]text
IscsiPersistentVolumeSource targetPortal=#persistent-volume
LocalVolumeSource path=#persistent-volume
PersistentVolumeSpec accessModes=#persistent-volume capacity=#persistent-volume mountOptions=[]text
PersistentVolumeSpec persistentVolumeReclaimPolicy=text storageClassName=name volumeAttributesClassName=name volumeMode=text
QuobytePersistentVolumeSource group=text registry=text tenant=text user=text volume=text
RbdPersistentVolumeSource image=#persistent-volume keyring=text monitors=#persistent-volume pool=text user=text
ScaleIoPersistentVolumeSource gateway=#persistent-volume protectionDomain=text storageMode=text storagePool=text
ScaleIoPersistentVolumeSource system=#persistent-volume volumeName=#persistent-volume
SecretReference name=text namespace=text
StorageOsPersistentVolumeSource volumeName=label volumeNamespace=label

CsiDriverSpec fsGroupPolicy+=text nodeAllocatableUpdatePeriodSeconds=10..9223372036854775807 tokenRequests=[audience]
CsiDriverSpec volumeLifecycleModes=[]filled
CsiNodeSpec drivers=[name]
CsiNodeDriver name!=driver nodeID!=nodeId topologyKeys=[unique]key
CsiStorageCapacity capacity=0.. maximumVolumeSize=0.. storageClassName!=name
StorageClass mountOptions=[]text parameters={filled}text provisioner!=text reclaimPolicy=text volumeBindingMode+=text
TopologySelectorLabelRequirement key=#storage-class values=#storage-class
TokenRequest audience=text expirationSeconds=600..4294967296
VolumeAttachmentSource persistentVolumeName+=name
VolumeAttachmentSpec attacher!=driver nodeName!=name
VolumeAttributesClass driverName!=driver parameters={filled}text
VolumeNodeResources count=0..2147483647

ConfigMapNodeConfigSource kubeletConfigKey=text name=text namespace=text resourceVersion=text uid=text
NodePodPreemptionPolicy disableResizePreemption=[]text
NodeSpec externalID=text podCIDR=cidr podCIDRs=[]text providerID=text taints=[key&effect]
Taint effect!=NoExecute|NoSchedule|PreferNoSchedule key!=key value=value
Overhead podFixed={}quantity
RuntimeClass handler!=label
Scheduling nodeSelector={key}value tolerations=any

BasicDevice attributes={device}any bindingConditions=[..4,unique]key bindingFailureConditions=[..4,unique]key
BasicDevice capacity={device}any nodeName+=name
CapacityRequestPolicy validValues=[..10]quantity
CapacityRequirements requests={device}quantity
CelDeviceSelector expression!=expression
Counter value=quantity
CounterSet counters!=[1..]{label}any name!=label
Device attributes={device}any bindingConditions=[..4,unique]key bindingFailureConditions=[..4,unique]key
Device capacity={device}any compatibilityGroups=[]text consumesCounters=[..2,counterSet] name!=label nodeName+=name
Device nodeAllocatableResources={}any taints=[..16]
DeviceAttribute bools=[1..]any int=text ints=[1..]any string=short strings=[1..]short version+=semver versions=[1..]semver
DeviceClaim config=[..32] constraints=[..32] requests=[..32,name]
DeviceClaimConfiguration requests=[..32,unique]request
DeviceClassSpec config=[..32] extendedResourceName+=extended selectors=[..32]
DeviceConstraint distinctAttribute+=attribute matchAttribute+=attribute requests=[..32,unique]request
DeviceCounterConsumption compatibilityGroups=[]text counterSet!=label counters!=[1..]{label}any
DeviceDerivedAttribute expression!=expression name!=text
DeviceRequest allocationMode=All|ExactCount count=text deviceClassName=name firstAvailable=[..8,name] name!=label selectors=[..32]
DeviceRequest tolerations=[..16]
DeviceSelector cel=text
DeviceSubRequest allocationMode=All|ExactCount count=text deviceClassName!=name name!=label selectors=[..32] tolerations=[..16]
DeviceTaint effect!=NoExecute|None|NoSchedule key!=key value=value
DeviceTaintSelector device+=label deviceClassName=text driver+=driver pool+=pool
DeviceToleration effect=NoExecute|NoSchedule key=key operator=Equal|Exists tolerationSeconds=text value=value
ExactDeviceRequest allocationMode=All|ExactCount count=text deviceClassName!=name selectors=[..32] tolerations=[..16]
NodeAllocatableMapping capacityKey+=text
OpaqueDeviceConfiguration driver!=driver
PodSchedulingContextSpec potentialNodes=[..128]text selectedNode=text
ResourceClaim name!=label request=label
ResourceClaimConsumerReference apiGroup=text name=text resource=text uid=text
ResourcePool generation=0.. name!=pool resourceSliceCount=1..
ResourcePoolStatusRequestSpec defaultPartitionTypeAttribute=attribute driver!=driver limit=1..1000 poolName+=pool
ResourceSliceSpec driver!=driver nodeName+=name partitionTypeAttribute+=attribute sharedCounters=[..8,name]
ResourceSliceSpec skipNodeOperations=[unique]*|NodePrepareResources|NodeUnprepareResources

ApiService spec!=any
ApiServiceSpec caBundle=text group=name groupPriorityMinimum=1..20000 version=label1035 versionPriority=1..1000
CertificateSigningRequestSpec expirationSeconds=600..2147483647 extra={}any groups=[]text request=text signerName!=signer uid=text
CertificateSigningRequestSpec usages!=[1..,unique]usage username=text
ClusterTrustBundleSpec signerName=signer trustBundle!=text
PodCertificateRequestSpec maxExpirationSeconds=3600..7862400 nodeName!=name nodeUID!=text pkixPublicKey=text podName!=name
PodCertificateRequestSpec podUID!=text proofOfPossession=text serviceAccountName!=name serviceAccountUID!=text
PodCertificateRequestSpec signerName!=signer stubPKCS10Request=text unverifiedUserAnnotations={key}text
PriorityClass description=text preemptionPolicy+=text value=#priority-class
NamespaceSpec finalizers=[]finalizer
PolicyRule apiGroups=#rbac-rule nonResourceURLs=#rbac-rule resourceNames=#rbac-rule resources=#rbac-rule verbs=#rbac-rule
RoleRef apiGroup=#rbac-rule kind=#rbac-rule name=#rbac-rule

FlowDistinguisherMethod type!=ByNamespace|ByUser
FlowSchema spec!=any
FlowSchemaSpec matchingPrecedence=0..10000
GroupSubject name!=text
LimitResponse type!=Queue|Reject
LimitedPriorityLevelConfiguration assuredConcurrencyShares=0.. limitResponse!=any borrowingLimitPercent=0..2147483647 lendablePercent=0..100
LimitedPriorityLevelConfiguration nominalConcurrencyShares=0..2147483647
ExemptPriorityLevelConfiguration lendablePercent=0..100 nominalConcurrencyShares=0..2147483647
NonResourcePolicyRule nonResourceURLs!=[1..]urlPath verbs!=[1..]verb
PolicyRulesWithSubjects subjects!=[1..]any
PriorityLevelConfigurationReference name!=name
PriorityLevelConfiguration spec!=any
PriorityLevelConfigurationSpec type!=Exempt|Limited
QueuingConfiguration handSize=0.. queueLengthLimit=0.. queues=0..10000000
ResourcePolicyRule apiGroups!=[1..]text namespaces=[]namespace resources!=[1..]text verbs!=[1..]verb
ServiceAccountSubject name!=account namespace!=label
Subject apiGroup=#rbac-rule kind!=Group|ServiceAccount|User name=#rbac-rule namespace=#rbac-rule
UserSubject name!=text
`;
