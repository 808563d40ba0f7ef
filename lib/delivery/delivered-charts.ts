import type { Chart as AnyChart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { Chart } from '../core/cdk8s';
import { chartOutputOf, type ChartOutput } from '../core/chart-output';
import { refuse } from '../core/errors';
import { dnsLabel, pattern } from '../core/fields';
import { Folder } from '../core/folder';
import { Problems } from '../core/problems';
import { field } from '../core/shape';
import { chartDependencies, chartsOfSet, chartWaves, type ChartDependencies } from './chart-dependencies';

/** The App, Folder or other construct whose charts are delivered. @internal */
export const chartScope = field((value, at) => {
  if (!Construct.isConstruct(value)) at.mustBe('a construct with charts: the App, a Folder or an Environment', value);
});

/** What stands before the names of the objects that deliver charts. @internal */
export const namePrefix = pattern(
  /^[a-z0-9][-a-z0-9]*$/,
  40,
  "lower-case letters, digits and '-', beginning with a letter or digit",
);

/** What is known at one synthesis. */
interface Plan {
  /** All charts of the app, of this set or not. */
  readonly all: readonly AnyChart[];
  /** Where charts are written, as far as it was asked for. */
  readonly outputs: Map<AnyChart, ChartOutput>;
  readonly dependencies: ChartDependencies;
  readonly waves: ReadonlyMap<AnyChart, number>;
}

/**
 * The charts of one set, for a construct that has a GitOps controller apply each of them.
 *
 * It knows the charts that stand when it is made, without the one that it is in, and refuses at synth what came or went
 * since: no chart is forgotten.
 *
 * @internal
 */
export class DeliveredCharts {
  /** The charts, in the order of the tree. */
  readonly charts: readonly AnyChart[];

  private readonly names = new Map<AnyChart, string>();
  private plan: Plan | undefined;

  /**
   * @param owner construct that delivers them.
   * @param scope construct above them.
   * @param namePrefix what stands before each name.
   * @throws DrydockError when there is no chart, or no two names differ
   */
  constructor(
    private readonly owner: Construct,
    private readonly scope: IConstruct,
    namePrefix: string,
  ) {
    const problems = Problems.root();
    if (scope.node.root !== owner.node.root) problems.at('of').add('is of another app', 'give a construct of this one');
    problems.refuseIfAny(owner);
    this.charts = this.current();
    if (this.charts.length === 0) refuse(owner, this.withoutCharts());
    for (const chart of this.charts) this.names.set(chart, this.name(chart, namePrefix));
    owner.node.addValidation({ validate: () => this.validate() });
  }

  /** Name of the object that delivers a chart: the ids from the Folder's path to the chart, joined by `-`. */
  nameOf(chart: AnyChart): string {
    return this.names.get(chart) ?? refuse(this.owner, `does not deliver the chart '${chart.node.path}'`);
  }

  /** The charts that a chart depends on, in the order of the tree. To be asked at synth. */
  dependenciesOf(chart: AnyChart): readonly AnyChart[] {
    const targets = this.planned().dependencies.get(chart);
    return this.charts.filter((each) => targets?.has(each));
  }

  /** How many charts stand, one behind the other, before a chart at most. To be asked at synth. */
  waveOf(chart: AnyChart): number {
    return this.planned().waves.get(chart) ?? 0;
  }

  /** Where a chart is written. To be asked at synth. @throws DrydockError when it has no file or folder of its own */
  outputOf(chart: AnyChart): ChartOutput {
    const { outputs } = this.planned();
    const output = outputs.get(chart) ?? chartOutputOf(chart);
    outputs.set(chart, output);
    return output;
  }

  /** Another chart of the app that is written to the folder of a chart, or below it. To be asked at synth. */
  otherInFolderOf(chart: AnyChart): AnyChart | undefined {
    const { folder } = this.outputOf(chart);
    return this.planned().all.find((other) => {
      const at = other === chart ? undefined : this.outputOf(other).folder;
      return at !== undefined && (folder === '' || at === folder || at.startsWith(`${folder}/`));
    });
  }

  private current(): readonly AnyChart[] {
    const own = Chart.of(this.owner);
    return chartsOfSet(this.scope).filter((chart) => chart !== own);
  }

  private name(chart: AnyChart, prefix: string): string {
    const folder = Folder.tryOf(chart);
    const inside = folder === undefined ? chart.node.path : chart.node.path.slice(folder.node.path.length + 1);
    const name = [...(folder === undefined ? [] : [folder.path]), inside]
      .join('/')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '');
    const full = prefix + name;
    const problems = Problems.root();
    dnsLabel.test(full, problems.at(`name for the chart ${chart.node.path}`));
    problems.refuseIfAny(this.owner);
    for (const [other, taken] of this.names) {
      if (taken !== full) continue;
      refuse(
        this.owner,
        `the charts '${other.node.path}' and '${chart.node.path}' would both be called "${full}"; give one another id`,
      );
    }
    return full;
  }

  private withoutCharts(): string {
    const elsewhere = this.scope.node.findAll().filter((each) => Chart.isChart(each) && each !== Chart.of(this.owner));
    return elsewhere.length === 0
      ? "'of' holds no charts yet; create this after the charts"
      : "'of' holds charts only in Folders below it, each a set of its own; create one of these for each Folder";
  }

  /** Runs before anything is rendered, so that all that follows in this synthesis shares what it found. */
  private validate(): string[] {
    this.plan = this.compute();
    const current = this.current();
    const ofType = this.owner.constructor.name;
    return [
      ...current
        .filter((chart) => !this.charts.includes(chart))
        .map((chart) => `the chart '${chart.node.path}' was added after this ${ofType}; create the ${ofType} last`),
      ...this.charts
        .filter((chart) => !current.includes(chart))
        .map((chart) => `the chart '${chart.node.path}' is gone since; create the ${ofType} last`),
    ];
  }

  private planned(): Plan {
    return this.plan ?? this.compute();
  }

  private compute(): Plan {
    const dependencies = chartDependencies(this.charts);
    const all = this.owner.node.root.node.findAll().filter((each): each is AnyChart => Chart.isChart(each));
    return { all, outputs: new Map(), dependencies, waves: chartWaves(dependencies) };
  }
}
