/**
 * The classes of the fields of Services, configuration, scaling, admission and everything else that is no workload; the
 * grammar is that of field-classes.ts.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 */
export const objectTable = `
ConfigMap binaryData=#configmap-key data=#configmap-key
ControllerRevision revision=0..
ComponentCondition error=text status=text type=text
LimitRangeItem default=#limit-range defaultRequest=#limit-range max=#limit-range maxLimitRequestRatio=#limit-range
LimitRangeItem min=#limit-range type!=text
ObjectReference apiVersion=text fieldPath=text kind=text name=text namespace=text resourceVersion=text uid=text
ResourceQuotaSpec hard=#resource-quota scopes=#resource-quota
ScopedResourceSelectorRequirement operator!=text scopeName!=text values=#resource-quota
Secret data=#configmap-key stringData=#configmap-key type=text

ClientIpConfig timeoutSeconds=#service-type-conflict
EndpointAddress hostname=label ip!=text nodeName+=name
CoreEndpointPort appProtocol+=key name=label port=1..65535 protocol=text
EndpointPort appProtocol+=key name=label port=text protocol=text
Endpoint addresses!=[1..100]text deprecatedTopology={}text hostname+=label nodeName+=name zone=text
EndpointHints forNodes=[..8,name] forZones=[..8,name]
EndpointSlice addressType!=text endpoints=[..1000] ports=[..100]
ForNode name!=name
ForZone name=value
ServicePort appProtocol=#service-ports name=#service-ports nodePort=#service-nodeport port=#port-range protocol=text
ServicePort targetPort=#service-ports
ServiceSpec clusterIP=#service-address clusterIPs=#service-address externalIPs=#service-address
ServiceSpec externalName=#service-external-name externalTrafficPolicy=text healthCheckNodePort=#service-type-conflict
ServiceSpec internalTrafficPolicy=text ipFamilies=#service-address ipFamilyPolicy=text loadBalancerClass=#service-type-conflict
ServiceSpec loadBalancerIP=text loadBalancerSourceRanges=#service-address selector=#label-syntax sessionAffinity=text
ServiceSpec trafficDistribution+=PreferClose|PreferSameNode|PreferSameZone type=text

HttpIngressPath path=#ingress-path pathType=#ingress-path
IngressClassParametersReference apiGroup+=name kind!=segment name!=segment namespace=text scope=text
IngressClass spec!=any
IngressClassSpec controller!=prefixed250
IngressRule host=#ingress-host
IngressServiceBackend name=#ingress-backend
IngressSpec ingressClassName=#ingress-host
IngressTls hosts=#ingress-host secretName=name
IpBlock cidr=#network-policy except=#network-policy
NetworkPolicyPort endPort=#network-policy port=#network-policy protocol+=text
NetworkPolicySpec policyTypes=#network-policy
ParentReference group=name name!=segment namespace=segment resource!=segment uid=text
ServiceBackendPort name=#ingress-backend number=#ingress-backend
ClusterCidrSpec ipv4=cidr ipv6=cidr perNodeHostBits=text
IpAddress spec!=any
ServiceCidr spec!=any
ServiceCidrSpec cidrs=[..2]cidr

ContainerResourceMetricSource container!=label name!=text
CrossVersionObjectReference apiVersion=text kind!=segment name!=segment
HorizontalPodAutoscalerSpec maxReplicas=#hpa-range minReplicas=#hpa-range targetCPUUtilizationPercentage=#hpa-metrics
HpaScalingPolicy periodSeconds=#hpa-range type=#hpa-range value=#hpa-range
HpaScalingRules selectPolicy=#hpa-range stabilizationWindowSeconds=#hpa-range tolerance=0..
MetricIdentifier name!=segment
MetricSpec type=#hpa-metrics
MetricTarget averageUtilization=#hpa-metrics averageValue=#hpa-metrics type=#hpa-metrics value=#hpa-metrics
PodDisruptionBudgetSpec maxUnavailable=#int-or-percent minAvailable=#int-or-percent unhealthyPodEvictionPolicy=text
ResourceMetricSource name!=text
ScaleSpec replicas=0..2147483647

CoreEvent action=text count=text message=text reason=text reportingComponent=text reportingInstance=text type=text
Event action=text count=text deprecatedCount=text message=text note=text reportingComponent=text reason=text reportingController=text reportingInstance=text type=text
EventSeries count=text
CoreEventSeries count=text
EventSource component=text host=text
LeaseSpec holderIdentity=text leaseDurationSeconds=1..2147483647 leaseTransitions=0..2147483647 preferredHolder=text
LeaseSpec strategy=strategy
LeaseCandidateSpec binaryVersion!=release emulationVersion=release leaseName!=text preferredStrategies=[]text strategy!=strategy

ApplyConfiguration expression!=expression
AuditAnnotation key!=text valueExpression!=expression
JsonPatch expression!=expression
MatchCondition expression!=expression name!=key
MatchResources matchPolicy+=Equivalent|Exact
MutatingAdmissionPolicy spec!=any
MutatingAdmissionPolicyBinding spec!=any
MutatingAdmissionPolicyBindingSpec policyName!=name
MutatingAdmissionPolicySpec failurePolicy=Fail|Ignore reinvocationPolicy=IfNeeded|Never
MutatingWebhook admissionReviewVersions=#webhook failurePolicy+=text matchConditions=[..64,name] matchPolicy+=text
MutatingWebhook name=#webhook reinvocationPolicy+=text sideEffects!=text timeoutSeconds=#webhook
Mutation patchType!=ApplyConfiguration|JSONPatch
NamedRuleWithOperations apiGroups!=[1..]text apiVersions!=[1..]filled operations!=[1..]*|CONNECT|CREATE|DELETE|UPDATE
NamedRuleWithOperations resourceNames=[unique]segment resources!=[1..]filled scope+=*|Cluster|Namespaced
ParamKind apiVersion!=text kind!=text
ParamRef name=segment namespace=text parameterNotFoundAction+=Allow|Deny
RuleWithOperations apiGroups!=[1..]text apiVersions!=[1..]filled operations!=[1..]*|CONNECT|CREATE|DELETE|UPDATE
RuleWithOperations resources!=[1..]filled scope+=*|Cluster|Namespaced
ServiceReference name!=text namespace!=text path=hookPath port=1..65535
ValidatingAdmissionPolicy spec!=any
ValidatingAdmissionPolicyBinding spec!=any
ApiServiceReference name!=text namespace!=text port=1..65535
ValidatingAdmissionPolicyBindingSpec policyName!=name validationActions!=[1..,unique]Audit|Deny|Warn
ValidatingAdmissionPolicySpec auditAnnotations=[..20,key] failurePolicy=Fail|Ignore matchConditions=[..64,name]
ValidatingWebhook admissionReviewVersions=#webhook failurePolicy+=text matchConditions=[..64,name] matchPolicy+=text
ValidatingWebhook name=#webhook sideEffects!=text timeoutSeconds=#webhook
Validation expression!=expression message=text messageExpression=text reason=text
Variable expression!=expression name!=identifier
WebhookClientConfig caBundle=text url=#webhook
`;
