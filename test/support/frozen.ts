import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { run } from './examples';

const root = join(__dirname, '..', '..');
const folder = join(root, 'test', 'fixtures', 'frozen');
const recordPath = join(folder, 'releases.json');

/** Digests of the YAML of each frozen app, by the version of this package that first wrote it so. */
export type ReleaseRecord = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The frozen apps: programs of users, and the YAML that they had when they were written. */
export const frozenApps: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))
  .sort();

/** What an app writes now, by file. */
export function writtenNow(app: string): Promise<Readonly<Record<string, string>>> {
  const file = `test/fixtures/frozen/${app}.ts`;
  return run({ page: file, line: 1, info: 'ts', text: readFileSync(join(root, file), 'utf8') });
}

/** What an app wrote when it was frozen, by file. */
export function frozen(app: string): Readonly<Record<string, string>> {
  const top = join(folder, app);
  const files = existsSync(top) ? readdirSync(top, { recursive: true, encoding: 'utf8' }) : [];
  return Object.fromEntries(
    files
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => [file.split(sep).join('/'), readFileSync(join(top, file), 'utf8')]),
  );
}

/** What stands for the YAML of an app in the record. */
export function digestOf(files: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16);
}

export function readRecord(): ReleaseRecord {
  return JSON.parse(readFileSync(recordPath, 'utf8')) as ReleaseRecord;
}

/** Freezes what the apps write now, under the version of the package. */
export async function freeze(version: string): Promise<void> {
  const digests: Record<string, string> = {};
  for (const app of frozenApps) {
    const files = await writtenNow(app);
    rmSync(join(folder, app), { recursive: true, force: true });
    const manifests = Object.entries(files).filter(([file]) => file.endsWith('.yaml'));
    for (const [file, text] of manifests) {
      mkdirSync(dirname(join(folder, app, file)), { recursive: true });
      writeFileSync(join(folder, app, file), text);
    }
    digests[app] = digestOf(Object.fromEntries(manifests));
  }
  const record = existsSync(recordPath) ? readRecord() : {};
  writeFileSync(recordPath, `${JSON.stringify({ ...record, [version]: digests }, undefined, 2)}\n`);
}

/**
 * What a record of releases says that no release may do: change the YAML of a frozen app, but in a major version whose part
 * of the changelog names the app. Before 1.0, the minor number is what the major one is afterwards.
 *
 * @param version version of the package.
 * @param digests of the YAML as it is in the repository.
 * @param changelog the text of CHANGELOG.md, in which a heading of a version says that it is released.
 */
export function releaseProblems(
  record: ReleaseRecord,
  version: string,
  digests: Readonly<Record<string, string>>,
  changelog: string,
): readonly string[] {
  const problems: string[] = [];
  const versions = Object.keys(record).sort(compareVersions);
  const own = record[version];
  if (own === undefined) return [`${version} is not in the record; run 'npm run freeze'`];
  if (versions.at(-1) !== version) problems.push(`the record knows ${versions.at(-1)}, which is newer than ${version}`);
  for (const app of new Set([...Object.keys(own), ...Object.keys(digests)])) {
    if (own[app] === digests[app]) continue;
    problems.push(
      isReleased(version, changelog)
        ? `${app}: its YAML is no longer that of ${version}, which is released; raise the version in package.json, and freeze`
        : `${app}: its YAML is not that of the record; run 'npm run freeze', and read the difference`,
    );
  }
  versions.forEach((later, index) => {
    const earlier = versions[index - 1];
    if (earlier === undefined) return;
    for (const [app, digest] of Object.entries(record[earlier] ?? {})) {
      const now = record[later]?.[app];
      if (now === digest) continue;
      const place = isReleased(later, changelog) ? later : 'Unreleased';
      if (now === undefined) {
        problems.push(`${app}: ${earlier} had it, ${later} has not; a frozen app stays`);
      } else if (!mayChange(earlier, later)) {
        problems.push(`${app}: ${later} changes its YAML, which only a major version may (before 1.0: a minor one)`);
      } else if (!new RegExp(`^- .*\\b${app}\\b`, 'm').test(changedYaml(place, changelog))) {
        problems.push(
          `${app}: ${later} changes its YAML; say how under '### Changed YAML' of '## ${place}', by its name`,
        );
      }
    }
  });
  return problems;
}

function isReleased(version: string, changelog: string): boolean {
  return section(`## ${version}`, changelog) !== '';
}

function changedYaml(place: string, changelog: string): string {
  return section('### Changed YAML', section(`## ${place}`, changelog));
}

/** The text below a heading, up to the next of its level or above. */
function section(heading: string, text: string): string {
  const level = heading.indexOf(' ');
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line === heading || line.startsWith(`${heading} `));
  if (start < 0) return '';
  const end = lines.findIndex((line, index) => index > start && new RegExp(`^#{1,${level}} `).test(line));
  return lines.slice(start, end < 0 ? undefined : end).join('\n');
}

function mayChange(earlier: string, later: string): boolean {
  const [a = [], b = []] = [earlier, later].map((version) => version.split('.').map(Number));
  return a[0] !== b[0] || (a[0] === 0 && a[1] !== b[1]);
}

function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
