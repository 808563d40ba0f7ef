/**
 * The classes of the fields of pods and of the workloads that make them; the grammar is that of field-classes.ts.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/
 */
export const podTable = `
AppArmorProfile localhostProfile=text type!=Localhost|RuntimeDefault|Unconfined
AzureDiskVolumeSource cachingMode=text diskName=#volume-source diskURI=#volume-source kind=text
AzureFileVolumeSource secretName=#volume-source shareName=#volume-source
AwsElasticBlockStoreVolumeSource partition=0..255 volumeID=#volume-source
Capabilities add=[]text drop=[]text
CephFsVolumeSource monitors=#volume-source path=text secretFile=text user=text
CinderVolumeSource volumeID=#volume-source
ClaimSource resourceClaimName=#claim resourceClaimTemplateName=#claim
ClusterTrustBundleProjection name+=text path!=path signerName+=signer user=0..2147483647
ConfigMapEnvSource name=#env-source
ConfigMapKeySelector key=#env-source name=#env-source
ConfigMapProjection name=#volume-source
ConfigMapVolumeSource defaultMode=#file-mode defaultUser=0..2147483647 name=#volume-source
Container args=[]text command=[]text image=#image imagePullPolicy=text name=#container-name restartPolicy=#restart-policy
Container resizePolicy=[resourceName] terminationMessagePath=text terminationMessagePolicy=text workingDir=text
ContainerPort containerPort=#port-range hostIP=text hostPort=#port-range name=#port-name protocol=text
ContainerResizePolicy resourceName!=cpu|memory restartPolicy!=NotRequired|RestartContainer
ContainerRestartRule action!=Restart|RestartAllContainers
ContainerRestartRuleOnExitCodes operator!=In|NotIn values=[..255]0..255
CronJobSpec concurrencyPolicy=text failedJobsHistoryLimit=#int-or-percent schedule=#cronjob-schedule
CronJobSpec startingDeadlineSeconds=#int-or-percent successfulJobsHistoryLimit=#int-or-percent timeZone=#cronjob-timezone
CsiVolumeSource driver=#volume-source volumeAttributes={}text
DaemonSetSpec minReadySeconds=#int-or-percent revisionHistoryLimit=#int-or-percent
DaemonSetUpdateStrategy type=text
DeploymentSpec minReadySeconds=#int-or-percent progressDeadlineSeconds=#progress-deadline replicas=#int-or-percent
DeploymentSpec revisionHistoryLimit=#int-or-percent
DeploymentStrategy type=text
DownwardApiVolumeFile mode=#file-mode path=#sub-path user=0..2147483647
DownwardApiVolumeSource defaultMode=#file-mode defaultUser=0..2147483647
EmptyDirVolumeSource medium=text mode=text
EnvFromSource prefix=#env-name
EnvVar name=#env-name value=text
EphemeralContainer args=[]text command=[]text image=#image imagePullPolicy=text name=#container-name
EphemeralContainer restartPolicy=#init-container-field targetContainerName=text terminationMessagePath=text
EphemeralContainer terminationMessagePolicy=text workingDir=text
EvictionResponder name!=text priority=0..100000
ExecAction command=#probe-handler
FcVolumeSource lun=#volume-source targetWWNs=#volume-source wwids=#volume-source
FileKeySelector key!=text path!=relative volumeName!=label
FlexVolumeSource driver=#volume-source options={}text
FlockerVolumeSource datasetName=#volume-source datasetUUID=#volume-source
GcePersistentDiskVolumeSource partition=0..255 pdName=#volume-source
GitRepoVolumeSource directory=path repository=#volume-source revision=text
GlusterfsVolumeSource endpoints=#volume-source path=#volume-source
GrpcAction mode=text port=#probe-handler service=text
HostAlias hostnames=#pod-dns ip=#pod-dns
HostPathVolumeSource path=#volume-source type=text
HttpGetAction host=text path=#probe-handler port=#probe-handler protocol=text scheme=text
HttpHeader name=#probe-handler value=text
ImageVolumeSource pullPolicy=text reference=#volume-source
IscsiVolumeSource initiatorName=iscsi iqn=#volume-source iscsiInterface=text lun=#volume-source portals=[]text
IscsiVolumeSource targetPortal=#volume-source
JobSpec activeDeadlineSeconds=#int-or-percent backoffLimit=#int-or-percent backoffLimitPerIndex=#int-or-percent
JobSpec completionMode=text completions=#int-or-percent managedBy+=prefixed maxFailedIndexes=#int-or-percent
JobSpec parallelism=#int-or-percent podReplacementPolicy=text ttlSecondsAfterFinished=#int-or-percent
KeyToPath key=#volume-source mode=#file-mode path=#sub-path user=0..2147483647
Lifecycle stopSignal=text
LocalObjectReference name=text
NfsVolumeSource path=#volume-source server=#volume-source
NodeSelectorRequirement key=#affinity operator=#affinity values=#affinity
ObjectFieldSelector apiVersion=#field-path fieldPath=#field-path
PersistentVolumeClaimSpec accessModes=#pvc storageClassName=#pvc volumeAttributesClassName=name volumeMode=#pvc
PersistentVolumeClaimSpec volumeName=text
PersistentVolumeClaimVolumeSource claimName=#volume-source
PhotonPersistentDiskVolumeSource pdID=#volume-source
PodAffinityTerm matchLabelKeys=[]key mismatchLabelKeys=[]key namespaces=#affinity topologyKey=#affinity
PodCertificateProjection certificateChainPath=path credentialBundlePath=path keyPath=path
PodCertificateProjection keyType!=ECDSAP256|ECDSAP384|ECDSAP521|ED25519|MLDSA44|MLDSA65|MLDSA87|RSA3072|RSA4096
PodCertificateProjection maxExpirationSeconds=3600..7862400 signerName!=signer user=0..2147483647 userAnnotations={key}text
PodDnsConfig nameservers=#pod-dns searches=#pod-dns
PodDnsConfigOption name=#pod-dns value=text
PodFailurePolicyOnExitCodesRequirement containerName=#pod-failure-policy operator=#pod-failure-policy
PodFailurePolicyOnExitCodesRequirement values=#pod-failure-policy
PodFailurePolicyOnPodConditionsPattern status=#pod-failure-policy type=#pod-failure-policy
PodFailurePolicyRule action=#pod-failure-policy
PodOs name!=linux|windows
PodReadinessGate conditionType=#pod-gate
PodResourceClaim name!=label resourceClaimName+=name resourceClaimTemplateName+=name
PodSchedulingGate name=#pod-gate
PodSchedulingGroup podGroupName+=name
PodSecurityContext fsGroup=#security-context-conflict fsGroupChangePolicy+=text runAsGroup=#security-context-conflict
PodSecurityContext runAsUser=#security-context-conflict seLinuxChangePolicy=text
PodSecurityContext supplementalGroups=#security-context-conflict supplementalGroupsPolicy=text
PodSpec activeDeadlineSeconds=1..2147483647 dnsPolicy=text hostname=#name-syntax hostnameOverride=text nodeName=#name-syntax
PodSpec nodeSelector=#label-syntax overhead={}quantity preemptionPolicy+=text priority=text priorityClassName=#name-syntax
PodSpec resourceClaims=[name] restartPolicy=#restart-policy runtimeClassName=#name-syntax schedulerName=text serviceAccount=text
PodSpec serviceAccountName=#name-syntax subdomain=#name-syntax terminationGracePeriodSeconds=text
PortworxVolumeSource volumeID=#volume-source
PreferredSchedulingTerm weight=#affinity
Probe failureThreshold=#probe-threshold initialDelaySeconds=#probe-threshold periodSeconds=#probe-threshold
Probe successThreshold=#probe-threshold terminationGracePeriodSeconds=#probe-threshold timeoutSeconds=#probe-threshold
ProjectedVolumeSource defaultMode=#file-mode defaultUser=0..2147483647
QuobyteVolumeSource group=text registry=#volume-source tenant=#volume-source user=text volume=#volume-source
RbdVolumeSource image=#volume-source keyring=text monitors=#volume-source pool=text user=text
ReplicaSetSpec minReadySeconds=#int-or-percent replicas=#int-or-percent
ReplicationControllerSpec minReadySeconds=#int-or-percent replicas=#int-or-percent selector={}text
ResourceFieldSelector containerName=#field-path divisor=#field-path resource=#field-path
ResourceRequirements limits=#resource-name requests=#resource-name
RollingUpdateDaemonSet maxSurge=#int-or-percent maxUnavailable=#int-or-percent
RollingUpdateDeployment maxSurge=#int-or-percent maxUnavailable=#int-or-percent
RollingUpdateStatefulSetStrategy maxUnavailable=text partition=#int-or-percent
ScaleIoVolumeSource gateway=#volume-source protectionDomain=text storageMode=text storagePool=text system=#volume-source
ScaleIoVolumeSource volumeName=#volume-source
SeLinuxOptions level=text role=text type=text user=text
SeccompProfile localhostProfile=#seccomp type=#seccomp
SecretEnvSource name=#env-source
SecretKeySelector key=#env-source name=#env-source
SecretProjection name=#volume-source
SecretVolumeSource defaultMode=#file-mode defaultUser=0..2147483647 secretName=#volume-source
SecurityContext procMount+=text runAsGroup=#security-context-conflict runAsUser=#security-context-conflict
ServiceAccountTokenProjection audience=text expirationSeconds=#volume-source path=#volume-source user=0..2147483647
SleepAction seconds=#probe-handler
StatefulSetOrdinals start=#int-or-percent
StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted=text whenScaled=text
StatefulSetSpec minReadySeconds=#int-or-percent podManagementPolicy=text replicas=#int-or-percent
StatefulSetSpec revisionHistoryLimit=#int-or-percent serviceName=#name-syntax
StatefulSetUpdateStrategy type=text
StorageOsVolumeSource volumeName=#volume-source volumeNamespace=#volume-source
SuccessPolicy rules=[1..20]
SuccessPolicyRule succeededCount=0..2147483647 succeededIndexes=text
Sysctl name=#sysctl value=text
TcpSocketAction host=text port=#probe-handler
Toleration effect=#toleration key=#toleration operator=#toleration tolerationSeconds=#toleration value=#toleration
TopologySpreadConstraint matchLabelKeys=#topology-spread maxSkew=#topology-spread minDomains=#topology-spread
TopologySpreadConstraint nodeAffinityPolicy=#topology-spread nodeTaintsPolicy=#topology-spread
TopologySpreadConstraint topologyKey=#topology-spread whenUnsatisfiable=#topology-spread
TypedLocalObjectReference apiGroup=#pvc kind=#pvc name=#pvc
TypedObjectReference apiGroup=#pvc kind=#pvc name=#pvc namespace=#pvc
Volume name=#volume-name
VolumeDevice devicePath=#mount-path name=#mount-unknown-volume
VolumeMount bindMountOptions=[]text mountPath=#mount-path mountPropagation+=text name=#mount-unknown-volume
VolumeMount recursiveReadOnly+=text subPath=#sub-path subPathExpr=#sub-path
VolumeResourceRequirements limits={}quantity requests=#pvc
VsphereVirtualDiskVolumeSource storagePolicyID=text storagePolicyName=text volumePath=#volume-source
WeightedPodAffinityTerm weight=#affinity
WindowsSecurityContextOptions gmsaCredentialSpec+=text gmsaCredentialSpecName+=name runAsUserName+=windowsUser
`;
