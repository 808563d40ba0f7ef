import type { Chart } from 'cdk8s';
import { readYaml } from '../../inspection';
import type { EmittedFile } from '../../inspection/input/emitted-files';
import { unfold } from '../../inspection/model/manifest-set';
import { describe } from '../../inspection/schema/validator';
import { App } from '../../synthesis/app';
import { emit } from '../../synthesis/emitter';

/** A manifest as plain data. */
export type Manifest = Readonly<Record<string, unknown>>;

/**
 * The files that a value under test stands for: those that an App writes, else one that holds the objects.
 *
 * @param subject an App, a Chart, a manifest, a list of manifests, or YAML text
 * @throws an error for anything else
 */
export function filesOf(subject: unknown): readonly EmittedFile[] {
  if (subject instanceof App) {
    return subject.synthesize();
  }
  const path = isChart(subject) ? `${subject.node.id}.k8s.yaml` : 'manifests.yaml';
  const manifests = manifestsOf(subject);
  const text = typeof subject === 'string' ? subject : emit(manifests);
  return [{ path, text, objects: manifests.map((manifest) => ({ manifest })) }];
}

/** The objects that a value under test holds. */
export function objectsOf(subject: unknown): readonly Manifest[] {
  const manifests =
    subject instanceof App
      ? subject.synthesize().flatMap(({ objects }) => objects.map(({ manifest }) => manifest))
      : manifestsOf(subject);
  return manifests
    .flatMap((manifest) => unfold(manifest, [], 0).map((each) => each.manifest))
    .filter((manifest): manifest is Manifest => typeof manifest === 'object' && manifest !== null);
}

function manifestsOf(subject: unknown): readonly unknown[] {
  if (typeof subject === 'string') {
    const { sources, problems } = readYaml(subject);
    const [problem] = problems;
    if (problem !== undefined) {
      throw new Error(`the text under test is no YAML: ${problem.message}`);
    }
    return sources.map(({ manifest }) => manifest);
  }
  if (Array.isArray(subject)) {
    return subject;
  }
  if (isChart(subject)) {
    return subject.toJson() as unknown[];
  }
  if (isStockApp(subject)) {
    return subject.charts.flatMap((chart) => chart.toJson() as unknown[]);
  }
  if (typeof subject === 'object' && subject !== null && 'kind' in subject) {
    return [subject];
  }
  throw new Error(`an App, a Chart, manifests or YAML text can be inspected, got ${describe(subject)}`);
}

function isChart(subject: unknown): subject is Chart {
  return typeof subject === 'object' && subject !== null && 'toJson' in subject && 'node' in subject;
}

function isStockApp(subject: unknown): subject is { readonly charts: readonly Chart[] } {
  return typeof subject === 'object' && subject !== null && 'charts' in subject && Array.isArray(subject.charts);
}
