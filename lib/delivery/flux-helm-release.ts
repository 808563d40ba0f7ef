import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import type { HelmReleaseSpec, HelmReleaseSpecChart } from '../../imports/helm.toolkit.fluxcd.io';
import type { CustomOverrideOf } from '../core/custom-kinds';
import { apiObject, dnsLabel, dnsSubdomain, flag, integer, listOf, oneOf, seconds } from '../core/fields';
import { defineCustomObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import { checkProps, required, type Shape } from '../core/shape';
import type { Wire } from '../core/wire';
import { toGoDuration } from '../parts/containers/go-duration';
import { override } from '../workloads/overrides';
import { fluxSource, FluxSourceKind, fluxSourceToWire, type IFluxSource } from './flux-source-reference';
import { helmChartName, helmChartVersion, helmReleaseName } from './helm-chart-version';

/** A part of a HelmRelease, merged into it at the end; `null` removes a field. */
export type FluxHelmReleaseOverride = CustomOverrideOf<'HelmRelease'>;

/** What Flux does with the CRDs of a chart's folder crds/. */
export enum FluxCrdsPolicy {
  /** They are left out. */
  SKIP = 'Skip',
  /** Those that are missing are created, none is changed. */
  CREATE = 'Create',
  /** They are created, and replaced by newer ones. */
  CREATE_REPLACE = 'CreateReplace',
}

/** What a HelmRelease can say. */
export interface FluxHelmReleaseProps extends ObjectProps {
  /** The repository of the chart: a FluxHelmRepository, or FluxSourceReference.helmRepository(name). */
  readonly source: IFluxSource;
  /** Name of the chart. */
  readonly chart: string;
  /** Exact version of the chart, such as `1.4.2`. */
  readonly version: string;
  /** How often it is made sure that the release is as it says here, in whole seconds. */
  readonly interval: Duration;
  /** How long each step may take, in whole seconds. @default - Flux's: 5 min */
  readonly timeout?: Duration;
  /** Name of the release. @default - Flux's: the target namespace, if there is one, and the HelmRelease's name */
  readonly releaseName?: string;
  /** Namespace that the release goes to. @default - that of the HelmRelease */
  readonly targetNamespace?: string;
  /** Whether the target namespace is created where there is none. @default - not said: it is not */
  readonly createNamespace?: boolean;
  /** What is done with the chart's CRDs, when it is installed and when upgraded. @default - Flux's: created, and never changed */
  readonly crds?: FluxCrdsPolicy;
  /** How often an install or upgrade that failed is tried again; -1 is without end. @default - Flux's: 0 */
  readonly retries?: number;
  /** HelmReleases of the same namespace, by name, that have to be ready before. @default - none */
  readonly dependsOn?: readonly string[];
  /** Values for the chart, with no secrets: they stand in Git. @default - the chart's own */
  readonly values?: { readonly [key: string]: unknown };
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: FluxHelmReleaseOverride;
}

const fluxHelmReleaseProps: Shape<FluxHelmReleaseProps> = {
  ...objectProps,
  source: required(
    fluxSource([FluxSourceKind.HELM_REPOSITORY], 'a FluxHelmRepository, or FluxSourceReference.helmRepository(name)'),
  ),
  chart: required(helmChartName),
  version: required(helmChartVersion),
  interval: required(seconds(1)),
  timeout: seconds(1),
  releaseName: helmReleaseName,
  targetNamespace: dnsLabel,
  createNamespace: flag,
  crds: oneOf(Object.values(FluxCrdsPolicy)),
  retries: integer(-1),
  dependsOn: listOf(dnsSubdomain, 1),
  values: apiObject,
  override,
};

/**
 * A release of a Helm chart that Flux installs and keeps: a HelmRelease.
 *
 * @see https://fluxcd.io/flux/components/helm/helmreleases/
 */
export class FluxHelmRelease extends ChartConstruct {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The HelmRelease. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: FluxHelmReleaseProps) {
    super(scope, id);
    checkProps(this, props, fluxHelmReleaseProps, (at) => {
      if (props.createNamespace === true && props.targetNamespace === undefined) {
        at.at('createNamespace').add('needs the namespace to create', "give 'targetNamespace'");
      }
      if (props.dependsOn?.includes(props.name)) at.at('dependsOn').add(`names the release itself, "${props.name}"`);
    });
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    this.object = defineCustomObject(
      this,
      'helm-release',
      'HelmRelease',
      metadataOfObject(props),
      () => ({ spec: this.spec(props) }),
      props.override,
    );
  }

  private spec(props: FluxHelmReleaseProps): Wire<HelmReleaseSpec> {
    const { interval, timeout, releaseName, targetNamespace, createNamespace, crds, retries, dependsOn, values } =
      props;
    const remediation = retries === undefined ? {} : { remediation: { retries } };
    const install = {
      ...(createNamespace === undefined ? {} : { createNamespace }),
      ...withCrds(crds),
      ...remediation,
    };
    const upgrade = { ...withCrds(crds), ...remediation };
    return {
      chart: this.chart(props),
      interval: toGoDuration(interval),
      timeout: timeout && toGoDuration(timeout),
      releaseName,
      targetNamespace,
      dependsOn: dependsOn?.map((name) => ({ name })),
      ...(Object.keys(install).length === 0 ? {} : { install }),
      ...(Object.keys(upgrade).length === 0 ? {} : { upgrade }),
      values,
    };
  }

  private chart({ chart, version, source }: FluxHelmReleaseProps): Wire<HelmReleaseSpecChart> {
    return { spec: { chart, version, sourceRef: fluxSourceToWire<'HelmRepository'>(source, this.namespace) } };
  }
}

function withCrds(crds: FluxCrdsPolicy | undefined): { readonly crds?: `${FluxCrdsPolicy}` } {
  return crds === undefined ? {} : { crds };
}
