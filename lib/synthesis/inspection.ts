import { isAbsolute, relative, resolve, sep } from 'node:path';
import { DrydockError, show } from '../core/errors';
import { recordSources } from '../core/source-record';
import type { RuleSettings } from '../inspection';
import type * as Emitted from '../inspection/input/emitted-files';
import type { InspectionOutcome } from '../inspection/input/emitted-files';
import { App } from './app';
import { isBeside } from './project/output-lock';
import type { ISynthesisCheck, SynthesizedFile } from './synthesized-file';

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
  /** The Kubernetes version of the cluster, `1.27` to `1.34`. @default 1.27 */
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

/** The synthesis of an app fails, since its manifests are not fit for the cluster. */
export class InspectionError extends DrydockError {
  /**
   * @param count how many findings there are.
   * @param report all of them, as text.
   */
  constructor(
    readonly count: number,
    readonly report: string,
  ) {
    super({ path: '', type: 'Inspection' }, [
      `the manifests are not fit for the cluster; nothing was written\n\n${report}`,
    ]);
    this.name = 'InspectionError';
    for (const key of Object.keys(this)) {
      Object.defineProperty(this, key, { enumerable: false }); // or Node.js would print the report once for each
    }
    this.stack = `${this.name}: ${this.message}`; // what is wrong is in the app, not in the calls that led here
  }
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
      throw new DrydockError({ path: '', type: 'Inspection' }, [
        `'app' must be an App of cdk8s-drydock, got ${show(app)}; for one of cdk8s, name InspectionPlugin under 'validations' in cdk8s.yaml`,
      ]);
    }
    const inspection = new Inspection(app, options);
    recordSources(app);
    app.addCheck(inspection);
    return inspection;
  }

  private constructor(
    private readonly app: App,
    private readonly options: InspectionOptions,
  ) {}

  /** Inspects files. What is no reason to fail goes to standard error. @throws InspectionError when something is */
  check(files: readonly SynthesizedFile[]): void {
    const { result, failed, report } = this.inspect(files);
    if (failed) {
      throw new InspectionError(result.findings.length, report);
    }
    if (result.findings.length > 0) {
      console.error(report.trimEnd());
    }
  }

  private inspect(files: readonly SynthesizedFile[]): InspectionOutcome {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- building an app needs none of it
    const { inspectEmitted } = require('../inspection/input/emitted-files') as typeof Emitted;
    const folder = process.cwd();
    const shown = files.map(({ path, set, text, objects }) => ({ path: this.shown(path, folder), set, text, objects }));
    try {
      return inspectEmitted(shown, this.options, folder);
    } catch (error) {
      throw new DrydockError({ path: '', type: 'Inspection' }, [
        error instanceof Error ? error.message : String(error),
      ]);
    }
  }

  /** The path of a file as the user knows it, though `drydock synth` has it written beside its place first. */
  private shown(path: string, folder: string): string {
    const outdir = resolve(folder, this.app.outdir);
    const steps = relative(folder, outdir).split(sep);
    const inside = steps[0] !== '..' && !isAbsolute(steps.join(sep));
    return [...(inside ? steps.filter((step) => step !== '' && !isBeside(step)) : [outdir]), path].join('/');
  }
}
