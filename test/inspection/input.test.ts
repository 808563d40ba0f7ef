// Patterns of files and folders, and the sets that they make.
import fc from 'fast-check';
import { globTest, isGlob } from '../../lib/inspection/input/glob';
import { setsByFolder } from '../../lib/inspection/input/file-sets';

const name = fc.stringMatching(/^[A-Za-z0-9_.\-+@ $^()|]{1,12}$/);

test('a pattern without signs is the path itself, whatever characters that has', () => {
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), name, (steps, other) => {
      const path = steps.join('/');
      fc.pre(!isGlob(path) && !path.startsWith('./') && !path.includes('/./'));
      expect(globTest(path)(path)).toBe(true);
      expect(globTest(path)(`${path}/${other}`)).toBe(false);
    }),
  );
});

test.each<[string, string[], string[]]>([
  ['dist/canary-*/*', ['dist/canary-by-weight/1-start'], ['dist/canary-by-weight', 'dist/canary-x/y/z']],
  ['dist/**/x-y.yaml', ['dist/x-y.yaml', 'dist/a/b/x-y.yaml'], ['dist/a/xy.yaml']],
  ['{a-b,c}/[de-].yaml', ['a-b/d.yaml', 'c/-.yaml'], ['a-b/f.yaml']],
])('the pattern %s is for some paths and not for others', (pattern, fit, others) => {
  expect(fit.filter((path) => !globTest(pattern)(path))).toEqual([]);
  expect(others.filter((path) => globTest(pattern)(path))).toEqual([]);
});

test('a file belongs to the innermost folder around it that is a set', () => {
  const setOf = setsByFolder(['dist/*', 'dist/strategies/*/*/'], '/project');
  const files = [
    'dist/web.yaml',
    './dist/dev/web.yaml',
    'dist/dev/a/web.yaml',
    'dist/strategies/blue-green/1-start/web.yaml',
    'other/web.yaml',
  ];
  expect(files.map(setOf)).toEqual(['', 'dist/dev', 'dist/dev', 'dist/strategies/blue-green/1-start', '']);
  expect(setsByFolder([], '/project')('dist/dev/web.yaml')).toBe('');
});
