import fc from 'fast-check';
import { Glob } from '../../lib/inspection/formats/glob';
import { globTest } from '../../lib/inspection/input/glob';
import { Externals } from '../../lib/inspection/model/externals';

describe('a pattern of paths', () => {
  test.each([
    ['*.yaml', ['a.yaml', '.yaml'], ['a/b.yaml', 'a.yml']],
    ['dist/**/*.yaml', ['dist/a.yaml', 'dist/x/y/a.yaml'], ['dist//a.yaml', 'other/a.yaml']],
    ['dist/**', ['dist/', 'dist/a/b'], ['dist']],
    ['env-?', ['env-1'], ['env-', 'env-12', 'env-/']],
    ['[a-c]x', ['ax', 'cx'], ['dx', '/x']],
    ['[!a-c]x', ['dx'], ['ax', '/x']],
    ['[^a]', ['b'], ['a']],
    ['{dev,prod-{a,b}}/x', ['dev/x', 'prod-a/x', 'prod-b/x'], ['prod/x', 'x']],
    ['a[b', ['a[b'], ['ab']],
    ['a{b', ['a{b'], ['ab']],
    ['a+(b)|c$', ['a+(b)|c$'], ['aab']],
    ['日*本', ['日本', '日x本'], ['本']],
  ])('%s takes and leaves what it should', (pattern, taken, left) => {
    const test = globTest(pattern);
    expect(taken.filter((path) => !test(path))).toEqual([]);
    expect(left.filter(test)).toEqual([]);
  });

  test('leaves out what only says "here"', () => {
    expect(globTest('./a/*')('a/b')).toBe(true);
    expect(globTest('a/*')('././a/b')).toBe(true);
  });

  test('fails when a range is out of order', () => {
    expect(() => globTest('x[z-a]')).toThrow(
      'the pattern "x[z-a]" has the range z-a, which is out of order; write a-z',
    );
  });

  test('takes no more steps than its length times that of the path, whatever it holds', () => {
    const steps = (pattern: string, path: string): number => {
      const glob = new Glob(pattern);
      let count = 0;
      const states = (glob as unknown as { states: { test?: (sign: string) => boolean }[] }).states;
      for (const state of states) {
        const { test } = state;
        if (test !== undefined) {
          state.test = (sign) => (count++, test(sign));
        }
      }
      glob.matches(path);
      return count;
    };
    for (const pattern of ['*a*a*a*a*a*a*a*b', '**/**/**/**/x', '{a,aa}{a,aa}{a,aa}{a,aa}b', '***a***a']) {
      const [once, twice] = [200, 400].map((length) => steps(pattern, 'a'.repeat(length)));
      expect(twice).toBeLessThan((once ?? 0) * 2.5);
    }
  });

  test('without signs of its own takes the text itself and nothing else', () => {
    const plain = fc.stringMatching(/^[a-z0-9.+$^()|\\/ -]*$/);
    fc.assert(
      fc.property(plain, plain, (pattern, path) => {
        expect(new Glob(pattern).matches(path)).toBe(pattern === path);
        expect(new Glob(pattern).matches(pattern)).toBe(true);
      }),
    );
  });
});

describe('externals', () => {
  test('take stars within a part, and every other sign for itself', () => {
    const externals = new Externals(['configmap/feature-*', 'shop/secret/a?[b]{c}']);
    expect(externals.has('ConfigMap', 'any', 'feature-x')).toBe(true);
    expect(externals.has('ConfigMap', 'any', 'other')).toBe(false);
    expect(externals.has('Secret', 'shop', 'a?[b]{c}')).toBe(true);
    expect(externals.has('Secret', 'shop', 'axbc')).toBe(false);
    expect(externals.has('Secret', 'else', 'a?[b]{c}')).toBe(false);
  });

  test('answer a hostile pattern at once', () => {
    expect(new Externals([`secret/${'*a'.repeat(20)}`]).has('Secret', 'x', `${'a'.repeat(250)}b`)).toBe(false);
  });
});
