import { createHash } from 'node:crypto';
import { sep } from 'node:path';
import { printableJson } from '../../core/text/printable';
import type { Finding, InspectionResult, Severity } from '../rule/finding';
import { ruleCatalogue } from '../engine/rule-catalogue';
import type { ReportContext } from './report-context';
import { runsOnLine } from '../model/versions-known';
import { objectName, wellFormed } from './words';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/**
 * A report for tools that gather the findings of many: the Static Analysis Results Interchange Format 2.1.0.
 *
 * The fingerprint of a finding is made of its rule, its object and its path, so that it stays the same when lines move.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport(result: InspectionResult, { version }: ReportContext): string {
  const used = new Set(result.findings.map(({ rule }) => rule));
  const rules = ruleCatalogue.filter(({ id }) => used.has(id));
  const indices = new Map(rules.map(({ id }, index) => [id, index]));
  const seen = new Map<string, number>();
  const results = result.findings.map((finding) => {
    const identity = identityOf(finding);
    const occurrence = seen.get(identity) ?? 0;
    seen.set(identity, occurrence + 1);
    return resultOf(finding, indices, fingerprint(identity, occurrence));
  });
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'drydock',
            ...(version === undefined ? {} : { semanticVersion: version }),
            rules: rules.map(({ id, summary }) => ({ id, shortDescription: { text: summary } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results,
        properties: { runsOn: wellFormed(runsOnLine(result.runsOn)) },
      },
    ],
  };
  return `${printableJson(log, 2)}\n`;
}

function resultOf(finding: Finding, indices: ReadonlyMap<string, number>, id: string): object {
  const { rule, severity, message, fix, construct, source } = finding;
  const ruleIndex = indices.get(rule);
  const properties = Object.fromEntries(
    Object.entries({ construct, source }).filter(([, value]) => value !== undefined),
  );
  return {
    ruleId: rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[severity],
    message: { text: wellFormed(`${message}; ${fix}`) },
    locations: [locationOf(finding)],
    partialFingerprints: { 'drydock/v1': id },
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
  };
}

function locationOf(finding: Finding): object {
  const { file, line, column, path } = finding;
  const name = [objectName(finding), path].filter((part) => part !== '').join(' ');
  const region = line === undefined ? {} : { region: { startLine: line, startColumn: column ?? 1 } };
  return {
    ...(file === undefined ? {} : { physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...region } }),
    ...(name === '' ? {} : { logicalLocations: [{ fullyQualifiedName: wellFormed(name), kind: 'resource' }] }),
  };
}

function uriOf(file: string): string {
  return file
    .split(sep)
    .map((part) => encodeURIComponent(wellFormed(part)))
    .join('/');
}

function identityOf({ rule, object, path, file, message }: Finding): string {
  const { kind, namespace = '', name } = object;
  const subject = kind === '' && name === '' ? [file ?? '', message] : [kind, namespace, name];
  return JSON.stringify([rule, ...subject, path]);
}

function fingerprint(identity: string, occurrence: number): string {
  return createHash('sha256').update(`${identity}\n${occurrence}`).digest('hex').slice(0, 32);
}
