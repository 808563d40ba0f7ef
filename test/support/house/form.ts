import ts from 'typescript';
import { violation, within, type Source } from './source';

const kebab = /^[a-z0-9]+([-.][a-z0-9]+)*$/;

/** File names that are not kebab-case, and names that say nothing. */
export function nameViolations(sources: readonly Source[]): readonly string[] {
  return sources.flatMap((source) => {
    const parts = source.path.replace(/\.ts$/, '').split('/');
    const wrong = parts.filter((part) => !kebab.test(part));
    const vague = parts.filter((part) => /(^|-)(bases?|utils?|helpers?|managers?)$/.test(part));
    const names = exportedDeclarations(source.tree).flatMap((node) => {
      const name = (node as ts.DeclarationStatement).name?.getText(source.tree) ?? '';
      return /(Base|Utils?|Helpers?|Manager)$/.test(name)
        ? [violation(source, node, `${name} does not say what it is`, 'name it after what it does')]
        : [];
    });
    return [
      ...wrong.map((part) => violation(source, 1, `"${part}" is not kebab-case`, 'use lower-case words and hyphens')),
      ...vague.map((part) => violation(source, 1, `"${part}" does not say what it is`, 'name it after what it does')),
      ...names,
    ];
  });
}

/**
 * Files that are too long to be one thought: main.ts, rules, and all others that a person wrote, but for the index. Whether
 * a shorter file is one thought is for its reader to say.
 */
export function sizeViolations(sources: readonly Source[]): readonly string[] {
  return sources.flatMap((source) => {
    // The index is a list of names: it grows with what the package offers.
    if (source.generated || source.path === 'lib/index.ts') return [];
    const lines = source.text.split('\n').length - (source.text.endsWith('\n') ? 1 : 0);
    const [what, limit] =
      source.path === 'main.ts' ? ['main.ts', 60] : isRule(source) ? ['a rule', 120] : ['a source file', 450];
    return lines > limit
      ? [violation(source, limit + 1, `${what} may have ${limit} lines, got ${lines}`, 'split it')]
      : [];
  });
}

/** Folders in which a reader no longer finds a file at a glance; each rule is a file, so their folders may be larger. */
export function folderViolations(sources: readonly Source[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { path } of sources) {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([folder, count]) => count > 25 && !folder.startsWith('lib/inspection/rules/'))
    .map(([folder, count]) => `${folder}: a folder may hold 25 files, got ${count}; make rooms of it by subject`);
}

/** A rule of the inspection: its file exports, under its own name, what one of the functions `…Rule` makes. */
function isRule(source: Source): boolean {
  const id = /^lib\/inspection\/rules\/[^/]+\/([^/]+)\.ts$/.exec(source.path)?.[1];
  if (id === undefined || id === 'index') return false;
  const name = id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return new RegExp(`^export const ${name}\\b[^;]*?= \\w*Rule(<|\\()`, 'm').test(source.text);
}

/** Files with several constructs, or with one of another name than the file's. */
export function constructViolations(sources: readonly Source[]): readonly string[] {
  const classes = sources.flatMap((source) =>
    source.tree.statements.filter(ts.isClassDeclaration).map((node) => ({ source, node, parent: parentOf(node) })),
  );
  const constructs = new Set(['Construct', 'Chart', 'StockChart', 'App', 'StockApp', 'ApiObject']);
  for (let size = -1; size !== constructs.size;) {
    size = constructs.size;
    for (const { node, parent } of classes) {
      if (parent !== undefined && constructs.has(parent) && node.name !== undefined) constructs.add(node.name.text);
    }
  }
  return sources.flatMap((source) => {
    const [first, ...more] = classes.filter(
      (each) =>
        each.source === source && isExported(each.node) && each.parent !== undefined && constructs.has(each.parent),
    );
    if (first === undefined) return [];
    const name = first.node.name?.text ?? '';
    const file = source.path.replace(/^.*\//, '').replace(/\.ts$/, '');
    const expected = `${file.replaceAll('-', '')}${source.path.startsWith('lib/examples/') ? 'example' : ''}`;
    return [
      ...(name.toLowerCase() === expected
        ? []
        : [violation(source, first.node, `${name} does not have its file's name`, 'rename the one or the other')]),
      ...more.map(({ node }) =>
        violation(source, node, `${node.name?.text} is the second construct here`, 'give it a file of its own'),
      ),
    ];
  });
}

/** Anything in the indexes that is more than names and where they are from. */
export function indexViolations(indexes: readonly Source[]): readonly string[] {
  return indexes.flatMap((source) =>
    source.tree.statements
      .filter(
        (node) =>
          !(
            ts.isExportDeclaration(node) &&
            node.moduleSpecifier !== undefined &&
            node.exportClause !== undefined &&
            ts.isNamedExports(node.exportClause)
          ),
      )
      .map((node) => violation(source, node, 'an index has no logic', "write export { … } from '…'")),
  );
}

/** The type `any`, and what makes the output differ from one run to the next; the command line may measure time. */
export function soundnessViolations(sources: readonly Source[]): readonly string[] {
  const chance = new Set(['Math.random', 'Date.now', 'performance.now', 'crypto.randomUUID', 'crypto.randomBytes']);
  return sources.flatMap((source) => {
    const found: string[] = [];
    for (const node of within(source.tree)) {
      if (node.kind === ts.SyntaxKind.AnyKeyword) {
        found.push(violation(source, node, 'uses the type any', 'name the type, or use unknown'));
      }
      const called = ts.isCallExpression(node) ? node.expression.getText(source.tree) : '';
      const now =
        ts.isNewExpression(node) && node.expression.getText(source.tree) === 'Date' && !node.arguments?.length;
      if ((now || chance.has(called)) && !source.path.startsWith('lib/cli/')) {
        found.push(
          violation(source, node, 'uses the clock or chance', 'take it as an input: the same input, the same bytes'),
        );
      }
    }
    return found;
  });
}

/** The declarations that a file exports. */
export function exportedDeclarations(tree: ts.SourceFile): readonly ts.Statement[] {
  return tree.statements.filter(isExported);
}

function isExported(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

function parentOf(node: ts.ClassDeclaration): string | undefined {
  const clause = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  return clause?.types[0]?.expression.getText();
}
