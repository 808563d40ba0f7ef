import ts from 'typescript';
import { exportedDeclarations } from './form';
import { violation, type Source } from './source';

/** What some indexes export: the names, by the file that has them. */
export function publishedBy(indexes: readonly Source[]): ReadonlyMap<string, ReadonlySet<string>> {
  const published = new Map<string, Set<string>>();
  for (const { name, file } of indexes.flatMap(exportsOf)) {
    published.set(file, (published.get(file) ?? new Set<string>()).add(name));
  }
  return published;
}

/** The names that an index exports, each with the file that has it. */
export function exportsOf(index: Source): readonly { readonly name: string; readonly file: string }[] {
  return index.tree.statements.flatMap((node) => {
    if (!ts.isExportDeclaration(node) || node.exportClause === undefined || !ts.isNamedExports(node.exportClause)) {
      return [];
    }
    const specifier = node.moduleSpecifier;
    const link = index.links.find((each) => specifier !== undefined && specifier.getText() === `'${each.specifier}'`);
    return node.exportClause.elements.map((element) => ({ name: element.name.text, file: link?.target ?? '' }));
  });
}

/**
 * Declarations without a description. What the package publishes says more: each member is described, and each
 * optional prop has its default. Beyond it, a class describes its methods, and any other type itself.
 */
export function documentationViolations(
  sources: readonly Source[],
  published: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  return sources.flatMap((source) => {
    if (source.generated) return [];
    const names = published.get(source.path) ?? new Set();
    return exportedDeclarations(source.tree).flatMap((node) => undocumentedIn(source, node, names));
  });
}

function undocumentedIn(source: Source, node: ts.Statement, published: ReadonlySet<string>): readonly string[] {
  const missing = (at: ts.Node, name: string, fix = 'write a docstring'): string =>
    violation(source, at, `${name} is not documented`, fix);
  if (ts.isVariableStatement(node)) {
    const names = node.declarationList.declarations.map((each) => each.name.getText(source.tree));
    return described(node) || !names.some((name) => published.has(name)) ? [] : [missing(node, names.join(', '))];
  }
  if (ts.isExportDeclaration(node) || isInternal(node)) return [];
  const name = (node as ts.DeclarationStatement).name?.getText(source.tree) ?? 'the default export';
  const members: readonly ts.Node[] =
    ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node) ? node.members : [];
  return [
    ...(described(node) ? [] : [missing(node, name)]),
    ...members.flatMap((member) => {
      const required = published.has(name) || (ts.isClassDeclaration(node) && ts.isMethodDeclaration(member));
      if (!required || !isPublic(member, source)) return [];
      const full = `${name}.${nameOf(member, source)}`;
      if (!described(member)) return [missing(member, full)];
      // What an IThing has or has not is the business of who implements it.
      const optional = ts.isPropertySignature(member) && member.questionToken !== undefined && !/^I[A-Z]/.test(name);
      return optional && !hasTag(member, 'default')
        ? [missing(member, `the default of ${full}`, 'write @default and the value, or - and what happens')]
        : [];
    }),
  ];
}

/** Fields of published structs that can be written to. */
export function structViolations(
  sources: readonly Source[],
  published: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  return sources.flatMap((source) =>
    exportedDeclarations(source.tree)
      .filter(ts.isInterfaceDeclaration)
      .filter((node) => published.get(source.path)?.has(node.name.text) === true)
      .flatMap((node) =>
        node.members.filter(ts.isPropertySignature).flatMap((member) => {
          const readonly = (ts.getModifiers(member) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword);
          const name = `${node.name.text}.${nameOf(member, source)}`;
          return readonly ? [] : [violation(source, member, `${name} can be written to`, 'make it readonly')];
        }),
      ),
  );
}

function nameOf(member: ts.Node, source: Source): string {
  return (member as ts.NamedDeclaration).name?.getText(source.tree) ?? '';
}

function isPublic(member: ts.Node, source: Source): boolean {
  const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : [];
  const hidden = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword, ts.SyntaxKind.OverrideKeyword];
  if (modifiers.some(({ kind }) => hidden.includes(kind)) || isInternal(member)) return false;
  // A constructor says what it takes by its props, whose type is documented; it is described where it refuses something.
  if (ts.isConstructorDeclaration(member) || ts.isIndexSignatureDeclaration(member)) return false;
  const name = nameOf(member, source);
  return !name.startsWith('_') && !name.startsWith('#');
}

function isInternal(node: ts.Node): boolean {
  return hasTag(node, 'internal');
}

function hasTag(node: ts.Node, name: string): boolean {
  return ts.getJSDocTags(node).some(({ tagName }) => tagName.text === name);
}

function described(node: ts.Node): boolean {
  return ts
    .getJSDocCommentsAndTags(node)
    .some((each) => ts.isJSDoc(each) && (each.comment !== undefined || (each.tags ?? []).length > 0));
}
