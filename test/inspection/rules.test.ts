import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InspectionOptions } from '../../lib/inspection/engine/configuration';
import { inspect } from '../../lib/inspection/engine/engine';
import { allRules } from '../../lib/inspection/rules';
import { readYaml } from '../../lib/inspection/reading/yaml-source';

const fixtures = join(__dirname, '../fixtures/rules');
const pages = join(__dirname, '../../docs/rules');
const sections = ['## What it finds', '## Why it matters', '## How to fix it', '## Source'];

/** What a fixture says must be found: `line rule`, once for each `# expect: rule` of a line. */
function expectations(text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const rules = /#\s*expect:\s*(.+)$/.exec(line)?.[1] ?? '';
    return rules
      .split(',')
      .map((rule) => rule.trim())
      .filter((rule) => rule !== '')
      .map((rule) => `${index + 1} ${rule}`);
  });
}

/** Options of a fixture, as JSON in its first line: `# options: {"kubernetes": "1.34"}`. */
function optionsOf(text: string): InspectionOptions {
  const json = /^# options: (.+)$/m.exec(text.split('\n')[0] ?? '')?.[1];
  return json === undefined ? {} : (JSON.parse(json) as InspectionOptions);
}

/** What one rule, and no other, finds in a text. */
function findingsOf(rule: string, text: string): string[] {
  const options = optionsOf(text);
  const customResources = (options.customResources ?? []).map((file) =>
    readYaml(readFileSync(join(fixtures, String(file)), 'utf8')).sources.map(({ manifest }) => manifest),
  );
  const off = Object.fromEntries(
    [...new Set(allRules.map(({ id }) => id.split('/')[0] ?? ''))].map((group) => [group, 'off' as const]),
  );
  const needed = Object.fromEntries(
    optionsOf(text).rules === undefined ? [] : Object.entries(optionsOf(text).rules ?? {}),
  );
  const rules = { ...off, ...needed, [rule]: 'error' as const };
  const { findings } = inspect(readYaml(text, 'fixture.yaml'), {
    ...options,
    customResources: customResources.flat(),
    rules,
  });
  return findings.filter((finding) => finding.rule === rule).map((finding) => `${finding.line ?? '?'} ${finding.rule}`);
}

function filesOf(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.yaml'))
        .sort()
    : [];
}

describe('every rule', () => {
  test('has an id of its own, of the form group/name', () => {
    const ids = allRules.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    expect(ids.filter((id) => !/^[a-z]+\/[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  test('has a page and a fixture folder, and there are no others', () => {
    const ids = allRules.map(({ id }) => id).sort();
    const folders = readdirSync(fixtures).flatMap((group) =>
      readdirSync(join(fixtures, group)).map((id) => `${group}/${id}`),
    );
    expect(folders.filter((folder) => !folder.startsWith('definitions/')).sort()).toEqual(ids);
    const groups = readdirSync(pages, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const named = groups.flatMap(({ name }) =>
      readdirSync(join(pages, name)).map((file) => `${name}/${file.replace(/\.md$/, '')}`),
    );
    expect(named.sort()).toEqual(ids);
  });
});

describe.each(allRules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const folder = join(fixtures, id);
  const files = filesOf(folder);

  test('has at least one manifest that fails and one that passes', () => {
    expect(files).toEqual(expect.arrayContaining([expect.stringMatching(/^fail/), expect.stringMatching(/^pass/)]));
  });

  test.each(files)('finds in %s what is marked there, and nothing else', (file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const expected = expectations(text);
    expect(expected.length > 0).toBe(file.startsWith('fail'));
    expect(findingsOf(id, text).sort()).toEqual(expected.sort());
  });

  test('has a page with its summary and the fixed sections', () => {
    const text = readFileSync(join(pages, `${id}.md`), 'utf8');
    expect(text.startsWith(`# ${id}\n\n`)).toBe(true);
    expect(text.split('\n').filter((line) => line.startsWith('## '))).toEqual(sections);
    const summary = rule.summary.charAt(0).toUpperCase() + rule.summary.slice(1);
    expect(text).toContain(`## What it finds\n\n${summary}.`);
  });
});
