import type { ApiObject, Chart as AnyChart } from 'cdk8s';
import { Chart as StockChart, StockApp, YamlOutputType } from '../core/cdk8s';
import type { ChartOutput, IChartWriter } from '../core/chart-output';
import { refuse, show } from '../core/errors';
import { Folder } from '../core/folder';
import { originKey } from '../inspection/model/origin-key';
import { recordSources } from '../core/source-record';
import { checkLayout, problemsOf, type AppProps } from './app-props';
import { Chart, type IChartRenderer } from './chart';
import { DependencyPass } from './dependency-pass';
import { emit } from './emitter';
import type * as HelmChart from './helm/helm-chart';
import type * as DefaultInspection from './inspection/default-inspection';
import type * as HelmEnvironments from './helm/helm-environments';
import { isHelmChart } from './helm/is-helm-chart';
import { FILE_RECORD, readRecord, recordOf, removeFiles } from './file-record';
import { orderByKind } from './kind-order';
import type * as ListedObjects from './listed-objects';
import { lostPatches } from './lost-patches';
import { type Layout, ObjectOrder } from './layout';
import { chartOutput, layOut, type ChartObjects, type Output, type OutputLayout } from './output-layout';
import type { ISynthesisCheck, SynthesizedFile, SynthesizedObject } from './synthesized-file';
import { sourceOfObject, UnwrittenObject } from './unwritten-object';
import { checkPaths } from './portable-paths';
import { writeFiles, type TextFile } from './write-files';

/**
 * An app of cdk8s that synthesizes in time linear in its size.
 *
 * It stands wherever cdk8s's own does and makes the same files with the same bytes. It differs where that would lose
 * something: text that some reader of YAML would take for something else is quoted, nothing is written before all is known to be well, two objects of one file name are refused where cdk8s
 * keeps the last, and a construct that depends on itself is refused where cdk8s leaves it out.
 *
 * @see https://cdk8s.io/docs/latest/basics/app/
 */
export class App extends StockApp implements IChartRenderer, IChartWriter {
  private readonly checks: ISynthesisCheck[] = [];
  private readonly layout: Layout | undefined;
  private inspectsByDefault: boolean;
  private current: DependencyPass | undefined;
  private synthesized = false;

  /**
   * @throws DrydockError when `inspection` is neither true nor false, `yamlOutputType` or `outputFileExtension` is none, `resolvers` is not a list of resolvers,
   * or `layout` is no Layout or stands beside a `yamlOutputType`.
   */
  constructor(props: AppProps = {}) {
    super(props);
    this.layout = props.layout;
    this.inspectsByDefault = props.inspection ?? true;
    const problems = problemsOf(this, props);
    if (problems.length > 0) {
      refuse(this, ...problems);
    }
    checkLayout(this, props);
    if (this.inspectsByDefault) recordSources(this);
  }

  /** The charts of the app, those without dependencies first. */
  override get charts(): AnyChart[] {
    return (this.current ?? new DependencyPass(this, this.synthesized)).charts();
  }

  /** Adds a check of the files that `synth` is about to write. @throws DrydockError when it is none */
  addCheck(check: ISynthesisCheck): void {
    if (typeof (check?.check as unknown) !== 'function') {
      refuse(this, `addCheck(): 'check' must be an object with a method 'check', got ${show(check)}`);
    }
    this.checks.push(check);
  }

  /**
   * Takes an inspection in the place of the one that is made by default.
   *
   * @internal
   */
  _inspectBy(inspection: ISynthesisCheck): void {
    this.inspectsByDefault = false;
    this.addCheck(inspection);
  }

  /**
   * Makes all files in memory, inspects and checks them, and writes them to the output folder.
   *
   * @throws Error when a construct is not valid, dependencies run in a circle, an object cannot be rendered, two files
   * have one name, the cluster would refuse an object or it cannot work, or a check fails: the output folder is left as it was.
   */
  override synth(): void {
    const { output, metadata, charts } = this.during(() => {
      const pass = this.validated();
      // What checks and metadata ask for is made at once; else an object is made when it is written, and forgotten.
      const charts = this.render(pass, this.isLookedAt());
      return { output: this.layOut(charts, pass), metadata: this.constructMetadata(charts), charts };
    });
    for (const lost of lostPatches(charts.flatMap(({ constructs }) => constructs))) {
      console.error(`warning: ${lost}`);
    }
    if (this.inspectsByDefault) {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- whoever only builds an app needs none of it
      const { inspectByDefault } = require('./inspection/default-inspection') as typeof DefaultInspection;
      inspectByDefault(output.files, this.outdir);
    }
    for (const each of this.checks) {
      each.check(output.files);
    }
    if (isHelmChart(this.outdir)) {
      const files = [...this.helmFiles(charts, output), ...metadata];
      checkPaths(files.map(({ path }) => path.replace(/^\.\.\//, ''))); // the chart is around the folder of the templates
      return writeFiles(this.outdir, files);
    }
    const files = [...output.files, ...output.others, ...metadata];
    const paths = files.map(({ path }) => path);
    checkPaths(paths, output.folders);
    const sets = [...new Set(output.files.map(({ set }) => set))].filter((set) => set !== '');
    if (this.layout === undefined && sets.length === 0) {
      return writeFiles(this.outdir, files, output.folders);
    }
    const written = new Set(paths);
    const stale = (readRecord(this.outdir) ?? []).filter((path) => !written.has(path));
    writeFiles(this.outdir, [...files, { path: FILE_RECORD, text: recordOf(paths, sets) }], output.folders);
    removeFiles(this.outdir, stale);
  }

  /**
   * Makes the files that `synth` writes, with the objects of each and where they come from, and writes none.
   *
   * @throws Error as `synth` does, but for the checks, which are not made.
   */
  synthesize(): SynthesizedFile[] {
    return this.during(() => {
      const pass = this.validated();
      return this.layOut(this.render(pass), pass).files;
    });
  }

  /** The objects of all charts as one YAML text. Nothing is written, and no check is made. */
  override synthYaml(): string {
    return this.during(() => {
      const pass = (this.current = new DependencyPass(this));
      pass.resolve();
      this.validate(pass);
      return emit(this.render(pass).flatMap(({ objects }) => objects.map(({ manifest }) => manifest)));
    });
  }

  /**
   * The objects of one chart, in the order of their dependencies.
   *
   * @internal
   */
  _chartToJson(chart: AnyChart): unknown[] {
    return this.during(() =>
      (this.current ?? this.validated()).objectsOf(chart).flatMap((object) => {
        const manifest = toJson(object);
        return unlisted(manifest, chart);
      }),
    );
  }

  /**
   * Where a chart is written.
   *
   * @internal
   */
  _chartOutput(chart: AnyChart): ChartOutput {
    const pass = this.current ?? new DependencyPass(this);
    const found = chartOutput(chart, pass.charts(), this.outputLayout(pass));
    return found ?? refuse(chart, "has no file of its own, as 'yamlOutputType' has it; use another, or a 'layout'");
  }

  private isLookedAt(): boolean {
    return this.inspectsByDefault || this.checks.length > 0 || this['recordConstructMetadata'] === true;
  }

  /** Keeps the pass of the outermost call for those inside it: a chart may ask for its objects during a synthesis. */
  private during<T>(action: () => T): T {
    const outer = this.current;
    try {
      const result = action();
      this.synthesized = true;
      return result;
    } finally {
      this.current = outer;
    }
  }

  private validated(): DependencyPass {
    const pass = (this.current = new DependencyPass(this));
    this.validate(pass);
    return pass;
  }

  private validate(pass: DependencyPass): void {
    const errors: string[] = [];
    for (const { node } of pass.constructs) {
      for (const error of node.validate()) {
        errors.push(`[${node.path}] ${error}`);
      }
    }
    if (errors.length > 0) {
      throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
    }
  }

  private render(pass: DependencyPass, known = true): ChartObjects[] {
    return pass.charts().map((chart) => {
      const constructs = this.ordered(pass.objectsOf(chart), pass);
      // In folders of charts cdk8s does not ask the chart; otherwise a class derived from Chart may have its say.
      const own =
        chart.toJson === StockChart.prototype.toJson ||
        chart.toJson === Chart.prototype.toJson ||
        this.yamlOutputType === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE;
      if (own && !known && !constructs.some(({ kind }) => kind === 'List')) {
        return { chart, constructs, objects: constructs.map((construct) => new UnwrittenObject(construct)) };
      }
      const manifests: unknown[] = own ? constructs.map(toJson) : Object.values(chart.toJson() as unknown[]);
      return {
        chart,
        constructs,
        objects: manifests.flatMap((manifest, index) => {
          const origin = originOf(manifest, index, manifests, constructs);
          return unlisted(manifest, chart).map((each) => describe(each, origin, chart));
        }),
      };
    });
  }

  /**
   * The templates of a Helm chart, which is one set: a Folder is another one, and Helm would apply them all. Where everything
   * stands in folders, these are the versions of one set, each with values of its own.
   */
  private helmFiles(charts: readonly ChartObjects[], { files }: Output): TextFile[] {
    const folders = [...new Set(files.map(({ set }) => set.split('/')[0] ?? '').filter((set) => set !== ''))];
    if (folders.length > 0 && files.some(({ set }) => set === '')) {
      console.error(`Left out of the Helm chart, which is one set of manifests: ${folders.join(', ')}`);
    }
    const own = files.filter(({ set }) => set === '');
    if (files.length === 0) {
      refuse(this, 'has nothing for a Helm chart; define objects in a Chart');
    }
    if (own.length === 0) {
      const sets = [...new Set(files.map(({ set }) => set))].map((folder) => ({
        folder,
        charts: charts.filter(({ chart }) => Folder.tryOf(chart)?.path === folder),
        files: files.filter(({ set }) => set === folder),
      }));
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- most apps make no Helm chart
      const { helmFilesOfFolders } = require('./helm/helm-environments') as typeof HelmEnvironments;
      return helmFilesOfFolders(sets);
    }
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- most apps make no Helm chart
    const { helmFiles } = require('./helm/helm-chart') as typeof HelmChart;
    return helmFiles(
      charts.filter(({ chart }) => Folder.tryOf(chart) === undefined),
      own,
    );
  }

  /** The objects of a chart as they are to be written. */
  private ordered(objects: ApiObject[], pass: DependencyPass): ApiObject[] {
    if (this.layout?._order !== ObjectOrder.KIND) {
      return objects;
    }
    const positions = orderByKind(
      objects.map(({ kind }) => kind),
      pass.positionsBefore(objects),
    );
    return positions.map((position) => objects[position]).filter((object) => object !== undefined);
  }

  private outputLayout(pass: DependencyPass): OutputLayout {
    return {
      type: this.yamlOutputType,
      extension: this.outputFileExtension,
      numbered: pass.chartsDepend,
      ...(this.layout === undefined ? {} : { layout: this.layout }),
    };
  }

  private layOut(charts: readonly ChartObjects[], pass: DependencyPass): Output {
    const output = layOut(charts, this.outputLayout(pass));
    const files = new Map<string, SynthesizedFile>();
    for (const file of output.files) {
      const other = files.get(file.path);
      if (other !== undefined) {
        const paths = [...other.objects, ...file.objects]
          .map(({ constructPath }) => `'${constructPath}'`)
          .join(' and ');
        refuse(
          this,
          `the file '${file.path}' is to hold ${paths}, the second of which would replace the first; ` +
            `use another 'yamlOutputType', such as YamlOutputType.FILE_PER_CHART, or other names`,
        );
      }
      files.set(file.path, file);
    }
    return output;
  }

  private constructMetadata(charts: readonly ChartObjects[]): { path: string; text: string }[] {
    if (!this['recordConstructMetadata']) {
      return [];
    }
    const resources: Record<string, { path: string }> = {};
    for (const object of charts.flatMap(({ constructs }) => constructs)) {
      resources[object.name] = { path: object.node.path };
    }
    // What is recorded of our own objects tells two of one name apart; cdk8s does not mind it.
    const objects = charts.flatMap(({ chart, objects: own }) => {
      const folder = Folder.tryOf(chart)?.path;
      return own
        .filter(({ source }) => source !== undefined)
        .map(({ manifest, constructPath: construct, source }) => ({
          key: originKey(manifest),
          ...(folder === undefined ? {} : { folder }),
          construct,
          source,
        }));
    });
    const metadata = { version: '1.0.0', resources, ...(objects.length === 0 ? {} : { objects }) };
    return [{ path: 'construct-metadata.json', text: JSON.stringify(metadata) }];
  }
}

/** A manifest or, of a List, its items. */
function unlisted(manifest: unknown, chart: AnyChart): readonly unknown[] {
  if ((manifest as { readonly kind?: unknown } | null | undefined)?.kind !== 'List') return [manifest];
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- most apps have none
  const { listedObjects } = require('./listed-objects') as typeof ListedObjects;
  return listedObjects(manifest, chart) ?? [manifest];
}

function toJson(object: ApiObject): unknown {
  return object.toJson();
}

/** The construct of a manifest: by position, or where the chart has left out or added objects, by kind and name. */
function originOf(
  manifest: unknown,
  index: number,
  manifests: readonly unknown[],
  constructs: readonly ApiObject[],
): ApiObject | undefined {
  if (manifests.length === constructs.length) {
    return constructs[index];
  }
  const { kind, metadata } = (manifest ?? {}) as { kind?: unknown; metadata?: { name?: unknown } };
  return constructs.find((construct) => construct.kind === kind && construct.name === metadata?.name);
}

function describe(manifest: unknown, construct: ApiObject | undefined, chart: AnyChart): SynthesizedObject {
  const constructPath = (construct ?? chart).node.path;
  return {
    manifest,
    constructPath,
    // Asked for where something is to be told of the object, and not before: to find the line takes a while.
    get source() {
      return construct && sourceOfObject(construct);
    },
  };
}
