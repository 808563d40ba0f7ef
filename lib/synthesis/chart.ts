import type { ChartProps } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { checkedScope } from '../core/chart-construct';
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
  /** @throws DrydockError when the scope is no construct, or has a child of that id */
  constructor(scope: Construct, id: string, props: ChartProps = {}) {
    super(checkedScope(scope, id, new.target.name), id, props);
  }

  /** The objects of the chart as plain data, in the order of their dependencies. */
  override toJson(): ReturnType<StockChart['toJson']> {
    const root: IConstruct & Partial<IChartRenderer> = this.node.root;
    return root._chartToJson?.(this) ?? super.toJson();
  }
}
