import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type * as Yaml from 'yaml';

/**
 * The text of a file as a release without values of its own has it, where an App of this package wrote the file as the
 * template of a Helm chart: its expressions are those of one form, and stand for what `values.yaml` has.
 *
 * @param path of the file, which counts as a template where it is in the `templates` of a chart.
 */
export function filledIn(path: string, text: string): string {
  const folder = templatesAround(path);
  const file = folder === undefined ? undefined : join(dirname(folder), 'values.yaml');
  if (file === undefined || !existsSync(file)) {
    return text;
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- most files are no templates
  const { parse } = require('yaml') as typeof Yaml;
  const values: unknown = parse(readFileSync(file, 'utf8'));
  return fillIn(text, values);
}

/** The text of such a template with some values. */
export function fillIn(text: string, values: unknown): string {
  const valueOf = (name: string): unknown =>
    name
      .split('.')
      .reduce<unknown>(
        (map, key) =>
          typeof map === 'object' && map !== null && Object.hasOwn(map, key)
            ? (map as Record<string, unknown>)[key]
            : undefined,
        values,
      );
  return text
    .replace(
      /^\{\{- if \.Values\.([A-Za-z0-9.]+) \}\}\n([^]*?)^\{\{- end \}\}\n/gm,
      (_, name: string, document: string) => (valueOf(name) === true ? document : ''),
    )
    .replace(/\{\{ toJson \.Values\.([A-Za-z0-9.]+) \}\}/g, (expression, name: string) => {
      const value = valueOf(name);
      return value === undefined ? expression : JSON.stringify(value);
    })
    .replaceAll('{{ "{{" }}', '{{');
}

/** The folder of the templates that a file is in, itself or one below it. */
function templatesAround(path: string): string | undefined {
  for (let folder = dirname(path), above = dirname(folder); folder !== above; folder = above, above = dirname(folder)) {
    if (basename(folder) === 'templates' && existsSync(join(above, 'Chart.yaml'))) {
      return folder;
    }
  }
  return undefined;
}
