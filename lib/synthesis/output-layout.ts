import type { ApiObject, Chart } from 'cdk8s';
import { Names, YamlOutputType } from '../core/cdk8s';
import type { ChartOutput } from '../core/chart-output';
import { Folder } from '../core/folder';
import { emit } from './emitter';
import type { Layout } from './layout';
import { objectFileNames } from './object-file-names';
import type { SynthesizedFile, SynthesizedObject } from './synthesized-file';
import { yamlOf } from './unwritten-object';
import type { TextFile } from './write-files';

/** The objects of a chart, in the order of their dependencies. */
export interface ChartObjects {
  readonly chart: Chart;
  readonly constructs: readonly ApiObject[];

  /** The objects as the chart renders them: one for each construct, unless the chart decides otherwise. */
  readonly objects: readonly SynthesizedObject[];
}

/** How the objects of an app are divided into files, and what the files are called: as cdk8s does it, or by a Layout. */
export interface OutputLayout {
  readonly type: YamlOutputType;

  /** What follows the name of each file, such as `.k8s.yaml`. */
  readonly extension: string;

  /** Whether the names of charts begin with their position, since they depend on each other. */
  readonly numbered: boolean;

  /** What takes the place of `type`. @default - nothing */
  readonly layout?: Layout;
}

/** Files and folders below the output folder. */
export interface Output {
  readonly files: SynthesizedFile[];
  /** Files beside those of objects. */
  readonly others: TextFile[];
  readonly folders: string[];
}

/** Divides objects into files: those of each Folder by themselves. */
export function layOut(charts: readonly ChartObjects[], layout: OutputLayout): Output {
  const output: Output = { files: [], others: [], folders: [] };
  for (const [set, own] of setsOf(charts, ({ chart }) => chart)) {
    new SetLayout(set, layout, output).add(own);
  }
  return output;
}

/** Where one of some charts is written, or `undefined` where its objects are mixed with those of others. */
export function chartOutput(chart: Chart, charts: readonly Chart[], layout: OutputLayout): ChartOutput | undefined {
  const folder = Folder.tryOf(chart)?.path ?? '';
  const own = setsOf(charts, (each) => each).get(folder) ?? [];
  const name = chartName(chart, own.indexOf(chart), layout);
  const ofItsOwn: ChartOutput = { folder: below(folder, name) };
  if (layout.layout !== undefined) {
    return layout.layout._fileFor === 'object' ? ofItsOwn : { folder, file: name + layout.extension };
  }
  switch (layout.type) {
    case YamlOutputType.FILE_PER_CHART:
      return { folder, file: name + layout.extension };
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      return ofItsOwn;
    case YamlOutputType.FILE_PER_APP:
    case YamlOutputType.FILE_PER_RESOURCE:
      return own.length === 1 && layout.type === YamlOutputType.FILE_PER_APP
        ? { folder, file: `app${layout.extension}` }
        : undefined;
  }
}

/** Charts by the path of the Folder that they are in, those of the top first if there are any. */
function setsOf<T>(charts: readonly T[], chartOf: (each: T) => Chart): ReadonlyMap<string, readonly T[]> {
  const sets = new Map<string, T[]>();
  for (const each of charts) {
    const folder = Folder.tryOf(chartOf(each))?.path ?? '';
    const set = sets.get(folder);
    if (set === undefined) {
      sets.set(folder, [each]);
    } else {
      set.push(each);
    }
  }
  return sets;
}

/** The layout of the charts of one Folder, or of those that are in none. */
class SetLayout {
  constructor(
    private readonly set: string,
    private readonly layout: OutputLayout,
    private readonly output: Output,
  ) {}

  add(charts: readonly ChartObjects[]): void {
    const { layout, type, extension } = this.layout;
    if (layout !== undefined) {
      return layout._fileFor === 'chart' ? this.addFilePerChart(charts, layout) : this.addFilePerObject(charts, layout);
    }
    switch (type) {
      case YamlOutputType.FILE_PER_APP:
        return this.addFile(
          `app${extension}`,
          charts.flatMap(({ objects }) => objects),
        );
      case YamlOutputType.FILE_PER_CHART:
        return charts.forEach((each, index) => this.addFile(this.nameOf(each, index) + extension, each.objects));
      case YamlOutputType.FILE_PER_RESOURCE:
        return charts
          .flatMap(({ objects }) => objects)
          .filter(({ manifest }) => manifest !== undefined)
          .forEach((object) => this.addFile(objectName(object.manifest as Manifest) + extension, [object]));
      case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
        return charts.forEach((each, index) => this.addFolder(each, this.nameOf(each, index)));
    }
  }

  private addFilePerChart(charts: readonly ChartObjects[], layout: Layout): void {
    const names = charts.map((each, index) => this.nameOf(each, index) + this.layout.extension);
    charts.forEach((each, index) => this.addFile(names[index] ?? '', each.objects));
    if (layout._kustomization) {
      this.addKustomization('', names);
    }
  }

  private addFilePerObject(charts: readonly ChartObjects[], layout: Layout): void {
    const folders = charts.map((each, index) => this.nameOf(each, index));
    charts.forEach(({ objects }, index) => {
      const folder = folders[index] ?? '';
      const written = objects.filter(({ manifest }) => manifest !== undefined);
      const names = objectFileNames(written.map(({ manifest }) => manifest)).map((name) => `${name}.yaml`);
      written.forEach((object, position) => this.addFile(`${folder}/${names[position]}`, [object]));
      if (layout._kustomization) {
        this.addKustomization(folder, names);
      }
    });
    if (layout._kustomization) {
      this.addKustomization('', folders);
    }
  }

  /** Their names for kinds: as cdk8s has it. */
  private addFolder({ objects, constructs }: ChartObjects, folder: string): void {
    this.output.folders.push(below(this.set, folder));
    objects.forEach((object, position) => {
      const construct = constructs[position];
      const same = objects.length === constructs.length && construct !== undefined; // a List has become its items
      const name = same ? fileName(construct.kind, construct.metadata.name) : objectName(object.manifest as Manifest);
      this.addFile(`${folder}/${name}${this.layout.extension}`, [object]);
    });
  }

  private addFile(path: string, objects: readonly SynthesizedObject[]): void {
    this.output.files.push({
      path: below(this.set, path),
      set: this.set,
      objects,
      text: yamlOf(objects),
    });
  }

  /** @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/ */
  private addKustomization(folder: string, resources: readonly string[]): void {
    const kustomization = {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources,
      // Or kubectl's kustomize puts the objects into an order of its own.
      sortOptions: { order: 'fifo' },
    };
    this.output.others.push({
      path: below(this.set, below(folder, 'kustomization.yaml')),
      text: emit([kustomization]),
    });
  }

  private nameOf({ chart }: ChartObjects, index: number): string {
    return chartName(chart, index, this.layout);
  }
}

interface Manifest {
  readonly kind: unknown;
  readonly metadata: { readonly name: unknown };
}

function below(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

function chartName(chart: Chart, index: number, { numbered, layout }: OutputLayout): string {
  const name = nameInFolder(chart);
  return numbered && layout === undefined ? `${String(index).padStart(4, '0')}-${name}` : name;
}

/** The name that cdk8s would give the chart if its Folder were the app. */
function nameInFolder(chart: Chart): string {
  const folder = Folder.tryOf(chart);
  if (folder === undefined) {
    return Names.toDnsLabel(chart);
  }
  const { path, addr } = chart.node;
  const inside = { node: { path: path.slice(folder.node.path.length + 1), addr } };
  return Names.toDnsLabel(inside as unknown as Chart);
}

function objectName(manifest: Manifest): string {
  return fileName(manifest.kind, manifest.metadata.name);
}

function fileName(kind: unknown, name: unknown): string {
  return `${String(kind)}.${String(name)}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}
