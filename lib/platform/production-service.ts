import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import {
  absolutePath,
  anyText,
  apiObject,
  dnsSubdomain,
  envName,
  instance,
  integer,
  listOf,
  mapOf,
  oneOf,
  struct,
  hostName,
} from '../core/fields';
import type { Manifest } from '../core/manifest';
import type { Problems } from '../core/problems';
import { checkProps, required, type Shape } from '../core/shape';
import { Certificate } from '../network/certificate';
import { ConfigRollout } from '../parts/configuration/config-files';
import { Disruption } from '../parts/scheduling/disruption';
import { EnvSource } from '../parts/configuration/env-source';
import type { EnvValue } from '../parts/configuration/env-value';
import { IngressTls } from '../parts/routing/ingress-options';
import { issuer, type IIssuer } from '../parts/certificates/issuer-reference';
import { egressAccess, NetworkPeer, type EgressAccess } from '../parts/routing/network-peer';
import { Probe } from '../parts/containers/probe';
import { resources, type Resources } from '../parts/scheduling/resources';
import { SecretSource } from '../parts/configuration/secret-source';
import { Strategy } from '../parts/release/strategy';
import { TopologySpread } from '../parts/scheduling/topology-spread';
import { containerOptions } from '../pod/container-options';
import { workloadNaming, type WorkloadNaming } from '../pod/workload-props';
import { WebService, type WebServiceOverride, webServiceProps } from '../workloads/web-service';
import { ConfigMap } from './config-map';
import { Secret, SecretType } from './secret';

/** What a ProductionService can say. */
export interface ProductionServiceProps extends WorkloadNaming {
  /** Image: `[registry[:port]/]name[:tag][@digest]`. */
  readonly image: string;
  /** Port that the container listens on; it is called "http". @default 8080 */
  readonly port?: number;
  /** Page that answers when the service is ready: an absolute path. @default '/' */
  readonly healthPath?: string;
  /** What the container asks for and what it may use; the CPU request is what it is scaled by. */
  readonly resources: Resources;
  /** Pods at least, from 2: one may be missing. @default 2 */
  readonly minReplicas?: number;
  /** Pods at most. @default 10 */
  readonly maxReplicas?: number;
  /** Host names by which it is reached over HTTPS. */
  readonly hosts: readonly string[];
  /** Who issues the certificate for them. */
  readonly issuer: IIssuer;
  /** Name of the Certificate, and of the Secret that it is kept in. @default - the service's name */
  readonly certificateName?: string;
  /** Class of the ingress controller, such as `traefik`. @default - not said: the cluster's default class */
  readonly ingressClassName?: string;
  /** Where the ingress controller is: nobody else may connect. */
  readonly ingressFrom: readonly NetworkPeer[];
  /** Where the service may connect to, beside DNS and what it is bound to. @default - everywhere */
  readonly egress?: readonly EgressAccess[];
  /** Settings that are no secrets, as environment variables: a ConfigMap. @default - none */
  readonly config?: { readonly [name: string]: string };
  /** How pods notice that these have changed. @default ConfigRollout.CHECKSUM */
  readonly configRollout?: ConfigRollout;
  /** Environment variables beside these, such as secrets. @default - none */
  readonly env?: { readonly [name: string]: string | EnvValue };
  /** Account by which nodes fetch the image: where its values come from. @default - none is needed */
  readonly registry?: SecretSource;
  /** Name of the Secret with that account. @default 'registry' */
  readonly registryName?: string;
  /** Directories that the container writes to. @default - what the image catalogue says of the image */
  readonly writablePaths?: readonly string[];
  /** Security settings of the container. @default - those of the security profile */
  readonly securityContext?: k8s.SecurityContext;
  /** Parts that are merged into the objects of the WebService at the very end. @default - none */
  readonly override?: WebServiceOverride;
}

const productionServiceProps: Shape<ProductionServiceProps> = {
  ...workloadNaming,
  image: containerOptions.image,
  port: integer(1, 65535),
  healthPath: absolutePath,
  resources: required(struct(() => resources)),
  minReplicas: integer(2),
  maxReplicas: integer(2),
  hosts: required(listOf(hostName, 1)),
  issuer: required(issuer),
  certificateName: dnsSubdomain,
  ingressClassName: dnsSubdomain,
  ingressFrom: required(listOf(instance(NetworkPeer, 'NetworkPeer.namespace(…), …'), 1)),
  egress: listOf(struct(() => egressAccess)),
  config: mapOf(envName, anyText),
  configRollout: oneOf(Object.values(ConfigRollout)),
  env: containerOptions.env,
  registry: instance(SecretSource, 'SecretSource.external({ … }), …'),
  registryName: dnsSubdomain,
  writablePaths: containerOptions.writablePaths,
  securityContext: apiObject,
  override: webServiceProps.override,
};

const defaultMaxReplicas = 10;

/**
 * A service as it runs in production: NetworkPolicy, PodDisruptionBudget, the registry's Secret, ConfigMap, Service,
 * Deployment, HorizontalPodAutoscaler, Ingress and Certificate, in the order in which they are applied.
 *
 * The pods are replaced one by one without one missing, spread over the nodes, and reached by the ingress controller
 * alone. A WebService says all of this more freely.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
 */
export class ProductionService extends ChartConstruct {
  /** The WebService that it is. */
  readonly web: WebService;
  /** The registry's account, where one is needed. */
  readonly registry?: Secret;
  /** The settings, where there are some. */
  readonly config?: ConfigMap;
  /** The certificate for its hosts. */
  readonly certificate: Certificate;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: ProductionServiceProps) {
    super(scope, id);
    checkProps(this, props, productionServiceProps, (at) => checkTogether(props, at));
    const { name, namespace, identity, labels } = props;
    const common = {
      ...(namespace === undefined ? {} : { namespace }),
      ...(identity === undefined ? {} : { identity }),
      ...(labels === undefined ? {} : { labels }),
    };
    const certificateName = props.certificateName ?? name;
    if (props.registry !== undefined) {
      this.registry = new Secret(this, 'registry', {
        ...common,
        name: props.registryName ?? 'registry',
        source: props.registry,
        ...(props.registry._definition.from === 'existing' ? {} : { type: SecretType.DOCKER_CONFIG_JSON }),
      });
    }
    if (props.config !== undefined) {
      const rollout = props.configRollout ?? ConfigRollout.CHECKSUM;
      this.config = new ConfigMap(this, 'config', { ...common, name, data: props.config, rollout });
    }
    this.web = new WebService(this, 'web', {
      ...common,
      name,
      ...(props.annotations === undefined ? {} : { annotations: props.annotations }),
      ...(props.securityProfile === undefined ? {} : { securityProfile: props.securityProfile }),
      image: props.image,
      ports: [{ name: 'http', containerPort: props.port ?? 8080 }],
      readinessProbe: Probe.httpGet(props.healthPath ?? '/'),
      livenessProbe: Probe.tcpSocket(),
      resources: props.resources,
      autoscaling: { minReplicas: props.minReplicas ?? 2, maxReplicas: props.maxReplicas ?? defaultMaxReplicas },
      strategy: Strategy.rolling({ maxUnavailable: 0, maxSurge: 1 }),
      disruption: Disruption.maxUnavailable(1, { evictUnhealthy: true }),
      topologySpread: [TopologySpread.acrossNodes()],
      networkPolicy: {
        ingress: props.ingressFrom.map((from) => ({ from })),
        ...(props.egress === undefined ? {} : { egress: props.egress }),
      },
      ingress: {
        hosts: props.hosts,
        tls: IngressTls.secret(certificateName),
        ...(props.ingressClassName === undefined ? {} : { className: props.ingressClassName }),
      },
      ...(this.registry === undefined ? {} : { imagePullSecrets: [this.registry.name] }),
      ...(this.config === undefined ? {} : { envFrom: [EnvSource.configMap(this.config)] }),
      ...(props.env === undefined ? {} : { env: props.env }),
      ...(props.writablePaths === undefined ? {} : { writablePaths: props.writablePaths }),
      ...(props.securityContext === undefined ? {} : { securityContext: props.securityContext }),
      ...(props.override === undefined ? {} : { override: props.override }),
    });
    this.certificate = new Certificate(this, 'certificate', {
      ...common,
      name: certificateName,
      dnsNames: props.hosts,
      issuer: props.issuer,
    });
    this.order();
  }

  /** What the pods need comes before them, and before the Service; the policies come first. */
  private order(): void {
    const before: (Manifest | undefined)[] = [this.registry?.object, this.config?.object];
    const policies = [this.web.networkPolicy, this.web.podDisruptionBudget].filter((object) => object !== undefined);
    for (const object of before) {
      if (object === undefined) continue;
      object.addDependency(...policies);
      this.web.deployment.addDependency(object);
      this.web.service?.addDependency(object);
    }
  }
}

function checkTogether(
  { resources, minReplicas = 2, maxReplicas = defaultMaxReplicas, config, configRollout }: ProductionServiceProps,
  at: Problems,
): void {
  if (config === undefined && configRollout !== undefined) {
    at.at('configRollout').add("says how 'config' is noticed, and there is none", "give 'config', or drop it");
  }
  if (minReplicas > maxReplicas) at.at('minReplicas').mustBe(`at most maxReplicas (${maxReplicas})`, minReplicas);
  if ((resources.requests ?? resources.limits)?.cpu === undefined) {
    at.at('resources').add(
      'must have a requested cpu, by a share of which it is scaled, and none is requested',
      'give requests.cpu',
    );
  }
}
