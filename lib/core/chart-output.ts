import type { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { refuse } from './errors';

/** Where an App writes a chart. */
export interface ChartOutput {
  /** Folder below the output folder, divided by `/`; empty for the output folder itself. */
  readonly folder: string;
  /** Name of the one file in that folder that holds the chart. @default - the folder holds the chart alone, in several files */
  readonly file?: string;
}

/** What knows where charts are written: the App of this package. */
export interface IChartWriter {
  /** @internal */
  _chartOutput(chart: Chart): ChartOutput;
}

/**
 * Where a chart is written. To be asked at synth, when all charts and their dependencies are known.
 *
 * @throws DrydockError when the app is not an App of this package
 */
export function chartOutputOf(chart: Chart): ChartOutput {
  const root: IConstruct & Partial<IChartWriter> = chart.node.root;
  return (
    root._chartOutput?.(chart) ??
    refuse(chart, 'stands in an app that does not tell where it writes; use the App of cdk8s-drydock')
  );
}
