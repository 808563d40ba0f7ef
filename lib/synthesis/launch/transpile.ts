import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LaunchPlan } from './launch-plan';

/** JavaScript as a CommonJS module, and the source map (JSON) that leads back to the TypeScript. */
export interface Transpiled {
  readonly code: string;
  readonly map: string;
}

/**
 * Turns TypeScript into JavaScript with the transpiler of a plan, without checking its types.
 *
 * @throws Error when the text is not TypeScript.
 */
export function transpile(source: string, file: string, plan: LaunchPlan, load: NodeJS.Require): Transpiled {
  return plan.runner === 'tsx'
    ? withEsbuild(source, file, plan, load(plan.transpiler) as Esbuild)
    : withTypeScript(source, file, plan, load(plan.transpiler) as TypeScript);
}

interface Esbuild {
  transformSync(source: string, options: object): Transpiled;
}

function withEsbuild(source: string, file: string, plan: LaunchPlan, esbuild: Esbuild): Transpiled {
  const { code, map } = esbuild.transformSync(source, {
    loader: 'ts',
    format: 'cjs',
    platform: 'node',
    target: `node${process.versions.node}`,
    keepNames: true,
    sourcemap: 'external',
    sourcesContent: false,
    sourcefile: file,
    // A dynamic import has to pass through `require`, which is what knows about TypeScript here.
    supported: { 'dynamic-import': false },
    tsconfigRaw: plan.tsconfig === undefined ? '{}' : readFileSync(plan.tsconfig, 'utf8'),
  });
  return { code, map };
}

/** The part of TypeScript's API that is used. */
interface TypeScript {
  readonly sys: object;
  readonly ModuleKind: Readonly<Record<string, number>>;
  readonly ScriptTarget: Readonly<Record<string, number>>;
  readConfigFile(path: string, readFile: (path: string) => string): { readonly config?: unknown };
  parseJsonConfigFileContent(config: unknown, host: object, folder: string): { readonly options: CompilerOptions };
  transpileModule(
    source: string,
    options: { compilerOptions: CompilerOptions; fileName: string; reportDiagnostics: boolean },
  ): { outputText: string; sourceMapText?: string; diagnostics?: readonly { readonly file?: object }[] };
  formatDiagnostics(diagnostics: readonly object[], host: object): string;
}

interface CompilerOptions {
  readonly [name: string]: unknown;
}

function withTypeScript(source: string, file: string, plan: LaunchPlan, typescript: TypeScript): Transpiled {
  const { outputText, sourceMapText, diagnostics } = typescript.transpileModule(source, {
    compilerOptions: compilerOptions(plan, typescript),
    fileName: file,
    reportDiagnostics: true,
  });
  // Complaints without a file are about options, which a transpiler of single files may ignore.
  const errors = (diagnostics ?? []).filter((diagnostic) => diagnostic.file !== undefined);
  if (errors.length > 0) {
    const host = { getCanonicalFileName: String, getCurrentDirectory: () => process.cwd(), getNewLine: () => '\n' };
    throw new Error(typescript.formatDiagnostics(errors, host).trim());
  }
  return { code: outputText, map: sourceMapText ?? '' };
}

function compilerOptions(plan: LaunchPlan, typescript: TypeScript): CompilerOptions {
  const options = plan.tsconfig === undefined ? {} : parseTsconfig(plan.tsconfig, typescript);
  // From Node16 on, the kinds of modules imply the interoperation with CommonJS.
  const interop = typeof options.module === 'number' && options.module >= (typescript.ModuleKind.Node16 ?? Infinity);
  return {
    ...(interop ? { esModuleInterop: true } : {}),
    ...options,
    target: options.target ?? typescript.ScriptTarget.ES2022,
    module: typescript.ModuleKind.CommonJS,
    moduleResolution: undefined,
    noEmit: false,
    declaration: false,
    declarationMap: false,
    composite: false,
    incremental: false,
    verbatimModuleSyntax: undefined,
    sourceMap: true,
    inlineSourceMap: false,
    inlineSources: false,
    removeComments: false,
  };
}

function parseTsconfig(path: string, typescript: TypeScript): CompilerOptions {
  const { config } = typescript.readConfigFile(path, (each) => readFileSync(each, 'utf8'));
  // Which files belong to the project does not matter here, and to list them takes long.
  const host = { ...typescript.sys, readDirectory: () => [] };
  return typescript.parseJsonConfigFileContent(config, host, dirname(path)).options;
}
