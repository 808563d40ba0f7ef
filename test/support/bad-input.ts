import { messageOf } from './synthesize';

/** For every prop some values that it refuses, each with a part of what the message says. */
export type BadInput<Props> = {
  readonly [K in keyof Required<Props>]: readonly (readonly [value: unknown, says: string])[];
};

/** Values of the wrong kind for any prop that takes a string. */
export const notText: readonly (readonly [unknown, string])[] = [
  [3, 'got 3'],
  [null, 'got null'],
  ['', 'got ""'],
  [[], 'got []'],
];

/** Values of the wrong kind for any prop that takes a whole number. */
export const notInteger: readonly (readonly [unknown, string])[] = [
  [-1, 'got -1'],
  [1.5, 'got 1.5'],
  [NaN, 'got NaN'],
  [Infinity, 'got Infinity'],
  ['2', 'got "2"'],
  [null, 'got null'],
];

/** Values of the wrong kind for any prop that takes a list. */
export const notList: readonly (readonly [unknown, string])[] = [
  [{}, 'must be a list, got {}'],
  ['x', 'must be a list, got "x"'],
  [null, 'must be a list, got null'],
];

/** Values of the wrong kind for any prop that takes an object. */
export const notObject: readonly (readonly [unknown, string])[] = [
  [[], 'must be an object, got []'],
  ['x', 'must be an object, got "x"'],
  [null, 'must be an object, got null'],
];

/** Values of the wrong kind for any prop that takes an instance of a class. */
export function notInstance(type: string): readonly (readonly [unknown, string])[] {
  const name = /^[AEIO]/.test(type) ? `an ${type}` : `a ${type}`;
  return [
    [{}, `must be ${name}`],
    ['x', `must be ${name}`],
    [null, `must be ${name}`],
  ];
}

/** Values of the wrong kind for a map of labels or annotations. */
export const notLabels: readonly (readonly [unknown, string])[] = [
  [[], 'must be an object, got []'],
  [{ 'a b': 'x' }, "must be a key such as 'team'"],
  [{ team: 3 }, 'got 3'],
];

/** Runs through a table: each bad value is refused with the construct's path, the prop's name and what is wrong. */
export function refusesBadInput<Props>(
  name: string,
  path: string,
  build: (props: Record<string, unknown>) => unknown,
  good: Record<string, unknown>,
  bad: BadInput<Props>,
): void {
  for (const [prop, values] of Object.entries(bad as Record<string, readonly (readonly [unknown, string])[]>)) {
    test(`${name} fails when '${prop}' is not sound`, () => {
      expect(values.length).toBeGreaterThan(0);
      for (const [value, says] of values) {
        const message = messageOf(() => build({ ...good, [prop]: value }));
        expect(message.startsWith(`${path} (${name}): `)).toBe(true);
        expect(message).toMatch(new RegExp(`'${prop}[.['"\\]]?`));
        expect(message).toContain(says);
      }
    });
  }
  test(`${name} fails when a prop is not known, and names the one that is meant`, () => {
    expect(messageOf(() => build({ ...good, nmae: 'x' }))).toContain('\'nmae\' is not a known prop, got "x"');
    expect(messageOf(() => build({ ...good, namee: 'x' }))).toContain("did you mean 'name'?");
  });
  test(`${name} fails when it gets no props at all`, () => {
    expect(messageOf(() => build(undefined as unknown as Record<string, unknown>))).toContain(
      'must be an object, got nothing',
    );
  });
}
