import type { k8s } from 'cdk8s-plus-27';
import { checkArguments } from '../core/arguments';
import { refuse } from '../core/errors';
import { envName } from '../core/fields';
import type { Wire } from '../core/wire';
import { toClaim, type ClaimTemplate } from '../parts/storage/claim-template';
import { envText, type EnvValue } from '../parts/configuration/env-value';
import { ImageCatalog } from '../parts/images/image-catalog';
import type { ReleaseOptions } from '../parts/release/release-options';
import { SecurityProfile, SecurityProfiles } from '../parts/access/security-profile';
import { checksumsOf, configReferencesOf } from './config-checksums';
import { ConfigVolumes } from './config-volumes';
import { toContainer } from './container';
import type { ContainerProps } from './container-options';
import { harden } from './hardening';
import { mountsOf, volumesOf } from './mounts';
import type { PodOptions } from './pod-options';
import type { WorkloadContext } from './workload-context';

/** What a workload tells its pod template, beside the options of the caller. */
export interface PodTemplateExtras {
  /** Claims that each replica gets. */
  readonly claims?: readonly ClaimTemplate[];
  /** Whether the pods carry the labels of the identity. @default true */
  readonly identified?: boolean;
  /** Whether other pods take their place when the template changes: only these can notice a checksum. @default true */
  readonly replaced?: boolean;
  /** Fields of the pod that only some workloads have. */
  readonly fields?: Partial<Wire<k8s.PodSpec>>;
}

/** Labels and annotations, where there are some. */
export interface PodMetadata {
  readonly labels?: { readonly [key: string]: string };
  readonly annotations?: { readonly [key: string]: string };
}

/** The pods of a workload: what the caller says, what was bound to it since, and what the security profile adds. */
export class PodTemplate {
  private readonly main: ContainerProps;
  private readonly sidecars: ContainerProps[];
  private readonly initContainers: ContainerProps[];
  private readonly env: Map<string, string | EnvValue>;
  private readonly annotations: Record<string, string>;
  private readonly config: ConfigVolumes;

  constructor(
    private readonly context: WorkloadContext,
    private readonly options: PodOptions,
    private readonly extras: PodTemplateExtras = {},
    original?: PodTemplate,
  ) {
    this.main = { ...options, name: options.containerName ?? context.name };
    this.sidecars = [...(options.sidecars ?? [])];
    this.initContainers = [...(options.initContainers ?? [])];
    this.env = new Map(Object.entries(options.env ?? {}));
    this.annotations = { ...(original?.annotations ?? options.podAnnotations) };
    this.config = original?.config ?? new ConfigVolumes(context, this.containers());
  }

  /** Adds an environment variable to the main container. @throws DrydockError when it is there with another value */
  addEnv(name: string, value: string | EnvValue): void {
    checkArguments(this.context.owner, 'addEnv', (at) => {
      envName.test(name, at.at('name'));
      envText.test(value, at.at('value'));
    });
    const before = this.env.get(name);
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(value)) {
      refuse(
        this.context.owner,
        `the environment variable "${name}" is given twice, with two values; remove one of them`,
      );
    }
    this.env.set(name, value);
  }

  /** Adds annotations to the pods. */
  addAnnotations(annotations: { readonly [key: string]: string } = {}): void {
    Object.assign(this.annotations, annotations);
  }

  /** The same pods with what they have by now, known by more labels and with another version in them. */
  vary(labels: { readonly [key: string]: string }, { env, ...version }: ReleaseOptions = {}): PodTemplate {
    const { options, context } = this;
    const follow = (container: ContainerProps): ContainerProps =>
      container.image === options.image ? { ...container, image: version.image ?? options.image } : container;
    const varied: PodOptions = {
      ...options,
      ...version,
      env: { ...Object.fromEntries(this.env), ...env },
      sidecars: this.sidecars.map(follow),
      initContainers: this.initContainers.map(follow),
    };
    return new PodTemplate({ ...context, identity: context.identity.with(labels) }, varied, this.extras, this);
  }

  /** The template as a workload carries it. */
  toTemplate(): Wire<k8s.PodTemplateSpec> {
    const metadata = this.toMetadata();
    return { ...(Object.keys(metadata).length === 0 ? {} : { metadata }), spec: this.toSpec() };
  }

  /** The labels and annotations of the pods. */
  toMetadata(): PodMetadata {
    const labels = { ...this.context.labels, ...this.labels(), ...this.options.podLabels };
    const annotations = { ...this.checksums(), ...this.annotations };
    return {
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    };
  }

  /** The claims that each replica gets. */
  toClaims(): readonly Wire<k8s.KubePersistentVolumeClaimProps>[] {
    return (this.extras.claims ?? []).map(toClaim);
  }

  /** What the caller says of an annotation comes before what is added here. */
  private checksums(): { readonly [annotation: string]: string } {
    if (this.extras.replaced === false) return {};
    const ofMain = configReferencesOf(this.main, this.env.values());
    const ofOthers = [...this.sidecars, ...this.initContainers].flatMap((container) => configReferencesOf(container));
    return checksumsOf(this.context.owner, [...this.config.references(), ...ofMain, ...ofOthers]);
  }

  private labels(): { readonly [key: string]: string } {
    if (this.extras.identified === false) return {};
    const { identity } = this.context;
    return SecurityProfiles.of(this.context.owner) === SecurityProfile.PLAIN ? identity.selector : identity.labels;
  }

  private containers(): readonly ContainerProps[] {
    return [this.main, ...this.sidecars, ...this.initContainers];
  }

  /** The pods themselves. */
  toSpec(): Wire<k8s.PodSpec> {
    const { options, context } = this;
    const containers = this.containers();
    const claims = this.extras.claims ?? [];
    const hardening = harden(
      SecurityProfiles.of(context.owner),
      ImageCatalog.of(context.owner),
      containers,
      options.podSecurityContext,
      { hasClaims: claims.length > 0, hostNetwork: this.extras.fields?.hostNetwork === true },
    );
    const mounts = containers.map((container, i) =>
      mountsOf(container, {
        claims: container === this.main ? claims : [],
        config: this.config.mountsOf(container.name),
        writablePaths: hardening.containers[i]?.writablePaths ?? [],
        directoryPrefix: container === this.main ? '' : `${container.name}-`,
      }),
    );
    const volumes = volumesOf(context.owner, mounts.flat(), claims);
    const rendered = containers.map((container, i) =>
      toContainer(
        container,
        container === this.main ? [...this.env] : Object.entries(container.env ?? {}),
        hardening.containers[i]?.securityContext,
        mounts[i] ?? [],
      ),
    );
    const running = 1 + this.sidecars.length;
    const token = options.automountServiceAccountToken ?? hardening.automountServiceAccountToken;
    return {
      serviceAccountName: options.serviceAccountName,
      automountServiceAccountToken: token,
      ...(options.imagePullSecrets === undefined
        ? {}
        : { imagePullSecrets: options.imagePullSecrets.map((name) => ({ name })) }),
      nodeSelector: options.nodeSelector,
      affinity: options.affinity,
      tolerations: options.tolerations,
      topologySpreadConstraints:
        options.topologySpread === undefined
          ? undefined
          : options.topologySpread.map((spread) => spread._toWire(context.identity.selector)),
      priorityClassName: options.priorityClassName,
      terminationGracePeriodSeconds: options.terminationGracePeriod?.toSeconds(),
      securityContext: hardening.pod,
      ...this.extras.fields,
      initContainers: this.initContainers.length === 0 ? undefined : rendered.slice(running),
      containers: rendered.slice(0, running),
      volumes: volumes.length === 0 ? undefined : volumes.map((volume) => volume._toWire()),
    };
  }
}
