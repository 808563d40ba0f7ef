import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { levelOf } from '../../lib/inspection/rule/presets';
import { allRules } from '../../lib/inspection/rules';
import { removedProductApi } from '../../lib/inspection/rules/dep/product-apis';
import { oldApi } from '../../lib/inspection/schema/api-versions';

const text = readFileSync(join(__dirname, '../../docs/rules/README.md'), 'utf8');
const ids = allRules.map(({ id }) => id);

/** The cells of a table's body, as they stand under a heading. */
function rowsUnder(heading: string): readonly (readonly [check: string, answer: string])[] {
  const [, section = ''] = text.split(`### ${heading}\n`);
  const lines = (section.split(/^#/m)[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) => {
    const [check = '', answer = ''] = line.split('|').slice(1);
    return [check.trim().replace(/`/g, ''), answer.trim()];
  });
}

/** The rules that a cell names, without the notes in brackets. */
function rulesIn(answer: string): readonly string[] {
  return answer.startsWith('left out: ')
    ? []
    : answer
        .replace(/ \(.*\)$/, '')
        .split(', ')
        .filter((id) => id !== '');
}

/** What a tool's row of the overview says: how many checks it has, and how many of them are covered. */
function overviewOf(tool: string): readonly number[] {
  const row = text.split('\n').find((line) => line.startsWith(`| ${tool}`) && /\|\s*\d+\s*\|\s*\d+\s*\|$/.test(line));
  return (row ?? '')
    .split('|')
    .slice(2, 4)
    .map((cell) => Number(cell));
}

describe.each([
  ['kube-linter', 63],
  ['kube-score', 39],
  ['Polaris', 44],
  ['Pod Security', 17],
])('the coverage of %s', (tool, count) => {
  const rows = rowsUnder(tool);

  test('has a row for each of its checks', () => {
    const checks = rows.map(([check]) => check);
    expect(checks).toHaveLength(count);
    expect(checks).toEqual([...new Set(checks)]);
  });

  test('names rules that exist, or says why a check is left out', () => {
    const named = rows.flatMap(([, answer]) => rulesIn(answer)).map((id) => id.replace('°', ''));
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
    expect(rows.filter(([, answer]) => rulesIn(answer).length === 0 && answer.length < 25)).toEqual([]);
  });

  test('marks the rules that are off by default, and no others', () => {
    for (const id of rows.flatMap(([, answer]) => rulesIn(answer))) {
      expect([id, levelOf('recommended', id.replace('°', '')) === 'off']).toEqual([id, id.endsWith('°')]);
    }
  });

  test('is counted in the overview', () => {
    expect(overviewOf(tool)).toEqual([count, rows.filter(([, answer]) => rulesIn(answer).length > 0).length]);
  });
});

describe('the coverage of Pluto', () => {
  test('lists APIs that are known to be old, and no kind twice', () => {
    const apis = rowsUnder('Pluto').flatMap(([apiVersion, kinds]) =>
      kinds.split(', ').map((kind) => [apiVersion, kind] as const),
    );
    expect(apis.length).toBeGreaterThan(50);
    expect(
      apis.filter(([apiVersion, kind]) => (oldApi(apiVersion, kind) ?? removedProductApi(apiVersion)) === undefined),
    ).toEqual([]);
    expect(new Set(apis.map((api) => api.join(' '))).size).toBe(apis.length);
  });
});
