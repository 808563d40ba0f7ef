import { Identity, SecurityProfile, type Chart } from '../../lib';
import { notInstance, notLabels, notObject, notText, refusesBadInput, type BadInput } from './bad-input';
import { newChart, synthesize } from './synthesize';

/** Values that a prop refuses, each with a part of what the message says. */
export type Bad = readonly (readonly [value: unknown, says: string])[];

export const notFlag: Bad = [
  ['yes', 'must be true or false, got "yes"'],
  [1, 'got 1'],
];

export const notOneOf: Bad = [
  ['x', 'must be one of'],
  [1, 'must be one of'],
];

export const notName: Bad = [
  ...notText.filter(([value]) => value !== null),
  ['Upper', 'lower-case letters'],
  ['-a', 'must be'],
];

/** What every object that stands alone refuses. */
export const notObjectProps = {
  name: notName,
  identity: notInstance('Identity'),
  labels: notLabels,
  annotations: [...notLabels.slice(0, 2), [{ a: 1 }, 'must be a string, got 1']] as Bad,
  override: notObject,
};

/** The same for one of a namespace. */
export const notNamespacedProps = {
  ...notObjectProps,
  namespace: [
    ['Shop', 'lower-case'],
    ['', 'must be'],
    ['a.b', 'must be'],
  ] as Bad,
};

/** What an object that stands alone can say of itself. */
export const metadata = {
  identity: Identity.of({ name: 'shop', version: '2' }),
  labels: { team: 'blue' },
  annotations: { note: 'x' },
};

/** Tests of a construct: what it says when little is asked, all that it can say, and every prop that is not sound. @param ownLabels labels that it is known by. */
export function covers<Props>(
  name: string,
  build: (chart: Chart, props: Props) => unknown,
  least: Props,
  everything: Required<Omit<Props, 'override'>> & { readonly override: object },
  bad: BadInput<Props>,
  ownLabels: readonly string[] = [],
): void {
  describe(name, () => {
    test('says little when little is asked', () => {
      expect(synthesize((chart) => build(chart, least))).toMatchSnapshot();
    });
    test('says all that it can', () => {
      expect(synthesize((chart) => build(chart, everything as Props))).toMatchSnapshot();
    });
    test('adds no labels that nobody asked for', () => {
      const objects = synthesize((chart) => build(chart, least), SecurityProfile.PLAIN);
      expect(objects.length).toBeGreaterThan(0);
      for (const object of objects) expect(Object.keys(object.metadata.labels ?? {})).toEqual(ownLabels);
    });
    refusesBadInput<Props>(
      name,
      'test/it',
      (props) => build(newChart(), props as Props),
      least as Record<string, unknown>,
      bad,
    );
  });
}
