import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type * as Yaml from 'yaml';
import type { InspectionOptions } from '../engine/configuration';
import { unfold } from '../model/manifest-set';
import type { RuleSettings } from '../rule/rule';
import { nearest } from '../../core/text/nearest';
import { describe } from '../schema/validator';
import { findManifestFiles, readManifestFiles } from './manifest-files';

/** The names of the file that says how a project is inspected; each is data, and none is run. */
export const configurationFiles: readonly string[] = ['yaml', 'yml', 'json'].map((end) => `drydock.config.${end}`);

/** How an inspection is to be done, and when it fails. */
export interface InspectionConfiguration extends InspectionOptions {
  /** Whether warnings fail it as errors do. @default false */
  readonly strictExit?: boolean;
  /** Patterns of folders, such as `dist/staging`: what is below one is inspected by itself. @default all is one set */
  readonly sets?: readonly string[];
}

type Check = 'text' | 'texts' | 'truth' | 'number' | 'levels' | 'settings';

const keys: Readonly<Record<keyof InspectionConfiguration, Check>> = {
  preset: 'text',
  kubernetes: 'text',
  rules: 'levels',
  externals: 'texts',
  customResources: 'texts',
  settings: 'settings',
  strictExit: 'truth',
  sets: 'texts',
};

const settingKeys: Readonly<Record<keyof RuleSettings, Check>> = {
  registries: 'texts',
  requiredLabels: 'texts',
  requiredAnnotations: 'texts',
  minimumReplicas: 'number',
  firstNodePort: 'number',
  lastNodePort: 'number',
};

/**
 * Reads the configuration of a project.
 *
 * @param folder where it is looked for, and where a relative name begins
 * @param file its name. @default the first of drydock.config.yaml, .yml and .json that is there
 * @returns an empty one where there is no file, and none was named
 * @throws an error that names the file, what is wrong in it, and the nearest known key for an unknown one
 */
export function readConfiguration(folder: string, file?: string): InspectionConfiguration {
  const name = file ?? configurationFiles.find((each) => existsSync(join(folder, each)));
  if (name === undefined) {
    return {};
  }
  const path = resolve(folder, name);
  if (!existsSync(path)) {
    throw new Error(`there is no configuration '${name}'; its usual name is ${configurationFiles[0]}`);
  }
  return resolveConfiguration(contentOf(readFileSync(path, 'utf8'), name), dirname(path), name);
}

/** A configuration as it is written down: its custom resource definitions are names of files, folders or patterns. */
export interface StatedConfiguration extends Omit<InspectionConfiguration, 'customResources'> {
  readonly customResources?: readonly string[];
  /** Name of the file that it is put over. @default the usual one, if there is one */
  readonly config?: string;
}

/**
 * Puts what a program states over the configuration of a folder.
 *
 * @param stated as it came, of whatever type
 * @param name what to call it in an error
 * @throws an error for what is wrong in either
 */
export function configure(stated: unknown, folder: string, name: string): InspectionConfiguration {
  const above = resolveConfiguration(stated, folder, name, { config: 'text' });
  const { config, ...rest } = above as InspectionConfiguration & { readonly config?: string };
  return mergeConfigurations(readConfiguration(folder, config), rest);
}

/** Checks a configuration, and reads the definitions that it names. */
function resolveConfiguration(
  value: unknown,
  folder: string,
  name: string,
  more: Readonly<Record<string, Check>> = {},
): InspectionConfiguration {
  const problems: string[] = [];
  const found = checkMap(value, { ...keys, ...more }, '', problems);
  if (problems.length > 0) {
    throw new Error(`${name}: ${problems.join('\n  ')}`);
  }
  const { customResources, ...rest } = found as StatedConfiguration;
  return customResources === undefined
    ? rest
    : { ...rest, customResources: readDefinitions(customResources, folder, name) };
}

/** Puts one configuration over another: lists add up, rules and settings go key by key, anything else is replaced. */
export function mergeConfigurations(
  below: InspectionConfiguration,
  above: InspectionConfiguration,
): InspectionConfiguration {
  const said = Object.fromEntries(Object.entries(above).filter(([, value]) => value !== undefined));
  const lists = {
    externals: [...(below.externals ?? []), ...(above.externals ?? [])],
    customResources: [...(below.customResources ?? []), ...(above.customResources ?? [])],
    rules: { ...rulesBelow(below.rules, above.rules), ...above.rules },
    settings: { ...below.settings, ...above.settings },
  };
  return { ...below, ...said, ...lists };
}

/** The rules of which nothing is said above: what is said there of a group (`ref`) holds for each of its rules. */
function rulesBelow(below: InspectionOptions['rules'] = {}, above: InspectionOptions['rules'] = {}): object {
  const kept = Object.entries(below).filter(
    ([rule]) => !Object.keys(above).some((said) => rule.startsWith(`${said}/`)),
  );
  return Object.fromEntries(kept);
}

/** As YAML 1.2, where `off` is a word; JSON is a part of it. */
function contentOf(text: string, name: string): unknown {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import statement would load it at once
  const { parse } = require('yaml') as typeof Yaml;
  try {
    return parse(text) ?? {};
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new Error(`${name} cannot be read: ${message}`, { cause: error });
  }
}

function checkMap(
  value: unknown,
  known: Readonly<Record<string, Check>>,
  place: string,
  problems: string[],
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push(`${place === '' ? 'it' : `'${place}'`} must hold keys and values, got ${describe(value)}`);
    return {};
  }
  const entries = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
  for (const [key, each] of entries) {
    const path = place === '' ? key : `${place}.${key}`;
    const check = Object.hasOwn(known, key) ? known[key] : undefined;
    if (check === undefined) {
      const near = nearest(key, Object.keys(known));
      const hint = near === undefined ? `the keys are ${Object.keys(known).join(', ')}` : `did you mean '${near}'`;
      problems.push(`there is no key '${path}'; ${hint}`);
    } else {
      checkValue(each, check, path, problems);
    }
  }
  return Object.fromEntries(entries);
}

function checkValue(value: unknown, check: Check, path: string, problems: string[]): void {
  const refuse = (wanted: string, got: unknown = value): void => {
    problems.push(`'${path}' must be ${wanted}, got ${describe(got)}`);
  };
  switch (check) {
    case 'text':
      return typeof value === 'string' ? undefined : refuse(`text in quotes, as "1.30"`);
    case 'truth':
      return typeof value === 'boolean' ? undefined : refuse('true or false');
    case 'number':
      return Number.isInteger(value) ? undefined : refuse('a whole number');
    case 'texts':
      return Array.isArray(value) && value.every((each) => typeof each === 'string' && each !== '')
        ? undefined
        : refuse('a list of texts');
    case 'settings':
      checkMap(value, settingKeys, path, problems);
      return;
    case 'levels':
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        return refuse('rules and their severities');
      }
      for (const [rule, level] of Object.entries(value)) {
        if (typeof level !== 'string') {
          problems.push(`'${path}.${rule}' must be off, info, warning or error, got ${describe(level)}`);
        }
      }
  }
}

/** The definitions in the files that a configuration, or an option, names. */
export function readDefinitions(words: readonly string[], folder: string, name: string): readonly unknown[] {
  const { sources, problems } = readManifestFiles(findManifestFiles(words, folder), folder);
  const [problem] = problems;
  if (problem !== undefined) {
    throw new Error(`${name}: ${problem.file ?? ''} is no custom resource definition: ${problem.message}`);
  }
  const objects = sources.flatMap(({ manifest }) => unfold(manifest, [], 0).map((each) => each.manifest));
  const found = objects.filter((object) => (object as { kind?: unknown } | null)?.kind === 'CustomResourceDefinition');
  if (found.length === 0) {
    throw new Error(`${name}: ${words.join(', ')} holds no CustomResourceDefinition`);
  }
  return found;
}
