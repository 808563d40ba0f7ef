import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';

/** A resource that violates a rule, as a plugin tells. */
export interface ViolatingResource {
  readonly resourceName: string;
  readonly locations: readonly string[];
  readonly manifestPath: string;
}

/** A violation, as a plugin tells. */
export interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly ViolatingResource[];
}

/** Where constructs are in the tree, by the name of their resource. */
export type ResourceMetadata = Readonly<Record<string, { readonly path: string }>>;

interface Summary {
  readonly status: string;
  readonly plugin: string;
  readonly version: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** The report that a plugin makes, as cdk8s's validation plugins know it. */
export class ValidationReport {
  private readonly violations: (Omit<Violation, 'violatingResources'> & {
    readonly violatingConstructs: readonly (ViolatingResource & { readonly constructPath?: string })[];
  })[] = [];

  private summary: Summary | undefined;

  /** @param show turns the path of a manifest into the one to tell the user. */
  constructor(
    private readonly pkg: string,
    private readonly version: string,
    private readonly metadata: ResourceMetadata,
    private readonly show: (manifestPath: string) => string,
  ) {}

  /** Adds a violation. @throws Error after the report has been submitted. */
  addViolation(violation: Violation): void {
    if (this.summary !== undefined) {
      throw new Error('violations cannot be added to a report that has been submitted');
    }
    this.violations.push({
      ruleName: violation.ruleName,
      recommendation: violation.recommendation,
      violatingConstructs: violation.violatingResources.map((resource) => ({
        ...resource,
        constructPath: this.metadata[resource.resourceName]?.path,
        manifestPath: this.show(resource.manifestPath),
      })),
      fix: violation.fix,
    });
  }

  /** Ends the report. @param metadata whatever the plugin wants to be told with the summary. */
  submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void {
    this.summary = { status, plugin: this.pkg, version: this.version, metadata };
  }

  /** Whether the plugin found nothing to fail for. @throws Error before the report has been submitted. */
  get success(): boolean {
    return this.submitted().status === 'success';
  }

  /** The report as cdk8s's command writes it to a file. @throws Error before the report has been submitted. */
  toJson(): object {
    const summary = this.submitted();
    return { title: `Validation Report (${this.pkg}@${this.version})`, violations: this.violations, summary };
  }

  /** The report as text. @throws Error before the report has been submitted. */
  toString(): string {
    const { status, metadata } = this.submitted();
    const lines = [`Validation Report (${this.pkg}@${this.version}): ${status}`];
    lines.push(...Object.entries(metadata ?? {}).map(([key, value]) => `  ${key}: ${value}`));
    for (const { ruleName, violatingConstructs, recommendation, fix } of this.violations) {
      const occurrences = violatingConstructs.flatMap(({ locations }) => locations).length;
      lines.push('', `  ${ruleName} (${occurrences} occurrences)`);
      for (const { resourceName, manifestPath, constructPath, locations } of violatingConstructs) {
        const construct = constructPath === undefined ? '' : `, construct ${constructPath}`;
        lines.push(`    ${manifestPath}: ${resourceName}${construct}`, ...locations.map((each) => `      > ${each}`));
      }
      lines.push(`    ${recommendation}`, `    fix: ${fix}`);
    }
    return lines.join('\n');
  }

  private submitted(): Summary {
    if (this.summary === undefined) {
      throw new Error(`the report of the validation ${this.pkg} is incomplete: it has to call 'report.submit'`);
    }
    return this.summary;
  }
}

/** What a validation plugin is given, as cdk8s's validation plugins know it. */
export class ValidationContext {
  readonly report: ValidationReport;
  readonly logger: { log(message: string): void };

  constructor(
    readonly manifests: readonly string[],
    readonly pkg: string,
    readonly version: string,
    readonly metadata: ResourceMetadata,
    readonly stdout: boolean,
    output: { log(message: string): void; show(manifestPath: string): string },
  ) {
    this.report = new ValidationReport(pkg, version, metadata, (path) => output.show(path));
    this.logger = { log: (message) => output.log(message) };
  }

  /** The documents of a manifest. */
  parseManifest(manifestPath: string): unknown[] {
    return [...parseAllDocuments(readFileSync(manifestPath, 'utf8'))].map((document) => document.toJS() as unknown);
  }
}
