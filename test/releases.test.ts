// What a release may change: docs/releases.md. Frozen apps are compared, and the changelog is held against their record.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, frozen, frozenApps, readRecord, releaseProblems, writtenNow } from './support/frozen';

const root = join(__dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

describe('a frozen app', () => {
  test.each(frozenApps)('%s still has its YAML, byte for byte', async (app) => {
    const now = await writtenNow(app);
    const before = frozen(app);
    expect(Object.keys(before)).not.toEqual([]);
    for (const [file, text] of Object.entries(before)) {
      expect(`# ${app}/${file}, else see docs/releases.md\n${now[file]}`).toBe(
        `# ${app}/${file}, else see docs/releases.md\n${text}`,
      );
    }
    expect(Object.keys(now).filter((file) => file.endsWith('.yaml'))).toEqual(Object.keys(before).sort());
  });

  test('stands for most constructs', () => {
    const sources = frozenApps.map((app) =>
      readFileSync(join(root, 'test', 'fixtures', 'frozen', `${app}.ts`), 'utf8'),
    );
    expect(new Set(sources.join('\n').match(/\bnew [A-Z]\w+/g)).size).toBeGreaterThan(20);
  });
});

describe('the record of releases', () => {
  const digests = Object.fromEntries(frozenApps.map((app) => [app, digestOf(frozen(app))]));

  test('allows what this version changes', () => {
    const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
    expect(releaseProblems(readRecord(), version, digests, changelog)).toEqual([]);
  });

  const said = (app: string): string =>
    `## 2.0.0 - 2030-01-01\n\n### Changed YAML\n\n- ${app}: its probes.\n\n## 1.4.2\n`;
  test.each<readonly [string, Parameters<typeof releaseProblems>, string | undefined]>([
    [
      'a version without changes',
      [{ '1.4.1': { a: '1' }, '1.4.2': { a: '1' } }, '1.4.2', { a: '1' }, '## 1.4.1\n'],
      undefined,
    ],
    ['a new app', [{ '1.4.1': { a: '1' }, '1.4.2': { a: '1', b: '1' } }, '1.4.2', { a: '1', b: '1' }, ''], undefined],
    [
      'a patch that changes YAML',
      [{ '1.4.1': { a: '1' }, '1.4.2': { a: '2' } }, '1.4.2', { a: '2' }, ''],
      'only a major version may',
    ],
    [
      'a minor version that does',
      [{ '1.4.2': { a: '1' }, '1.5.0': { a: '2' } }, '1.5.0', { a: '2' }, ''],
      'only a major version may',
    ],
    [
      'a patch before 1.0 that does',
      [{ '0.2.9': { a: '1' }, '0.2.10': { a: '2' } }, '0.2.10', { a: '2' }, ''],
      'only a major version may',
    ],
    [
      'a major version that tells of it',
      [{ '1.4.2': { a: '1' }, '2.0.0': { a: '2' } }, '2.0.0', { a: '2' }, said('a')],
      undefined,
    ],
    [
      'a major version that does not',
      [{ '1.4.2': { a: '1' }, '2.0.0': { a: '2' } }, '2.0.0', { a: '2' }, said('b')],
      "say how under '### Changed YAML' of '## 2.0.0'",
    ],
    [
      'the next one, not yet released',
      [
        { '0.1.0': { a: '1' }, '0.2.0': { a: '2' } },
        '0.2.0',
        { a: '2' },
        '## Unreleased\n\n### Changed YAML\n\n- a\n\n## 0.1.0\n',
      ],
      undefined,
    ],
    [
      'a change after the release',
      [{ '1.4.2': { a: '1' } }, '1.4.2', { a: '2' }, '## 1.4.2\n'],
      'which is released; raise the version',
    ],
    [
      'a change before the release',
      [{ '1.4.2': { a: '1' } }, '1.4.2', { a: '2' }, '## Unreleased\n'],
      "run 'npm run freeze'",
    ],
    ['an app that is gone', [{ '1.0.0': { a: '1' }, '2.0.0': {} }, '2.0.0', {}, said('a')], 'a frozen app stays'],
    [
      'a version that is not recorded',
      [{ '1.4.2': { a: '1' } }, '1.4.3', { a: '1' }, ''],
      '1.4.3 is not in the record',
    ],
  ])('judges %s', (_, [record, now, found, changelog], problem) => {
    const problems = releaseProblems(record, now, found, changelog);
    expect(problems).toEqual(problem === undefined ? [] : [expect.stringContaining(problem)]);
  });
});
