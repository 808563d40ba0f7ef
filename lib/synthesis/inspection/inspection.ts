import { raise, show } from '../../core/errors';
import { recordSources } from '../../core/source-record';
import type { RuleSettings } from '../../inspection';
import { App } from '../app';
import type { ISynthesisCheck, SynthesizedFile } from '../synthesized-file';
import { inspectFiles } from './inspect-files';
import { InspectionError } from './inspection-error';

/** A ready choice of rules. */
export enum InspectionPreset {
  /** What the cluster refuses, or what cannot work, is an error; what is a risk is a warning. */
  RECOMMENDED = 'recommended',
  /** Every rule, and every risk an error. */
  STRICT = 'strict',
  /** What the API server would say, and no more. */
  API_ONLY = 'api-only',
}

/** How bad a finding of a rule is, or that the rule is not asked. */
export enum RuleSeverity {
  /** The rule is not asked. */
  OFF = 'off',
  /** Advice. */
  INFO = 'info',
  /** A risk. */
  WARNING = 'warning',
  /** The cluster refuses it, or it cannot work: the synthesis fails. */
  ERROR = 'error',
}

/** What an inspection looks for, over what the drydock.config.yaml of the working folder says. */
export interface InspectionOptions {
  /** The choice of rules to start from. @default InspectionPreset.RECOMMENDED */
  readonly preset?: InspectionPreset;
  /** The Kubernetes version of the cluster, `1.27` to `1.37`, or a range such as `1.29-1.34`. @default '1.37' */
  readonly kubernetes?: string;
  /** Severities of rules (`rel/replicas`) and groups of them (`rel`). @default - as the preset says */
  readonly rules?: { readonly [rule: string]: RuleSeverity };
  /** What lives outside the app: `kind/name` or `namespace/kind/name`, with `*` in the name. @default - nothing */
  readonly externals?: readonly string[];
  /** Files, folders or patterns of custom resource definitions. @default - those that `imports/` is made from */
  readonly customResources?: readonly string[];
  /** Choices that some rules need. @default - none */
  readonly settings?: RuleSettings;
  /** Whether warnings fail the synthesis too. @default false */
  readonly strictExit?: boolean;
  /** Path of the configuration. @default - the drydock.config.yaml, .yml or .json of the working folder, if there is one */
  readonly config?: string;
}

/**
 * Inspects all that an app is about to write: with an error among what it finds, `synth()` fails and nothing is written.
 *
 * Call `Inspection.of(app)` right after the app is made: objects made later remember the line of code that made them.
 */
export class Inspection implements ISynthesisCheck {
  /**
   * Adds an inspection to an app.
   *
   * @throws DrydockError when the app is not an App of this package
   */
  static of(app: App, options: InspectionOptions = {}): Inspection {
    if (!((app as unknown) instanceof App)) {
      raise({ path: '', type: 'Inspection' }, [
        `'app' must be an App of cdk8s-drydock, got ${show(app)}; for one of cdk8s, name InspectionPlugin under 'validations' in cdk8s.yaml`,
      ]);
    }
    const inspection = new Inspection(app, options);
    recordSources(app);
    app._inspectBy(inspection);
    return inspection;
  }

  private constructor(
    private readonly app: App,
    private readonly options: InspectionOptions,
  ) {}

  /** Inspects files. What is no reason to fail goes to standard error. @throws InspectionError when something is */
  check(files: readonly SynthesizedFile[]): void {
    const { result, failed, report } = inspectFiles(files, this.app.outdir, this.options);
    if (failed) {
      throw new InspectionError(result.findings.length, report());
    }
    if (result.findings.length > 0) {
      console.error(report().trimEnd());
    }
  }
}
