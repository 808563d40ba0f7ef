import { isSecretName } from '../formats/secret-text';
import type { ManifestObject } from '../model/manifest-object';
import type { RawFinding } from '../rule/rule-run';

/**
 * A finding about a number or truth value where text is wanted, with the text that stands in the file: the quotes go around
 * `n`, `0777` and `12e45`, not around what YAML 1.1 reads them as.
 */
export function asWritten(object: ManifestObject, report: RawFinding): RawFinding {
  const { source, prefix } = object;
  if (report.rule !== 'schema/wrong-type' || !report.fix.startsWith(putInQuotes) || source.written === undefined) {
    return report;
  }
  const path = [...prefix, ...report.path];
  const value = report.fix.slice(putInQuotes.length + 1, -1);
  const text = isSecret(source.manifest, path) ? undefined : source.written(path);
  if (text === undefined || text === value || !/^[-+.\w]+$/.test(text)) {
    return report;
  }
  const kind = value === 'true' || value === 'false' ? '' : 'the number ';
  const message = report.message.replace(/, got .*$/s, `, got ${text}, which YAML 1.1 reads as ${kind}${value}`);
  return { ...report, message, fix: `${putInQuotes}'${text}'` };
}

const putInQuotes = 'put it in quotes: ';

/** Whether what stands at a path may be secret: in a Secret, or under a name that says so. */
function isSecret(manifest: unknown, path: readonly (string | number)[]): boolean {
  let node = manifest;
  for (const step of path) {
    const map = node as Readonly<Record<string | number, unknown>> | undefined;
    const named = typeof map?.name === 'string' && isSecretName(map.name);
    if (map?.kind === 'Secret' || named || (typeof step === 'string' && isSecretName(step))) {
      return true;
    }
    node = map?.[step];
  }
  return false;
}
