import { inspect, isUnread, type InspectionInput } from './engine';
import type { InspectionOptions } from './configuration';
import type { InspectionResult, Summary } from '../rule/finding';
import { inAll } from '../model/versions-known';
import type { ManifestSource } from '../reading/manifest-source';

/** Tells the set that a file belongs to, by whatever name; files that belong to none are one set by themselves. */
export type SetOf = (file: string | undefined) => string;

/**
 * Inspects manifests that are not all for one cluster at one time: each set by itself, as if there were no other.
 *
 * @returns the findings of all sets, those of the first set first
 */
export function inspectSets(input: InspectionInput, options: InspectionOptions, setOf: SetOf): InspectionResult {
  const sets = partition(input.sources, setOf);
  if (sets.size <= 1 && input.previous === undefined) {
    return inspect(input, options);
  }
  const previous = input.previous === undefined ? undefined : partition(input.previous, setOf);
  const incomplete = new Set(input.problems?.filter(isUnread).map(({ file }) => setOf(file)));
  const names = [...new Set([...sets.keys(), ...(previous?.keys() ?? [])])];
  const results = names.map((name, index) =>
    inspect(
      {
        sources: sets.get(name) ?? [],
        incomplete: incomplete.has(name),
        ...(previous === undefined ? {} : { previous: previous.get(name) ?? [] }),
        // What is wrong with a text as such belongs to no set.
        ...(index === 0 && input.problems !== undefined ? { problems: input.problems } : {}),
      },
      options,
    ),
  );
  return {
    summary: results.map(({ summary }) => summary).reduce(add, none),
    runsOn: inAll(results.map(({ runsOn }) => runsOn)),
    findings: results.flatMap(({ findings }) => findings),
  };
}

const none: Summary = { objects: 0, errors: 0, warnings: 0, infos: 0, suppressed: 0 };

function add(a: Summary, b: Summary): Summary {
  return {
    objects: a.objects + b.objects,
    errors: a.errors + b.errors,
    warnings: a.warnings + b.warnings,
    infos: a.infos + b.infos,
    suppressed: a.suppressed + b.suppressed,
  };
}

function partition(sources: Iterable<ManifestSource>, setOf: SetOf): ReadonlyMap<string, readonly ManifestSource[]> {
  const sets = new Map<string, ManifestSource[]>();
  for (const source of sources) {
    const name = setOf(source.file);
    const set = sets.get(name);
    if (set === undefined) {
      sets.set(name, [source]);
    } else {
      set.push(source);
    }
  }
  return sets;
}
