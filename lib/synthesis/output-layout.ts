import type { ApiObject, Chart } from 'cdk8s';
import { Names, YamlOutputType } from '../core/cdk8s';
import { emit } from './emitter';
import type { SynthesizedFile, SynthesizedObject } from './synthesized-file';

/** The objects of a chart, in the order of their dependencies. */
export interface ChartObjects {
  readonly chart: Chart;
  readonly constructs: readonly ApiObject[];

  /** The objects as the chart renders them: one for each construct, unless the chart decides otherwise. */
  readonly objects: readonly SynthesizedObject[];
}

/** How the objects of an app are divided into files, and what the files are called: as cdk8s does it. */
export interface OutputLayout {
  readonly type: YamlOutputType;

  /** What follows the name of each file, such as `.k8s.yaml`. */
  readonly extension: string;

  /** Whether the names of charts begin with their position, since they depend on each other. */
  readonly numbered: boolean;
}

/** Files and folders below the output folder. */
export interface Output {
  readonly files: SynthesizedFile[];
  readonly folders: string[];
}

/** Divides objects into files. */
export function layOut(charts: readonly ChartObjects[], layout: OutputLayout): Output {
  const { extension } = layout;
  switch (layout.type) {
    case YamlOutputType.FILE_PER_APP: {
      const objects = charts.flatMap((chart) => chart.objects);
      return { files: charts.length === 0 ? [] : [file(`app${extension}`, objects)], folders: [] };
    }
    case YamlOutputType.FILE_PER_CHART:
      return {
        files: charts.map((each, index) => file(chartName(each.chart, index, layout) + extension, each.objects)),
        folders: [],
      };
    case YamlOutputType.FILE_PER_RESOURCE:
      return {
        files: charts.flatMap(({ objects }) =>
          objects
            .filter(({ manifest }) => manifest !== undefined)
            .map((object) => file(objectName(object.manifest as Manifest) + extension, [object])),
        ),
        folders: [],
      };
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE: {
      const folders = charts.map(({ chart }, index) => chartName(chart, index, layout));
      const files = charts.flatMap(({ objects, constructs }, index) =>
        objects.map((object, position) => {
          const name = fileName(constructs[position]?.kind, constructs[position]?.metadata.name);
          return file(`${folders[index]}/${name}${extension}`, [object]);
        }),
      );
      return { files, folders };
    }
  }
}

interface Manifest {
  readonly kind: unknown;
  readonly metadata: { readonly name: unknown };
}

function file(path: string, objects: readonly SynthesizedObject[]): SynthesizedFile {
  return { path, objects, text: emit(objects.map(({ manifest }) => manifest)) };
}

function chartName(chart: Chart, index: number, layout: OutputLayout): string {
  const name = Names.toDnsLabel(chart);
  return layout.numbered ? `${String(index).padStart(4, '0')}-${name}` : name;
}

function objectName(manifest: Manifest): string {
  return fileName(manifest.kind, manifest.metadata.name);
}

function fileName(kind: unknown, name: unknown): string {
  return `${String(kind)}.${String(name)}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}
