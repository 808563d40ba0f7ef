import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { inspect } from '../../lib/inspection/engine/engine';
import { readYaml } from '../../lib/inspection/reading/yaml-source';

/** An object, a place in it, whether the API server takes what stands there then, a known difference, and the value if any. */
type Case = readonly [
  object: number,
  path: readonly (string | number)[],
  accepted: 0 | 1,
  known: string | null,
  value?: unknown,
];

const folder = join(__dirname, '../fixtures/kinds');
const { cases, kubernetes } = JSON.parse(
  gunzipSync(readFileSync(join(folder, 'verdicts.json.gz'))).toString('utf8'),
) as {
  kubernetes: string;
  cases: readonly Case[];
};
const objects = readYaml(readFileSync(join(folder, 'accepted.yaml'), 'utf8')).sources.map(({ manifest }) => manifest);

/** An object with another value at one place, or without the place. */
function changed([object, path, , , ...values]: Case): unknown {
  const copy = structuredClone(objects[object]);
  const last = path[path.length - 1] ?? '';
  let holder = copy as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) {
    holder = holder[step] as Record<string | number, unknown>;
  }
  if (values.length > 0) {
    holder[last] = values[0];
  } else if (Array.isArray(holder)) {
    holder.splice(Number(last), 1);
  } else {
    Reflect.deleteProperty(holder, last);
  }
  return copy;
}

describe(`the verdict of the API server of Kubernetes ${kubernetes}`, () => {
  const version = kubernetes.split('.').slice(0, 2).join('.');
  const different = cases.filter((each) => {
    const { summary } = inspect(
      { sources: [{ manifest: changed(each) }] },
      { preset: 'api-only', kubernetes: version },
    );
    return (summary.errors === 0) !== (each[2] === 1);
  });

  test('is that of the inspection, whatever place of an object is changed', () => {
    expect(cases.length).toBeGreaterThan(8000);
    const unknown = different.filter(([, , , known]) => known === null);
    expect(unknown.map(([object, path, accepted]) => `${object} ${path.join('.')} ${accepted}`)).toEqual([]);
  });

  test('differs in few known places, and refuses what is found but for the claims of StatefulSets', () => {
    expect(different.length).toBeLessThan(cases.length * 0.016);
    const falseAlarms = different.filter(([, , accepted]) => accepted === 1);
    expect(falseAlarms.filter(([, path]) => path[1] !== 'volumeClaimTemplates')).toEqual([]);
  });
});
