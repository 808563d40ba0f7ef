import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { DrydockError, show } from '../../core/errors';

/** Name of the file in which a cdk8s project says how it is synthesized. */
export const CONFIG_FILE = 'cdk8s.yaml';

/** A validation plugin, as cdk8s.yaml names it. */
export interface ValidationConfig {
  /** Name of a package, or path of a module that begins with `./` or is absolute. */
  readonly package: string;
  /** Exact version of the package. */
  readonly version: string;
  /** Name of the exported class. */
  readonly class: string;
  /** What the class is given. @default - {} */
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** What cdk8s.yaml says, as far as a synthesis is concerned. */
export interface ProjectConfig {
  /** Command that runs the app. */
  readonly app?: string;
  /** Output folder. */
  readonly output?: string;
  /** Folder of installed validation plugins. */
  readonly pluginsDirectory?: string;
  /** What `cdk8s import` imports. */
  readonly imports: readonly string[];
  /** Validation plugins. */
  readonly validations: readonly ValidationConfig[];
  /** Format of the output. */
  readonly synthConfig: {
    readonly format?: string;
    readonly chartApiVersion?: string;
    readonly chartVersion?: string;
  };
}

/**
 * Reads the cdk8s.yaml of a folder.
 *
 * @returns an empty configuration when there is none.
 * @throws DrydockError when the file is not YAML or a value is of the wrong type.
 */
export function readProjectConfig(folder: string): ProjectConfig {
  const path = join(folder, CONFIG_FILE);
  if (!existsSync(path)) {
    return { imports: [], validations: [], synthConfig: {} };
  }
  const reader = new ConfigReader();
  const config = reader.map(readYaml(path, CONFIG_FILE), 'the file');
  const synthConfig = reader.map(config.synthConfig, "'synthConfig'");
  const result: ProjectConfig = {
    app: reader.text(config.app, "'app'"),
    output: reader.text(config.output, "'output'"),
    pluginsDirectory: reader.text(config.pluginsDirectory, "'pluginsDirectory'"),
    imports: reader.list(config.imports, "'imports'").map(String),
    validations: reader.validations(config.validations, folder),
    synthConfig: {
      format: reader.text(synthConfig.format, "'synthConfig.format'"),
      chartApiVersion: reader.text(synthConfig.chartApiVersion, "'synthConfig.chartApiVersion'"),
      chartVersion: reader.text(synthConfig.chartVersion, "'synthConfig.chartVersion'"),
    },
  };
  reader.finish();
  return result;
}

function readYaml(path: string, name: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new DrydockError({ path: '', type: name }, [`cannot be read: ${(error as Error).message}`]);
  }
}

class ConfigReader {
  private readonly problems: string[] = [];

  text(value: unknown, what: string): string | undefined {
    if (value === undefined || value === null) {
      return undefined;
    }
    if (typeof value !== 'string' || value.trim() === '') {
      this.problems.push(`${what} must be a text, got ${show(value)}; put it in quotes`);
      return undefined;
    }
    return value;
  }

  list(value: unknown, what: string): readonly unknown[] {
    if (value === undefined || value === null) {
      return [];
    }
    if (!Array.isArray(value)) {
      this.problems.push(`${what} must be a list, got ${show(value)}`);
      return [];
    }
    return value;
  }

  map(value: unknown, what: string): Record<string, unknown> {
    if (value === undefined || value === null) {
      return {};
    }
    if (typeof value !== 'object' || Array.isArray(value)) {
      this.problems.push(`${what} must hold keys and values, got ${show(value)}`);
      return {};
    }
    return value as Record<string, unknown>;
  }

  /** The plugins, which may stand in a file of their own. */
  validations(value: unknown, folder: string): readonly ValidationConfig[] {
    if (typeof value === 'string') {
      if (/^[a-z][a-z\d+.-]+:/i.test(value)) {
        this.problems.push(
          `'validations' must be a list or the path of a file, got ${show(value)}: nothing is downloaded`,
        );
        return [];
      }
      return this.plugins(readYaml(join(folder, value), value), `the list of '${value}'`);
    }
    return this.plugins(value, "'validations'");
  }

  private plugins(value: unknown, what: string): readonly ValidationConfig[] {
    return this.list(value, what).map((each, index) => {
      const plugin = this.map(each, `'validations[${index}]'`);
      const required = (key: string): string => {
        const text = this.text(plugin[key], `'validations[${index}].${key}'`);
        if (plugin[key] === undefined || plugin[key] === null) {
          this.problems.push(`'validations[${index}].${key}' is missing`);
        }
        return text ?? '';
      };
      return {
        package: required('package'),
        version: required('version'),
        class: required('class'),
        properties: this.map(plugin.properties, `'validations[${index}].properties'`),
      };
    });
  }

  finish(): void {
    if (this.problems.length > 0) {
      throw new DrydockError({ path: '', type: CONFIG_FILE }, this.problems);
    }
  }
}
