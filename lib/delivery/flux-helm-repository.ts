import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import type { CustomOverrideOf } from '../core/custom-kinds';
import { dnsSubdomain, seconds } from '../core/fields';
import { defineCustomObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import { checkProps, required, type Shape } from '../core/shape';
import { toGoDuration } from '../parts/containers/go-duration';
import { override } from '../workloads/overrides';
import { FluxSourceKind, type IFluxSource } from './flux-source-reference';
import { repositoryUrl } from './repository-url';

/** A part of a HelmRepository, merged into it at the end; `null` removes a field. */
export type FluxHelmRepositoryOverride = CustomOverrideOf<'HelmRepository'>;

/** What a HelmRepository can say. */
export interface FluxHelmRepositoryProps extends ObjectProps {
  /** Address: `https://charts.example.com`, or of an OCI registry `oci://registry.example.com/charts`. */
  readonly url: string;
  /** How often its index is fetched, in whole seconds; an OCI registry has none. @default - Flux's: 5 min */
  readonly interval?: Duration;
  /** Secret of its namespace with what the repository asks for. @default - none: it is public */
  readonly secretName?: string;
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: FluxHelmRepositoryOverride;
}

const fluxHelmRepositoryProps: Shape<FluxHelmRepositoryProps> = {
  ...objectProps,
  url: required(repositoryUrl(/^(https?|oci):\/\/\S+$/, 'an address that begins with https://, http:// or oci://')),
  interval: seconds(1),
  secretName: dnsSubdomain,
  override,
};

/**
 * A repository of Helm charts that Flux fetches from: a HelmRepository.
 *
 * @see https://fluxcd.io/flux/components/source/helmrepositories/
 */
export class FluxHelmRepository extends ChartConstruct implements IFluxSource {
  /** Its kind. */
  readonly sourceKind = FluxSourceKind.HELM_REPOSITORY;
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The HelmRepository. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: FluxHelmRepositoryProps) {
    super(scope, id);
    checkProps(this, props, fluxHelmRepositoryProps, (at) => {
      if (props.interval !== undefined && props.url.startsWith('oci://')) {
        at.at('interval').add('has no effect on an OCI registry, which has no index', 'leave it out');
      }
    });
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    const { url, interval, secretName } = props;
    this.object = defineCustomObject(
      this,
      'helm-repository',
      'HelmRepository',
      metadataOfObject(props),
      () => ({
        spec: {
          url,
          // Without it Flux takes the address for one of HTTP.
          ...(url.startsWith('oci://') ? { type: 'oci' } : {}),
          ...(interval === undefined ? {} : { interval: toGoDuration(interval) }),
          ...(secretName === undefined ? {} : { secretRef: { name: secretName } }),
        },
      }),
      props.override,
    );
  }
}
