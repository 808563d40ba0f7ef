import type { Path } from '../../formats/path';
import type { Pod } from '../../model/pod';
import { podRule } from '../../rule/rule';
import { describe } from '../../schema/validator';
import { downwardFiles } from './field-selectors';
import { keyFiles } from './volume-files';

/** Finds paths inside volumes that lead out of them. */
export const subPath = podRule({
  id: 'api/sub-path',
  summary: 'a path inside a volume that is empty, absolute, or leads out of it',
  fields: ['volumeMounts', 'volumes'],
  check(pod, { report }) {
    for (const [path, value] of pathsOf(pod)) {
      const isFile = path[path.length - 1] === 'path';
      const problem = problemOf(value, isFile);
      if (problem !== undefined) {
        report({
          path,
          message: `a path inside a volume ${problem}, got ${describe(value)}`,
          fix: `write it as 'config/app.yaml'`,
        });
      }
    }
    for (const { container, at } of pod.containers) {
      for (const [index, { subPath: plain = '', subPathExpr = '' }] of (container.volumeMounts ?? []).entries()) {
        if (plain !== '' && subPathExpr !== '') {
          const message = `'subPath' and 'subPathExpr' exclude each other`;
          report({ path: at('volumeMounts', index, 'subPathExpr'), message, fix: 'remove one of the two' });
        }
      }
    }
  },
});

function problemOf(value: string, isFile: boolean): string | undefined {
  if (value === '') {
    return isFile ? 'must not be empty' : undefined;
  }
  if (value.startsWith('/')) {
    return 'must be relative';
  }
  if (value.split('/').includes('..')) {
    return `must not hold '..'`;
  }
  return isFile && value.startsWith('..') ? `must not begin with '..'` : undefined;
}

function* pathsOf(pod: Pod): Iterable<readonly [Path, string]> {
  for (const { container, at } of pod.containers) {
    for (const [index, { subPath: plain = '', subPathExpr = '' }] of (container.volumeMounts ?? []).entries()) {
      if (plain !== '') {
        yield [at('volumeMounts', index, 'subPath'), plain];
      }
      if (subPathExpr !== '') {
        yield [at('volumeMounts', index, 'subPathExpr'), subPathExpr];
      }
    }
  }
  for (const [path, file] of pod.spec.volumes === undefined ? [] : [...keyFiles(pod), ...downwardFiles(pod)]) {
    if (file.path !== undefined) {
      yield [[...path, 'path'], file.path];
    }
  }
}
