import { refuse } from '../../core/errors';
import type { HelmField } from '../../core/helm-value';
import { emit } from '../emitter';
import type { ChartObjects } from '../output-layout';
import type { SynthesizedFile } from '../synthesized-file';
import type { TextFile } from '../write-files';
import { differingFields } from './differing-fields';
import { at, describe, expressionsOf, identityOf, templateOf, type Parametrized } from './helm-chart';
import { camelCase, usualFields } from './helm-fields';
import { HelmValues } from './helm-values';
import { HelmValue } from '../../core/helm-value';

/** The files of a folder, as an environment has one. */
export interface HelmSet {
  /** Path of the folder, such as `production` or `europe/production`. */
  readonly folder: string;
  readonly charts: readonly ChartObjects[];
  readonly files: readonly SynthesizedFile[];
}

/** An object, as each of the folders has it that has it. */
interface Version {
  readonly set: string;
  readonly manifest: Readonly<Record<string, unknown>>;
}

/**
 * One Helm chart of several folders, with a values file for each: `values-production.yaml` makes of the templates what stands
 * in `production/` among the plain manifests. `values.yaml` has what the first of them has.
 *
 * Beside what every chart has as values, each field is one in which two folders differ; an object that a folder lacks has a
 * value `enabled`, and a field that it lacks is null, which is the same to the API server.
 *
 * @throws DrydockError where a value of one name would be two in one folder
 */
export function helmFilesOfFolders(sets: readonly HelmSet[]): TextFile[] {
  const objects = new Map<string, { readonly path: string; readonly versions: Version[] }>();
  const charts = new Map<unknown, { readonly chart: ChartObjects; readonly stated: readonly HelmField[] }>();
  for (const set of sets) {
    for (const chart of set.charts) {
      chart.objects.forEach(({ manifest }, index) => {
        const construct = chart.objects.length === chart.constructs.length ? chart.constructs[index] : undefined;
        charts.set(manifest, { chart, stated: construct === undefined ? [] : HelmValue._of(construct) });
      });
    }
    for (const file of set.files) {
      const path = file.path.slice(set.folder.length + 1);
      for (const { manifest } of file.objects) {
        const { kind, name } = identityOf(manifest as Version['manifest']);
        const version = { set: set.folder, manifest: manifest as Version['manifest'] };
        let key = JSON.stringify([path, version.manifest.apiVersion, kind, name]);
        // Two objects of one kind and name in one file, of two namespaces, are told apart by their order.
        while (objects.get(key)?.versions.some((each) => each.set === set.folder) === true) key += ' ';
        const known = objects.get(key);
        if (known === undefined) objects.set(key, { path, versions: [version] });
        else known.versions.push(version);
      }
    }
  }

  const all = [...objects.values()];
  const found = all.map(({ versions }): Parametrized => {
    const manifest = versions[0]?.manifest ?? {};
    const { chart, stated = [] } = charts.get(manifest) ?? {};
    if (chart === undefined) throw new Error(`no chart has ${describe(manifest)}`);
    const differing = differingFields(versions.map((version) => version.manifest));
    const covers = (outer: HelmField, inner: HelmField): boolean =>
      outer.path === inner.path || inner.path.startsWith(`${outer.path}/`);
    const usual = usualFields(manifest).filter(
      (field) => !differing.some((each) => covers(each, field) && each.path !== field.path),
    );
    const more = differing.filter(
      (field) => field.path !== namespacePath && ![...usual, ...stated].some((each) => covers(each, field)),
    );
    return { chart, manifest, fields: [...usual, ...more], stated };
  });
  const shared = new SharedNames();
  const expressions = new Map<unknown, readonly HelmField[]>();
  const named = expressionsOf(found);
  for (const { manifest } of found) {
    const { versions = [] } = all.find((each) => each.versions[0]?.manifest === manifest) ?? {};
    const namespaces = versions.map((version) => [version.set, identityOf(version.manifest).namespace]);
    const differs = namespaces.some(([, namespace]) => namespace !== namespaces[0]?.[1]);
    const { name } = identityOf(manifest);
    expressions.set(manifest, [
      ...(named.get(manifest) ?? []),
      ...(differs ? [{ path: namespacePath, name: shared.nameOf('namespace', namespaces) }] : []),
      ...(versions.length < sets.length
        ? [
            {
              path: '',
              name: shared.nameOf(
                `${camelCase(name)}.enabled`,
                versions.map(({ set }) => set),
              ),
            },
          ]
        : []),
    ]);
  }
  const valuesOf = (folder: string): HelmValues => {
    const values = new HelmValues();
    found.forEach(({ manifest, chart }, index) => {
      const { versions = [] } = all[index] ?? {};
      const own = versions.find(({ set }) => set === folder)?.manifest;
      for (const { name, path } of expressions.get(manifest) ?? []) {
        const value = path === '' ? own !== undefined : (at(own ?? manifest, path) ?? null);
        const problem = values.add(name, value);
        if (problem !== undefined) refuse(chart.chart, `${folder}: ${problem}`);
      }
    });
    return values;
  };

  const paths = [...new Set(all.map(({ path }) => path))];
  const templates = paths.map((path) => {
    const documents = found.flatMap(({ manifest }, index) => {
      const fields = expressions.get(manifest) ?? [];
      const condition = fields.find((field) => field.path === '')?.name;
      const text = templateOf([{ manifest, fields: fields.filter((field) => field.path !== '') }]);
      return all[index]?.path !== path
        ? []
        : [condition === undefined ? text : `{{- if .Values.${condition} }}\n${text}{{- end }}\n`];
    });
    return { path, text: documents.join('---\n') };
  });
  const [first] = sets;
  const trees = sets.map(({ folder }) => ({ folder, values: valuesOf(folder) }));
  const schema = trees[0]?.values.schema(trees.map(({ values }) => values)) ?? {};
  const heading = (what: string): string => `# ${what}; made by cdk8s-drydock.\n`;
  return [
    ...templates,
    {
      path: '../values.yaml',
      text: `${heading(`What the releases of this chart may set, with what ${first?.folder ?? ''} has`)}${emit([trees[0]?.values.tree ?? {}])}`,
    },
    ...trees.map(({ folder, values }) => ({
      path: `../values-${folder.replaceAll('/', '-')}.yaml`,
      text: `${heading(`What ${folder} has`)}${emit([values.tree])}`,
    })),
    { path: '../values.schema.json', text: `${JSON.stringify(schema, null, 2)}\n` },
  ];
}

/** Where every object has its namespace. */
const namespacePath = '/metadata/namespace';

/** Names of values that several objects share, as long as these have the same in each folder. */
class SharedNames {
  private readonly known = new Map<string, string>();

  nameOf(wanted: string, values: readonly unknown[]): string {
    const key = JSON.stringify(values);
    let name = wanted;
    for (let number = 2; (this.known.get(name) ?? key) !== key; number += 1) name = `${wanted}${number}`;
    this.known.set(name, key);
    return name;
  }
}
