import type { Chart as AnyChart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { Lazy } from '../core/cdk8s';
import { annotations, dnsLabel, labels, relativePath, text } from '../core/fields';
import { defineCustomObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf } from '../core/object-props';
import { checkProps, required, type Shape } from '../core/shape';
import {
  addFinalizer,
  argoCdApplicationOptions,
  commonSpec,
  syncWave,
  type ArgoCdApplicationOptions,
} from './argo-cd-application';
import { argoCdGitUrl, ArgoCdSource } from './argo-cd-source';
import { chartScope, DeliveredCharts, namePrefix } from './delivered-charts';

/** What the Applications of some charts can say. */
export interface ArgoCdApplicationsProps extends ArgoCdApplicationOptions {
  /**
   * Construct whose charts are applied: the App, a Folder, an Environment. Those of Folders below it are not among them,
   * since each Folder is another cluster's or another time's, and neither is the chart that the Applications stand in.
   */
  readonly of: IConstruct;
  /** Address of the Git repository that the output folder is committed to. */
  readonly repoUrl: string;
  /** Branch, tag or commit. @default - Argo CD's: HEAD, the repository's default branch */
  readonly targetRevision?: string;
  /** Where the output folder is in the repository. @default 'dist' */
  readonly outputPath?: string;
  /** What stands before the name of each Application, such as `shop-`. @default - nothing */
  readonly namePrefix?: string;
  /** Namespace of the Applications. @default - the chart's namespace */
  readonly namespace?: string;
  /** Labels of each Application. @default - the chart's labels */
  readonly labels?: { readonly [key: string]: string };
  /** Annotations of each Application, beside its wave. @default - none */
  readonly annotations?: { readonly [key: string]: string };
}

const argoCdApplicationsProps: Shape<ArgoCdApplicationsProps> = {
  ...argoCdApplicationOptions,
  of: required(chartScope),
  repoUrl: required(argoCdGitUrl),
  targetRevision: text,
  outputPath: relativePath,
  namePrefix,
  namespace: dnsLabel,
  labels,
  annotations,
};

/**
 * One Application for each chart of a set, for Argo CD to apply in the order in which the charts depend on each other.
 *
 * An Application is called as its chart, behind the folders above it (`staging-shop`), and its sync wave is the number
 * of charts that have to be there before it. Waves hold where one Application, the app of apps, applies these, and Argo
 * CD has been told to wait for the health of Applications. Where the destination has no namespace, it is that of the
 * chart. Create it after all charts.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/cluster-bootstrapping/
 */
export class ArgoCdApplications extends ChartConstruct {
  /** The namespace of the Applications, where one is known. */
  readonly namespace?: string;
  /** The Applications, in the order of the charts in the tree. */
  readonly objects: readonly Manifest[];

  private readonly delivered: DeliveredCharts;

  /** @throws DrydockError that names every prop that is not sound; at synth when a chart was added later or removed */
  constructor(scope: Construct, id: string, props: ArgoCdApplicationsProps) {
    super(scope, id);
    checkProps(this, props, argoCdApplicationsProps);
    this.namespace = namespaceOf(this, props);
    this.delivered = new DeliveredCharts(this, props.of, props.namePrefix ?? '');
    this.objects = this.delivered.charts.map((chart) => this.define(chart, props));
  }

  private define(chart: AnyChart, props: ArgoCdApplicationsProps): Manifest {
    const name = this.delivered.nameOf(chart);
    const { namespace, labels, annotations, repoUrl, targetRevision, outputPath } = props;
    const source = ArgoCdSource.chart({ chart, repoUrl, targetRevision, outputPath });
    // Only at synth is it known what depends on what.
    const wave = Lazy.any({ produce: () => String(this.delivered.waveOf(chart)) }) as string;
    const application = defineCustomObject(
      this,
      name,
      'Application',
      metadataOfObject({ name, namespace, labels, annotations }, { annotations: { [syncWave]: wave } }),
      () => ({
        spec: {
          ...commonSpec(props),
          source: source._toWire(),
          destination: props.destination._toWire(chart.namespace),
        },
      }),
    );
    addFinalizer(application, props);
    return application;
  }
}
