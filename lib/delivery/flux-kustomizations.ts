import type { Chart as AnyChart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { posix } from 'node:path';
import { refuse } from '../core/errors';
import { annotations, dnsLabel, flag, labels, relativePath } from '../core/fields';
import { defineCustomObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf } from '../core/object-props';
import { checkProps, required, type Shape } from '../core/shape';
import { chartScope, DeliveredCharts, namePrefix } from './delivered-charts';
import { fluxKustomizationOptions, kustomizationSpec, type FluxKustomizationOptions } from './flux-kustomization';

/** What the Kustomizations of some charts can say. */
export interface FluxKustomizationsProps extends FluxKustomizationOptions {
  /**
   * Construct whose charts are applied: the App, a Folder, an Environment. Those of Folders below it are not among them,
   * since each Folder is another cluster's or another time's, and neither is the chart that the Kustomizations stand in.
   */
  readonly of: IConstruct;
  /** Where the output folder is in the source. @default 'dist' */
  readonly outputPath?: string;
  /** Whether a Kustomization is ready, and those that depend on it begin, only when all that it applies is ready. @default true */
  readonly wait?: boolean;
  /** What stands before the name of each Kustomization, such as `shop-`. @default - nothing */
  readonly namePrefix?: string;
  /** Namespace of the Kustomizations. @default - the chart's namespace */
  readonly namespace?: string;
  /** Labels of each Kustomization. @default - the chart's labels */
  readonly labels?: { readonly [key: string]: string };
  /** Annotations of each Kustomization. @default - none */
  readonly annotations?: { readonly [key: string]: string };
}

const fluxKustomizationsProps: Shape<FluxKustomizationsProps> = {
  ...fluxKustomizationOptions,
  of: required(chartScope),
  outputPath: relativePath,
  wait: flag,
  namePrefix,
  namespace: dnsLabel,
  labels,
  annotations,
};

/**
 * One Kustomization for each chart of a set, for Flux to apply in the order in which the charts depend on each other.
 *
 * A Kustomization is called as its chart, behind the folders above it (`staging-shop`). Flux applies all below a folder,
 * so each chart must have a folder of its own: `new App({ layout: Layout.filePerObject() })`. Create it after all charts.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies
 */
export class FluxKustomizations extends ChartConstruct {
  /** The namespace of the Kustomizations, where one is known. */
  readonly namespace?: string;
  /** The Kustomizations, in the order of the charts in the tree. */
  readonly objects: readonly Manifest[];

  private readonly delivered: DeliveredCharts;

  /**
   * @throws DrydockError that names every prop that is not sound; at synth when a chart was added later or removed, or
   * its folder holds anything else
   */
  constructor(scope: Construct, id: string, props: FluxKustomizationsProps) {
    super(scope, id);
    checkProps(this, props, fluxKustomizationsProps);
    this.namespace = namespaceOf(this, props);
    this.delivered = new DeliveredCharts(this, props.of, props.namePrefix ?? '');
    this.objects = this.delivered.charts.map((chart) => this.define(chart, props));
  }

  private define(chart: AnyChart, props: FluxKustomizationsProps): Manifest {
    const name = this.delivered.nameOf(chart);
    const { namespace, labels, annotations, outputPath = 'dist', wait = true } = props;
    return defineCustomObject(
      this,
      name,
      'Kustomization',
      metadataOfObject({ name, namespace, labels, annotations }),
      () => {
        const before = this.delivered.dependenciesOf(chart).map((each) => this.delivered.nameOf(each));
        const own = {
          path: `./${posix.join(outputPath, this.folderOf(chart))}`,
          wait,
          ...(before.length === 0 ? {} : { dependsOn: before }),
        };
        return { spec: kustomizationSpec(props, own, this.namespace) };
      },
    );
  }

  /** The folder that a chart has for itself. @throws DrydockError when it holds another one, which would be applied too */
  private folderOf(chart: AnyChart): string {
    const { folder } = this.delivered.outputOf(chart);
    const other = this.delivered.otherInFolderOf(chart);
    if (other !== undefined) {
      const place = folder === '' ? 'the output folder' : `the folder '${folder}'`;
      refuse(
        this,
        `Flux applies all below a folder, and ${place} of the chart '${chart.node.path}' also holds ` +
          `'${other.node.path}'; give each chart a folder, with new App({ layout: Layout.filePerObject() })`,
      );
    }
    return folder;
  }
}
