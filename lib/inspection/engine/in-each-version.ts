import type { Finding, InspectionResult, Severity } from '../rule/finding';

/**
 * The findings for each of some versions as one result: what is found for some of them only says for which.
 *
 * @param versions the oldest first
 */
export function inEachVersion(
  versions: readonly string[],
  inspect: (version: string) => InspectionResult,
): InspectionResult {
  const results = versions.map((version) => ({ version, result: inspect(version) }));
  const [last] = results.slice(-1);
  if (last === undefined) {
    throw new Error('no version is given');
  }
  const found = new Map<string, { readonly finding: Finding; readonly of: string[]; order: number }>();
  for (const { version, result } of results) {
    for (const [order, finding] of result.findings.entries()) {
      // Where the words name the target they differ from version to version: the newest ones are shown.
      const key = JSON.stringify([
        finding.rule,
        finding.object,
        finding.path,
        finding.file,
        finding.line,
        finding.column,
      ]);
      const known = found.get(key);
      found.set(key, { finding, of: [...(known?.of ?? []), version], order: known?.order ?? order });
    }
  }
  const findings = [...found.values()]
    .sort((a, b) => a.order - b.order)
    .map(({ finding, of }) => {
      const names = [...new Set(of)];
      return names.length === versions.length
        ? finding
        : { ...finding, message: `${finding.message} (Kubernetes ${rangesOf(names, versions)})` };
    });
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) {
    counts[severity]++;
  }
  const { error: errors, warning: warnings, info: infos } = counts;
  return { ...last.result, summary: { ...last.result.summary, errors, warnings, infos }, findings };
}

/** Versions as ranges: `1.27 to 1.29, 1.33`. */
function rangesOf(names: readonly string[], versions: readonly string[]): string {
  const ranges: string[][] = [];
  for (const version of versions.filter((each) => names.includes(each))) {
    const range = ranges.at(-1);
    if (range !== undefined && versions.indexOf(range.at(-1) ?? '') === versions.indexOf(version) - 1) {
      range.push(version);
    } else {
      ranges.push([version]);
    }
  }
  return ranges.map((range) => (range.length === 1 ? range[0] : `${range[0]} to ${range.at(-1)}`)).join(', ');
}
