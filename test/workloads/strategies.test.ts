import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { yamlSnapshot } from '../../lib/testing';
import { changesOf, objectsAt, walk, walkedStrategies, type Step } from '../support/release-walk';
import { strategyFiles } from '../support/strategy-pages';
import type { Synthesized } from '../support/synthesize';

expect.addSnapshotSerializer(yamlSnapshot);

const whole: readonly Step[] = [
  [1, 'steady'],
  [1, 'start'],
  [1, 'shift'],
  [1, 'promote'],
  [2, 'steady'],
];
const again: readonly Step[] = [...whole, [2, 'start'], [2, 'shift'], [2, 'promote'], [3, 'steady']];
const abortedEarly: readonly Step[] = [
  [1, 'steady'],
  [1, 'start'],
  [1, 'abort'],
  [1, 'steady'],
];
const abortedLate: readonly Step[] = [
  [1, 'steady'],
  [1, 'start'],
  [1, 'shift'],
  [1, 'abort'],
  [1, 'steady'],
  [1, 'start'],
  [1, 'shift'],
  [1, 'promote'],
  [2, 'steady'],
];
const byShares: readonly Step[] = [
  [1, 'steady'],
  [1, 'start'],
  [1, 'shift 20'],
  [1, 'shift 50'],
  [1, 'shift 30'],
  [1, 'promote'],
  [2, 'steady'],
];

describe.each(walkedStrategies.map((walked) => [walked.name, walked] as const))('a release by %s', (_, walked) => {
  test.each<readonly [string, readonly Step[]]>([
    ['to its end', whole],
    ['twice, one behind the other', again],
    ['to an end before it answers', abortedEarly],
    ['back to the old version, and once more', abortedLate],
    ...(walked.byShares ? [['by shares that grow and shrink', byShares] as const] : []),
  ])('goes %s, and always has ready pods', (__, steps) => {
    for (const prune of [false, true]) {
      expect(walk(walked, steps, { replicas: 4, prune })).toEqual([]);
      if (walked.scales) expect(walk(walked, steps, { replicas: 4, prune, scaled: true })).toEqual([]);
    }
  });

  test('has the same objects at every stage, so that nothing is left behind where nothing is taken away', () => {
    const names = (stage: Step[1]): readonly string[] =>
      objectsAt(walked, [1, stage], { replicas: 2 }).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    for (const stage of ['start', 'shift', 'promote', 'abort'] as const) expect(names(stage)).toEqual(names('steady'));
  });

  test('yields what a reviewer can read', () => {
    expect(
      objectsAt(walked, [1, 'shift'], { replicas: 2 }).filter(({ kind }) => kind !== 'Deployment'),
    ).toMatchSnapshot();
  });
});

describe('a way that does not work', () => {
  const find = (name: string): (typeof walkedStrategies)[number] => {
    const found = walkedStrategies.find((each) => each.name === name);
    if (found === undefined) throw new Error(`there is no strategy "${name}"`);
    return found;
  };
  const routed = walkedStrategies.filter(({ name }) => name !== 'canary by replicas');

  test.each(routed.map((walked) => [walked.name, walked] as const))(
    'fails when %s does not start before it shifts',
    (_, walked) => {
      const steps: readonly Step[] = [
        [1, 'steady'],
        [1, 'shift'],
      ];
      expect(walk(walked, steps, { replicas: 3 }).join('\n')).toContain('which has no ready pods');
    },
  );

  test('is one that the change guard finds before anything is applied', () => {
    for (const name of ['blue/green', 'canary by weight, gateway', 'canary by weight, traefik']) {
      const walked = find(name);
      const at = (stage: Step[1]): readonly Synthesized[] => objectsAt(walked, [1, stage], { replicas: 2 });
      expect(changesOf(at('steady'), at('shift')).join('\n')).toContain('change/unstarted-pods');
      expect(changesOf(at('start'), at('shift'))).toEqual([]);
    }
  });

  test('fails when blue/green promotes what never started', () => {
    const steps: readonly Step[] = [
      [1, 'steady'],
      [1, 'promote'],
    ];
    expect(walk(find('blue/green'), steps, { replicas: 3 }).join('\n')).toContain('no ready pods');
  });

  test('fails when blue/green aborts what it has promoted, because the old color is gone', () => {
    expect(walk(find('blue/green'), [...whole.slice(0, 4), [1, 'abort']], { replicas: 3 }).join('\n')).toContain(
      'behind Service web: a request comes to the Service web, which has no ready pods',
    );
  });

  test('fails when the live color is not turned after a release', () => {
    // Odd versions are blue: version 3 behind version 1 says that blue is live, and it rests.
    expect(walk(find('blue/green'), [...whole.slice(0, 4), [3, 'steady']], { replicas: 3 }).join('\n')).toContain(
      'no ready pods',
    );
  });

  test('fails when a canary ends without being promoted, because the old version has no full capacity then', () => {
    const found = walk(find('canary by weight, gateway'), [...whole.slice(0, 3), [2, 'steady']], { replicas: 4 });
    expect(found.join('\n')).toContain('of 4 pods of the old version are ready');
  });

  test('fails when a rolling update may take all pods away at once', () => {
    const rolling = { maxUnavailable: '100%' };
    expect(walk(find('canary by weight, traefik'), whole, { replicas: 4, rolling }).join('\n')).toContain(
      'no ready pods',
    );
  });

  test('fails when a selector changes', () => {
    const walked = find('blue/green');
    const renamed = { ...walked, strategy: find('canary by replicas').strategy };
    const [before] = [objectsAt(walked, [1, 'steady'], { replicas: 1 })];
    const after = objectsAt(renamed, [1, 'steady'], { replicas: 1 });
    expect(before.map(({ metadata }) => metadata.name)).not.toEqual(after.map(({ metadata }) => metadata.name));
    const label = (objects: readonly Synthesized[]): readonly Synthesized[] =>
      JSON.parse(JSON.stringify(objects).replaceAll('"track":"green"', '"track":"red"')) as Synthesized[];
    expect(changesOf(before, label(before))).toEqual([
      'change/immutable-field Deployment web-green spec.selector.matchLabels.track',
    ]);
  });
});

test('releases of any size, by any strategy, in any order of the objects, always have ready pods', () => {
  const percents = fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 4 });
  const middle = fc.constantFrom<Step[1]>('promote', 'abort');
  const arbitrary = fc.record({
    walked: fc.constantFrom(...walkedStrategies),
    replicas: fc.integer({ min: 1, max: 30 }),
    percents,
    outcomes: fc.array(middle, { minLength: 1, maxLength: 3 }),
    unavailable: fc.constantFrom(undefined, '0%', '34%', 0),
    prune: fc.boolean(),
    scaled: fc.boolean(),
    order: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
  });
  fc.assert(
    fc.property(arbitrary, ({ walked, replicas, unavailable, prune, scaled, order, ...more }) => {
      // A share that is less than half a pod is refused: what is asked of a canary by replicas is within reach.
      const least = Math.ceil(100 / (replicas + 1));
      const shifts = more.percents.map((percent): Step[1] => `shift ${Math.min(50, Math.max(percent, least))}`);
      let version = 1;
      const steps: Step[] = [[version, 'steady']];
      for (const outcome of more.outcomes) {
        const stages: readonly Step[1][] = ['start', ...(walked.byShares ? shifts : (['shift'] as const)), outcome];
        steps.push(...stages.map((stage): Step => [version, stage]));
        if (outcome === 'promote') version += 1;
        steps.push([version, 'steady']);
      }
      const found = walk(walked, steps, {
        replicas,
        prune,
        scaled: scaled && walked.scales,
        ...(unavailable === undefined ? {} : { rolling: { maxUnavailable: unavailable, maxSurge: 1 } }),
        order: (objects) =>
          [...objects]
            .map((each, i) => ({ each, by: order[i] ?? i }))
            .sort((a, b) => a.by - b.by)
            .map(({ each }) => each),
      });
      expect(found).toEqual([]);
    }),
    { seed: 1, numRuns: 120 },
  );
});

describe('the pages and pictures of the strategies', () => {
  const folder = join(__dirname, '..', '..', 'docs', 'strategies');
  const files = strategyFiles();

  test('are what the constructs yield; node --import tsx scripts/strategies.mjs writes them anew', () => {
    const written = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
    expect(Object.fromEntries(written)).toEqual(files);
  });

  test('can be read: each element ends, and no comment holds what ends it', () => {
    for (const [name, text] of Object.entries(files)) {
      if (!name.endsWith('.svg')) continue;
      const open: string[] = [];
      const body = text.replace(/<!--((?:(?!--)[^])*)-->/g, '').replace(/<style>[^<]*<\/style>/, '');
      for (const [, close, element = '', alone] of body.matchAll(/<(\/?)(\w+)[^<>]*?(\/?)>/g)) {
        if (close === '/') expect(open.pop()).toBe(element);
        else if (alone !== '/') open.push(element);
      }
      expect(open).toEqual([]);
      expect(body).not.toMatch(/<!--|&(?!\w+;)|undefined|NaN/);
    }
  });
});
