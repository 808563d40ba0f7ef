import { readClass, type FieldClass } from './field-class';
import { clusterTable } from './table-of-the-cluster';
import { objectTable } from './table-of-objects';
import { podTable } from './table-of-pods';
import { restTable } from './table-of-the-rest';

/**
 * The classes of all fields. A line of a table is a definition and `field=class` of its fields; there may be several of one
 * definition. A definition goes by its name without its version, in whatever case.
 */
let lines: ReadonlyMap<string, string> | undefined;

/** Fields that are of one class wherever they occur, unless a table says otherwise. */
const everywhere = new Map<string, FieldClass>(
  ['fsType', 'apiVersion', 'kind', 'message'].map((field) => [field, readClass('', 'text')]),
);

function load(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const table of [podTable, clusterTable, objectTable, restTable]) {
    for (const line of table.split('\n')) {
      const space = line.indexOf(' ');
      if (space > 0) {
        const key = line.slice(0, space).toLowerCase();
        found.set(key, `${found.get(key) ?? ''}${line.slice(space)}`);
      }
    }
  }
  return found;
}

/** The name of a definition in the tables. */
export function definitionKey(definition: string): string {
  return definition.replace(/V\d+((Alpha|Beta)\d+)?$/, '').toLowerCase();
}

/** The classes of the fields of a definition, by field; those that are of no class are free. */
export function classesOf(definition: string): ReadonlyMap<string, FieldClass> {
  lines ??= load();
  const classes = new Map(everywhere);
  for (const entry of lines.get(definitionKey(definition))?.split(' ') ?? []) {
    const [, field, mark = '', expression = ''] = /^(\w+)([!+]?)=(.*)$/.exec(entry) ?? [];
    if (field !== undefined) {
      classes.set(field, readClass(mark, expression));
    } else if (entry !== '') {
      throw new Error(`the tables of fields have no form for '${entry}' of ${definition}`);
    }
  }
  return classes;
}
