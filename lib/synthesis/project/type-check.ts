import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Programs that check types, in a command or a script. */
const checkers = /\b(?:tsc|tsgo|vue-tsc|ts-jest)\b|\bts-node\b(?!.*(?:-T\b|--transpile-?only|swc))|type-?check/i;

/**
 * What a user should know of a project whose types nobody checks: `tsx` and the like, and drydock's own way to run an app,
 * only take the types away. A project is taken to be checked where its folder, or one above, has a tsconfig.json, by which
 * the editor and `tsc` know how, or a package.json with a script that checks types, or where the app's command does it.
 *
 * @param command command that runs the app.
 * @returns one line, or `undefined` where the types are checked, or there are none.
 */
export function missingTypeCheck(project: string, command: string): string | undefined {
  if (!/\.[cm]?tsx?(?:["'\s]|$)/.test(command) || checkers.test(command)) return undefined;
  for (let folder = project, last = ''; folder !== last; last = folder, folder = dirname(folder)) {
    if (existsSync(join(folder, 'tsconfig.json')) || hasScript(join(folder, 'package.json'))) return undefined;
  }
  return "nothing checks the types of the app: add a tsconfig.json, and run 'npx tsc --noEmit' before 'drydock synth'";
}

function hasScript(path: string): boolean {
  try {
    const { scripts } = JSON.parse(readFileSync(path, 'utf8')) as { readonly scripts?: unknown };
    return checkers.test(JSON.stringify(scripts ?? {}));
  } catch {
    return false; // it is not there, or it is npm that will complain
  }
}
