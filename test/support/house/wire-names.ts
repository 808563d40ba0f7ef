import ts from 'typescript';
import type { Source } from './source';

/** The fields of an interface of the source, with their types as they are written. */
export function tableOf(source: Source, name: string): Readonly<Record<string, string>> {
  const table = source.tree.statements.filter(ts.isInterfaceDeclaration).find((node) => node.name.text === name);
  if (table === undefined) throw new Error(`${source.path} has no interface ${name}`);
  return Object.fromEntries(
    table.members
      .filter(ts.isPropertySignature)
      .map((member) => [
        member.name.getText(source.tree),
        (member.type?.getText(source.tree) ?? '').replace(/^'(.*)'$/, '$1'),
      ]),
  );
}

/**
 * How the generated classes of cdk8s spell the fields of some structs, and of all that those hold, on the wire: they
 * have a function `toJson_Struct` for each, with a line `'hostPID': obj.hostPid` for each field.
 *
 * @returns `hostPid → hostPID`, for each field; two lines where two structs spell one field in two ways
 */
export function spellings(code: string, structs: readonly string[]): readonly string[] {
  const bodies = new Map(
    [...code.matchAll(/^(?:export )?function toJson_(\w+)\(.*?^\}/gms)].map(
      ([body, name = '']) => [name, body] as const,
    ),
  );
  const reached = new Set<string>();
  const found = new Set<string>();
  const todo = [...structs];
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    const body = bodies.get(name);
    if (body === undefined) throw new Error(`there is no function toJson_${name}`);
    if (reached.has(name)) continue;
    reached.add(name);
    for (const [, wire = '', value = ''] of body.matchAll(/^\s+'([^'\n]+)': (.*)$/gm)) {
      const field = /\bobj\.([A-Za-z0-9_$]+)/.exec(value)?.[1];
      if (field !== undefined) found.add(`${field} → ${wire}`);
    }
    todo.push(...[...body.matchAll(/\btoJson_(\w+)\(/g)].flatMap(([, called]) => called ?? []));
  }
  return [...found].sort();
}
