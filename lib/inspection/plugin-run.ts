import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inspect } from './engine';
import type { Finding } from './finding';
import { configure } from './input/configuration-file';
import { readManifestFiles } from './input/manifest-files';
import { originKey } from './origin-key';
import { hasFailed } from './report/report';
import { printable } from './report/words';

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
  const { strictExit, ...options } = configure(properties, folder, 'the properties of InspectionPlugin');
  const origins = readOrigins(context.manifests);
  const { sources, problems } = readManifestFiles(context.manifests, folder);
  const placed = sources.map((source) => ({ ...source, ...origins.get(originKey(source.manifest)) }));
  const result = inspect({ sources: placed, problems }, options);
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

interface Origin {
  readonly construct: string;
  readonly source?: string;
}

/**
 * Where objects were made, as an App of this package notes it in construct-metadata.json. What cdk8s itself notes there goes by
 * the bare name of an object, and is wrong where a Deployment and its Service have the same.
 */
function readOrigins(manifests: readonly string[]): ReadonlyMap<string, Origin> {
  const folders = new Set(manifests.flatMap((file) => [dirname(file), dirname(dirname(file))]));
  const file = [...folders].map((each) => join(each, 'construct-metadata.json')).find((each) => existsSync(each));
  if (file === undefined) {
    return new Map();
  }
  const { objects = [] } = JSON.parse(readFileSync(file, 'utf8')) as {
    objects?: readonly (Origin & { readonly key: string })[];
  };
  return new Map(objects.map(({ key, ...origin }) => [key, origin]));
}
