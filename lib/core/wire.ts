// cdk8s-plus-27 has the types of every Kubernetes object as the reference has them, but with its own spelling of some
// fields (hostPid, clusterIp) and with classes for quantities. What is written here is the object as it goes over the
// wire, so its types are derived: exact for Kubernetes 1.27, and nothing of cdk8s-plus-27 is loaded for them.

/** The fields that cdk8s-plus-27 spells otherwise than the API; a test compares this table with its sources. */
interface WireNames {
  clientIp: 'clientIP';
  clusterIp: 'clusterIP';
  clusterIPs: 'clusterIPs';
  datasetUuid: 'datasetUUID';
  diskUri: 'diskURI';
  downwardApi: 'downwardAPI';
  externalId: 'externalID';
  hostIp: 'hostIP';
  hostIpc: 'hostIPC';
  hostPid: 'hostPID';
  insecureSkipTlsVerify: 'insecureSkipTLSVerify';
  loadBalancerIp: 'loadBalancerIP';
  nodeId: 'nodeID';
  nonResourceUrLs: 'nonResourceURLs';
  pdId: 'pdID';
  podCidr: 'podCIDR';
  podCidRs: 'podCIDRs';
  providerId: 'providerID';
  scaleIo: 'scaleIO';
  setHostnameAsFqdn: 'setHostnameAsFQDN';
  storagePolicyId: 'storagePolicyID';
  targetCpuUtilizationPercentage: 'targetCPUUtilizationPercentage';
  targetWwNs: 'targetWWNs';
  volumeId: 'volumeID';
}

/** The fields of custom resources that `cdk8s import` spells otherwise than the API; a test compares them with imports/. */
interface CustomWireNames {
  accessKeyId: 'accessKeyID';
  accessKeyIdSecretRef: 'accessKeyIDSecretRef';
  acmeDns: 'acmeDNS';
  azureDns: 'azureDNS';
  cloudDns: 'cloudDNS';
  convertClassicHistogramsToNhcb: 'convertClassicHistogramsToNHCB';
  customBrowserXssValue: 'customBrowserXSSValue';
  disableOpenApiValidation: 'disableOpenAPIValidation';
  forceStsHeader: 'forceSTSHeader';
  gatewayHttpRoute: 'gatewayHTTPRoute';
  hostedZoneId: 'hostedZoneID';
  isCa: 'isCA';
  issuingCertificateUrLs: 'issuingCertificateURLs';
  keepFiringFor: 'keep_firing_for';
  keyId: 'keyID';
  nativeLb: 'nativeLB';
  nodePortLb: 'nodePortLB';
  partialResponseStrategy: 'partial_response_strategy';
  passTlsClientCert: 'passTLSClientCert';
  queryOffset: 'query_offset';
  repoUrl: 'repoURL';
  resourceId: 'resourceID';
  skipCrDs: 'skipCRDs';
  skipTlsVerify: 'skipTLSVerify';
  subscriptionId: 'subscriptionID';
  tenantId: 'tenantID';
}

/** The same for the fields that only structs with a `tenantId` spell otherwise: those about Azure. */
interface TenantWireNames {
  clientId: 'clientID';
}

type WireName<K, T> = K extends keyof WireNames
  ? WireNames[K]
  : K extends keyof CustomWireNames
    ? CustomWireNames[K]
    : K extends keyof TenantWireNames
      ? 'tenantId' extends keyof T
        ? TenantWireNames[K]
        : K
      : K;

/** Quantity and IntOrString: classes whose one field is `value`. */
type IsScalarClass<T> = T extends { readonly value: string | number }
  ? keyof T extends 'value'
    ? true
    : false
  : false;

/** A type of cdk8s-plus-27's `k8s` module, or of imports/, as plain data with the field names of the API. */
export type Wire<T> = T extends string
  ? `${T}`
  : T extends number | boolean | undefined | null
    ? T
    : IsScalarClass<T> extends true
      ? string | number
      : T extends Date
        ? string
        : T extends readonly (infer E)[]
          ? readonly Wire<E>[]
          : T extends object
            ? { readonly [K in keyof T as WireName<K, T>]: Wire<T[K]> }
            : T;

/**
 * A part of an object, to be merged into it: every field may be left out, and `null` removes one.
 *
 * An element of a list whose elements have a name is merged into the element of that name.
 */
export type Patch<T> = T extends readonly (infer E)[]
  ? readonly (Patch<E> & { readonly $patch?: 'delete' })[]
  : T extends object
    ? { readonly [K in keyof T]?: Patch<T[K]> | null }
    : T;
