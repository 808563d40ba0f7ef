/** The Kubernetes versions whose schema is at hand, the oldest first. */
export const kubernetesVersions = [
  '1.27',
  '1.28',
  '1.29',
  '1.30',
  '1.31',
  '1.32',
  '1.33',
  '1.34',
  '1.35',
  '1.36',
  '1.37',
] as const;

/** The version that is meant where nothing else is said. */
export const newestVersion: string = kubernetesVersions[kubernetesVersions.length - 1] ?? '';

/** A minor version as it is written in a table: 27 for 1.27. */
export function minorOf(version: string): number {
  return Number(version.slice(version.indexOf('.') + 1));
}

/**
 * The versions that a word names: `1.30`, `v1.29.3` as `kubectl version` prints it, or a range such as `1.29-1.34`.
 *
 * @returns minor versions, the oldest first
 * @throws an error that names the versions at hand
 */
export function versionsOf(word: string): readonly string[] {
  const known: readonly string[] = kubernetesVersions;
  const [, from = '', to = from] =
    /^\s*v?(1\.\d+)(?:\.\d+\S*?)?(?:\s*-\s*v?(1\.\d+)(?:\.\d+\S*?)?)?\s*$/.exec(word) ?? [];
  const [first, last] = [known.indexOf(from), known.indexOf(to)];
  if (first < 0 || last < 0 || last < first) {
    throw new Error(
      `the Kubernetes version must be one of ${known.join(', ')}, or a range such as 1.29-1.34, got ${JSON.stringify(word)}`,
    );
  }
  return known.slice(first, last + 1);
}

/** Compares Kubernetes versions of the form `1.27`. */
export function isAtLeast(version: string, least: string): boolean {
  // a minor version without a leading zero is later where it is longer: there are many questions, so no number is made
  return version.length === least.length ? version >= least : version.length > least.length;
}
