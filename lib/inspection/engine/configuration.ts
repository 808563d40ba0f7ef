import { severities } from '../rule/finding';
import { levelOf, presetNames, type PresetName, type RuleLevel } from '../rule/presets';
import type { RuleSettings } from '../rule/rule';
import { nearest } from '../../core/text/nearest';
import type { CustomResourceDefinition } from '../schema/custom-resources';

/** What an inspection looks for. */
export interface InspectionOptions {
  /** The ready choice of rules to start from. @default recommended */
  readonly preset?: PresetName;
  /**
   * The Kubernetes version that the manifests are for, `1.27` to `1.37`, also as `v1.29.3`; or a range, `1.29-1.34`, of which
   * each version has to take them. @default the newest one
   */
  readonly kubernetes?: string;
  /** The severity of single rules, or `off`; a group (`rel`) stands for all its rules. @default as the preset says */
  readonly rules?: Readonly<Record<string, RuleLevel>>;
  /** What lives outside the manifests: `kind/name` or `namespace/kind/name`, with `*` in the name. @default nothing */
  readonly externals?: readonly string[];
  /** The custom resource definitions of the cluster, as plain data. @default none, so custom resources are not checked */
  readonly customResources?: readonly CustomResourceDefinition[];
  /** Choices that some rules need. @default none */
  readonly settings?: RuleSettings;
}

/** The severities of all rules: what the preset says, and over it what the options say. */
export class Levels {
  private readonly known = new Map<string, RuleLevel>();

  /**
   * @param ids every rule there is
   * @throws an error that names an unknown preset, rule or severity, and the nearest known one
   */
  public constructor(ids: readonly string[], options: InspectionOptions) {
    const preset = options.preset ?? 'recommended';
    if (!presetNames.includes(preset)) {
      throw new Error(`the preset must be one of ${presetNames.join(', ')}, got ${JSON.stringify(preset)}`);
    }
    for (const id of ids) {
      this.known.set(id, levelOf(preset, id));
    }
    const overrides = Object.entries(options.rules ?? {});
    for (const [key, level] of overrides.sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))) {
      this.override(ids, key, level);
    }
  }

  /** The severity of a rule, or `off`. */
  public of(id: string): RuleLevel {
    return this.known.get(id) ?? 'off';
  }

  private override(ids: readonly string[], key: string, level: RuleLevel): void {
    const levels: readonly string[] = ['off', ...severities];
    if (!levels.includes(level)) {
      throw new Error(`the severity of ${key} must be one of ${levels.join(', ')}, got ${JSON.stringify(level)}`);
    }
    const meant = ids.filter((id) => id === key || id.startsWith(`${key}/`));
    if (meant.length === 0) {
      const near = nearest(key, ids);
      throw new Error(`there is no rule ${JSON.stringify(key)}${near === undefined ? '' : `; did you mean '${near}'`}`);
    }
    for (const id of meant) {
      this.known.set(id, level);
    }
  }
}
