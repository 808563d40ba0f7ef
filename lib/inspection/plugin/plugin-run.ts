import type { Finding } from '../rule/finding';
import { inspectSets } from '../engine/inspect-sets';
import { configure } from '../input/configuration-file';
import { setsByFolder } from '../input/file-sets';
import { filledIn } from '../input/helm-template';
import { isManifestFile, readManifestFiles } from '../input/manifest-files';
import { Origins } from '../model/origins';
import { hasFailed } from '../report/report';
import { printable } from '../../core/text/printable';

/** An object that violates a rule. */
export interface PluginResource {
  /** The name of the object. */
  readonly resourceName: string;
  /** Where in it, and where it was made. */
  readonly locations: readonly string[];
  /** The file that holds it. */
  readonly manifestPath: string;
}

/** A violation, as a validation plugin of cdk8s tells of it. */
export interface PluginViolation {
  /** The rule, as `api/image`. */
  readonly ruleName: string;
  /** How bad it is, and what is wrong. */
  readonly recommendation: string;
  /** What to do about it. */
  readonly fix: string;
  /** The objects that it is wrong with. */
  readonly violatingResources: readonly PluginResource[];
}

/** What a validation plugin is given: the `ValidationContext` of cdk8s-cli, as far as it is used. */
export interface PluginContext {
  /** Paths of the files to inspect. */
  readonly manifests: readonly string[];
  /** Takes what is found. */
  readonly report: {
    addViolation(violation: PluginViolation): void;
    submit(status: 'success' | 'failure', metadata?: { readonly [key: string]: string }): void;
  };
}

/** Inspects the manifests of a context and submits its report. */
export function runPlugin(context: PluginContext, properties: unknown, folder: string): void {
  const { strictExit, sets = [], ...options } = configure(properties, folder, 'the properties of InspectionPlugin');
  const origins = new Origins(context.manifests);
  const { sources, problems } = readManifestFiles(context.manifests.filter(isManifestFile), folder, '', filledIn);
  const placed = sources.map((source) => ({ ...source, ...origins.of(source) }));
  const stated = setsByFolder(sets, folder);
  const result = inspectSets({ sources: placed, problems }, options, (file) => stated(file) || origins.setOf(file));
  const violations = new Map<string, PluginViolation & { readonly violatingResources: PluginResource[] }>();
  for (const finding of result.findings) {
    const { rule, severity, message, fix } = finding;
    const key = JSON.stringify([rule, severity, message, fix]);
    const known = violations.get(key) ?? {
      ruleName: rule,
      recommendation: `${severity}: ${printable(message)}`,
      fix: printable(fix),
      violatingResources: [],
    };
    known.violatingResources.push(resourceOf(finding));
    violations.set(key, known);
  }
  violations.forEach((violation) => context.report.addViolation(violation));
  const { summary } = result;
  const counts = Object.entries(summary).map(([what, count]) => [what, String(count)]);
  context.report.submit(
    hasFailed(result, strictExit) ? 'failure' : 'success',
    Object.fromEntries(counts) as Record<string, string>,
  );
}

function resourceOf({ object, path, file = '', line, column, construct, source }: Finding): PluginResource {
  const parts = [
    object.kind === ''
      ? ''
      : `${object.kind} ${object.namespace === undefined ? '' : `${object.namespace}/`}${object.name}`,
    path,
    line === undefined ? '' : `line ${line}:${column ?? 1}`,
    construct === undefined ? '' : `construct ${construct}`,
    source === undefined ? '' : `made at ${source}`,
  ];
  const location = parts.filter((part) => part !== '').join(', ');
  return { resourceName: object.name, locations: [printable(location)], manifestPath: file };
}
