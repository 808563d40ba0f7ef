import { refuse } from '../../core/errors';
import { HelmValue, type HelmField } from '../../core/helm-value';
import { emit } from '../emitter';
import type { ChartObjects } from '../output-layout';
import type { SynthesizedFile } from '../synthesized-file';
import type { TextFile } from '../write-files';
import { usualFields } from './helm-fields';
import { helmNames } from './helm-names';
import { HelmValues } from './helm-values';

/** An object whose fields become values, with the names of these. */
export interface Parametrized {
  readonly chart: ChartObjects;
  readonly manifest: Plain;
  readonly fields: readonly HelmField[];
  readonly stated: readonly HelmField[];
}

type Plain = Readonly<Record<string, unknown>>;

/**
 * A Helm chart of some files: templates whose fields that differ between releases are values, and `values.yaml` with what
 * these are by default, so that what Helm makes of the two is the plain manifests, as data.
 *
 * @returns the files, by their paths below the folder of the templates
 * @throws DrydockError when a value's field is not there, or two values of one name are not the same
 */
export function helmFiles(charts: readonly ChartObjects[], files: readonly SynthesizedFile[]): TextFile[] {
  const values = new HelmValues();
  const found = charts.flatMap(parametrized);
  const expressions = expressionsOf(found);
  for (const { chart, manifest } of found) {
    for (const { name, path } of expressions.get(manifest) ?? []) {
      const problem = values.add(name, at(manifest, path));
      if (problem !== undefined) refuse(chart.chart, problem);
    }
  }
  return [
    ...files.map(({ path, objects }) => ({
      path,
      text: templateOf(objects.map(({ manifest }) => ({ manifest, fields: expressions.get(manifest) ?? [] }))),
    })),
    { path: '../values.yaml', text: `${HEADING}${emit([values.tree])}` },
    { path: '../values.schema.json', text: `${JSON.stringify(values.schema(), null, 2)}\n` },
  ];
}

const HEADING =
  '# What the releases of this chart may set, with what the plain manifests have; made by cdk8s-drydock.\n';

/**
 * For each manifest its fields with the full names of their values. The empty path stands for the object itself.
 *
 * @throws DrydockError when a field that the caller has named is not there
 */
export function expressionsOf(found: readonly Parametrized[]): ReadonlyMap<unknown, readonly HelmField[]> {
  const names = helmNames(
    found.map(({ manifest, fields }) => ({
      ...identityOf(manifest),
      // A certificate goes with the route that has its hosts.
      fields: manifest.kind === 'Certificate' ? [] : [...new Set(fields.map(({ name }) => name))],
    })),
  );
  const result = new Map<unknown, readonly HelmField[]>();
  // A host that a route and its certificate share is one value.
  const hosts = new Map<string, string>();
  found.forEach(({ chart, manifest, fields, stated }, i) => {
    const own = fields.map(({ name, path }) => {
      const full = `${names[i] ?? ''}.${name}`;
      if (!isHost(name)) return { path, name: full };
      const key = `${chart.chart.node.path} ${String(at(manifest, path))}`;
      const known = hosts.get(key) ?? unusedHost(full, hosts);
      hosts.set(key, known);
      return { path, name: known };
    });
    // What the caller has named takes the place of the usual name.
    const paths = new Set(stated.map(({ path }) => path));
    const all = [...own.filter(({ path }) => !paths.has(path)), ...stated];
    for (const { name, path } of all) {
      if (stated.some((field) => field.path === path) && at(manifest, path) === undefined) {
        const problem = `the field ${path} of ${describe(manifest)} is to be the value '${name}' of the Helm chart, and it is not there`;
        refuse(chart.chart, problem);
      }
    }
    result.set(manifest, all);
  });
  return result;
}

function parametrized(chart: ChartObjects): readonly Parametrized[] {
  return chart.objects.flatMap(({ manifest }, i) => {
    const construct = chart.objects.length === chart.constructs.length ? chart.constructs[i] : undefined;
    const stated = construct === undefined ? [] : HelmValue._of(construct);
    const fields = usualFields(manifest);
    return fields.length + stated.length === 0 ? [] : [{ chart, manifest: manifest as Plain, fields, stated }];
  });
}

function isHost(name: string): boolean {
  return /^host\d*$/.test(name);
}

/** Two routes of one name may have other hosts each. */
function unusedHost(name: string, hosts: ReadonlyMap<string, string>): string {
  const taken = new Set(hosts.values());
  let found = name;
  for (let number = 2; taken.has(found); number += 1) found = name.replace(/\d*$/, String(number));
  return found;
}

/** What an object is known by in a chart; empty where it says nothing. */
export function identityOf({ kind, metadata }: Plain): { kind: string; namespace: string; name: string } {
  const { namespace = '', name = '' } = (metadata ?? {}) as { namespace?: string; name?: string };
  return { kind: String(kind), namespace, name };
}

/** How a message calls an object. */
export function describe(manifest: Plain): string {
  const { kind, namespace, name } = identityOf(manifest);
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}

function stepsOf(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** The value at the path of a JSON Patch; undefined where there is none. */
export function at(manifest: unknown, path: string): unknown {
  return stepsOf(path).reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    return (value as Record<string, unknown>)[step];
  }, manifest);
}

/** YAML in which some fields are expressions of Helm, and no other text is taken for one. */
export function templateOf(
  documents: readonly { readonly manifest: unknown; readonly fields: readonly HelmField[] }[],
): string {
  const plain = documents.map(({ manifest }) => manifest);
  let marker = 'drydock-value';
  while (emit(plain).includes(marker)) marker += '-x';
  const names: string[] = [];
  const marked = documents.map(({ manifest, fields }) => {
    const copy = structuredClone(manifest);
    for (const { name, path } of fields) {
      const steps = [...stepsOf(path)];
      const last = steps.pop() ?? '';
      const parent = steps.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], copy);
      (parent as Record<string, unknown>)[last] = `${marker}-${names.length}-end`;
      names.push(name);
    }
    return copy;
  });
  return emit(marked)
    .replaceAll('{{', '{{ "{{" }}')
    .replace(new RegExp(`${marker}-(\\d+)-end`, 'g'), (_, index: string) => {
      // As JSON, which is YAML: a text stays a text, whatever it looks like, and a number a number.
      return `{{ toJson .Values.${names[Number(index)] ?? ''} }}`;
    });
}
