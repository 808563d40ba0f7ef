import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import ts from 'typescript';

/** One import or re-export of a file. */
export interface ModuleLink {
  readonly line: number;
  /** What is named, as it is written. */
  readonly specifier: string;
  /** The file of the repository that it leads to; a package or a module of Node.js has none. */
  readonly target?: string;
  /** Whether it is gone after compilation. */
  readonly typeOnly: boolean;
}

/** A file of the repository, parsed. */
export interface Source {
  /** Path from the root of the repository, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  readonly links: readonly ModuleLink[];
  /** Whether a program has made it: its first line says which. */
  readonly generated: boolean;
}

/** A line that a person can act on: where, which rule, and the fix. */
export function violation(source: Source, node: ts.Node | number, rule: string, fix: string): string {
  const line = typeof node === 'number' ? node : lineOf(source.tree, node);
  return `${source.path}:${line}: ${rule}; ${fix}`;
}

/** Parses files; nothing is resolved or checked, so hundreds take a second. */
export function parse(texts: ReadonlyMap<string, string>): readonly Source[] {
  return [...texts].map(([path, text]) => {
    const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
    return {
      path,
      text,
      tree,
      links: linksOf(tree, texts),
      generated: /^\/\/ (generated|made) (by|with) /i.test(text),
    };
  });
}

/** All TypeScript of some folders and files of the repository. */
export function readSources(root: string, places: readonly string[]): ReadonlyMap<string, string> {
  const paths = places.flatMap((place) =>
    place.endsWith('.ts')
      ? [place]
      : readdirSync(join(root, place), { recursive: true, encoding: 'utf8' })
          .filter((file) => file.endsWith('.ts'))
          .map((file) => `${place}/${file.split(sep).join('/')}`),
  );
  return new Map(paths.sort().map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** The line of a node, from 1. */
export function lineOf(tree: ts.SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
}

/** A node and all below it. */
export function* within(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* within(child);
}

function linksOf(tree: ts.SourceFile, texts: ReadonlyMap<string, string>): readonly ModuleLink[] {
  const links: ModuleLink[] = [];
  for (const node of within(tree)) {
    const found = specifierOf(node);
    if (found === undefined) continue;
    const { specifier, typeOnly } = found;
    const target = specifier.startsWith('.') ? targetOf(tree.fileName, specifier, texts) : undefined;
    links.push({ line: lineOf(tree, node), specifier, typeOnly, ...(target === undefined ? {} : { target }) });
  }
  return links;
}

function specifierOf(node: ts.Node): { specifier: string; typeOnly: boolean } | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const named = node.importClause?.namedBindings;
    const typeOnly =
      node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ||
      (named !== undefined &&
        ts.isNamedImports(named) &&
        node.importClause?.name === undefined &&
        named.elements.length > 0 &&
        named.elements.every((element) => element.isTypeOnly));
    return { specifier: node.moduleSpecifier.text, typeOnly };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)) {
    const named = node.exportClause;
    const typeOnly =
      node.isTypeOnly ||
      (named !== undefined && ts.isNamedExports(named) && named.elements.every((element) => element.isTypeOnly));
    return { specifier: node.moduleSpecifier.text, typeOnly };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    return { specifier: node.argument.literal.text, typeOnly: true };
  }
  if (ts.isCallExpression(node) && node.arguments.length === 1) {
    const [argument] = node.arguments;
    const loads =
      node.expression.kind === ts.SyntaxKind.ImportKeyword ||
      (ts.isIdentifier(node.expression) && node.expression.text === 'require');
    if (loads && argument !== undefined && ts.isStringLiteral(argument)) {
      return { specifier: argument.text, typeOnly: false };
    }
  }
  return undefined;
}

function targetOf(from: string, specifier: string, texts: ReadonlyMap<string, string>): string {
  const path = normalize(join(dirname(from), specifier))
    .split(sep)
    .join('/')
    .replace(/\.js$/, '');
  return [`${path}.ts`, `${path}/index.ts`].find((candidate) => texts.has(candidate)) ?? path;
}
