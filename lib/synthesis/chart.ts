import type { IConstruct } from 'constructs';
import { Chart as StockChart } from '../core/cdk8s';

/** What renders the objects of a chart: the App of this package. */
export interface IChartRenderer {
  /** @internal */
  _chartToJson(chart: StockChart): unknown[];
}

/**
 * A chart of cdk8s whose `toJson` takes time linear in the size of the app, where cdk8s's grows with the number of pairs
 * of objects that depend on each other, or worse. Nothing else differs: either may stand in either app.
 *
 * @see https://cdk8s.io/docs/latest/basics/chart/
 */
export class Chart extends StockChart {
  /** The objects of the chart as plain data, in the order of their dependencies. */
  override toJson(): ReturnType<StockChart['toJson']> {
    const root: IConstruct & Partial<IChartRenderer> = this.node.root;
    return root._chartToJson?.(this) ?? super.toJson();
  }
}
