import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { DrydockError, show } from '../../core/errors';
import type { ValidationConfig } from './project-config';
import { ValidationContext, type ResourceMetadata } from './validation-report';

/** What is validated, and how to tell of it. */
export interface Validation {
  /** Folder of the project. */
  readonly project: string;
  /** Folder in which `cdk8s synth` installs plugins. */
  readonly pluginsFolder: string;
  /** Folder of the manifests. */
  readonly folder: string;
  readonly manifests: readonly string[];
  /** Whether the manifests go to standard output. */
  readonly stdout: boolean;
  /** File to write the reports to, as JSON. @default - none */
  readonly reportsFile?: string;
  /** Tells the user something. */
  log(message: string): void;
  /** Turns the path of a manifest into the one that the user knows. */
  show(manifestPath: string): string;
}

interface Plugin {
  validate(context: ValidationContext): Promise<void> | void;
}

/** An exact version, without a `v`: a range would look as if the newest of it were fetched. */
const EXACT_VERSION = /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[\da-zA-Z-]+(?:\.[\da-zA-Z-]+)*)?$/;

/**
 * Runs the validation plugins of a project, with what cdk8s's command gives them.
 *
 * @returns whether all of them succeeded.
 * @throws DrydockError when a plugin cannot be loaded, and whatever a plugin throws.
 */
export async function runValidations(plugins: readonly ValidationConfig[], validation: Validation): Promise<boolean> {
  const metadata = readMetadata(validation.folder);
  const loaded = plugins.map((config) => {
    const { module, name } = loadModule(config, validation);
    const { manifests, stdout } = validation;
    const context = new ValidationContext(manifests, name, config.version, metadata, stdout, validation);
    return { plugin: instantiate(config, module), context };
  });
  validation.log('Performing validations');
  for (const { plugin, context } of loaded) {
    await plugin.validate(context);
  }
  const reports = loaded.map(({ context }) => context.report);
  const success = reports.every((report) => report.success);
  validation.log('Validations finished');
  for (const report of reports) {
    validation.log(`\n${report.toString()}\n`);
  }
  writeReports(validation.reportsFile, { reports: reports.map((report) => report.toJson()) });
  return success;
}

function writeReports(file: string | undefined, reports: object): void {
  if (file === undefined) {
    return;
  }
  if (existsSync(file)) {
    throw new DrydockError({ path: '', type: 'validation reports' }, [
      `'${file}' exists; remove it or name another file`,
    ]);
  }
  writeFileSync(file, JSON.stringify(reports, null, 2));
}

function readMetadata(folder: string): ResourceMetadata {
  const path = join(folder, 'construct-metadata.json');
  if (!existsSync(path)) {
    return {};
  }
  const metadata = JSON.parse(readFileSync(path, 'utf8')) as { version?: unknown; resources?: ResourceMetadata };
  if (metadata.version !== '1.0.0') {
    throw new DrydockError({ path: '', type: 'construct-metadata.json' }, [
      `is of version ${show(metadata.version)}, only 1.0.0 can be read`,
    ]);
  }
  return metadata.resources ?? {};
}

function instantiate(config: ValidationConfig, module: Record<string, unknown>): Plugin {
  const PluginClass = module[config.class] as (new (properties: object) => Partial<Plugin>) | undefined;
  if (typeof PluginClass !== 'function') {
    refuse(config, `exports no class '${config.class}', only ${Object.keys(module).join(', ') || 'nothing'}`);
  }
  const plugin = new PluginClass(config.properties ?? {});
  if (typeof plugin.validate !== 'function') {
    refuse(config, `the class '${config.class}' has no method 'validate', so it is no validation plugin`);
  }
  return plugin as Plugin;
}

/** Loads a plugin from its path, from the packages of the project, or from where cdk8s's command has installed it. */
function loadModule(
  config: ValidationConfig,
  { project, pluginsFolder }: Validation,
): { module: Record<string, unknown>; name: string } {
  if (!EXACT_VERSION.test(config.version)) {
    refuse(config, `'version' must be exact, such as "1.2.3", got ${show(config.version)}`);
  }
  if (/^[a-z][a-z\d+.-]+:/i.test(config.package)) {
    refuse(config, `'package' must be the name of a package or the path of a module, got ${show(config.package)}`);
  }
  const projectRequire = createRequire(join(project, 'cdk8s.yaml'));
  if (isAbsolute(config.package) || config.package.startsWith('./')) {
    const name = resolve(project, config.package);
    return { module: projectRequire(name) as Record<string, unknown>, name };
  }
  if (isOfProject(config, projectRequire)) {
    return { module: projectRequire(config.package) as Record<string, unknown>, name: config.package };
  }
  const installed = join(pluginsFolder, config.package, config.version, 'node_modules', config.package);
  if (!existsSync(installed)) {
    refuse(
      config,
      `is not installed, and nothing is downloaded; run 'npm install --save-dev --save-exact ` +
        `${config.package}@${config.version}'`,
    );
  }
  return { module: projectRequire(installed) as Record<string, unknown>, name: config.package };
}

/** Whether the project has a package in the version that is asked for. */
function isOfProject(config: ValidationConfig, projectRequire: NodeJS.Require): boolean {
  const folders = projectRequire.resolve.paths(config.package) ?? [];
  const file = folders.map((folder) => join(folder, config.package, 'package.json')).find((path) => existsSync(path));
  if (file === undefined) {
    return false;
  }
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version?: unknown };
  return version === config.version;
}

function refuse(config: ValidationConfig, problem: string): never {
  throw new DrydockError({ path: '', type: `validation '${config.package}'` }, [problem]);
}
