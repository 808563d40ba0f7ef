import { containerRule } from '../../rule/rule';
import { isAtLeast } from '../../schema/kubernetes-version';
import { describe } from '../../schema/validator';

/** What a name must be, by the first version that asks no more than that. */
const strict = {
  pattern: /^[-._a-zA-Z][-._a-zA-Z0-9]*$/,
  rule: `letters, digits, '_', '-' and '.', not beginning with a digit`,
};
const relaxed = { pattern: /^[ -<>-~]+$/, rule: `printable ASCII characters but '='` };

/** What is wrong with the name of an environment variable, or undefined. */
function envNameProblem(name: string, version: string): string | undefined {
  const isRelaxed = isAtLeast(version, '1.32');
  const { pattern, rule } = isRelaxed ? relaxed : strict;
  if (!pattern.test(name)) {
    return `must consist of ${rule}`;
  }
  return !isRelaxed && (name === '.' || name.startsWith('..')) ? `must not be '.' nor begin with '..'` : undefined;
}

/** Finds names, and prefixes of names, of environment variables that the API server refuses. */
export const envName = containerRule({
  id: 'api/env-name',
  summary: 'an environment variable whose name the API server refuses',
  fields: ['env', 'envFrom'],
  check({ container, at }, { version, report }) {
    const judge = (name: string | undefined, list: 'env' | 'envFrom', index: number, what: 'name' | 'prefix'): void => {
      const problem = name === undefined ? undefined : envNameProblem(name, version);
      if (problem !== undefined) {
        const message = `the ${what} of an environment variable ${problem}; got ${describe(name)}`;
        report({ path: at(list, index, what), message, fix: `write it as 'LOG_LEVEL'` });
      }
    };
    container.env?.forEach(({ name }, index) => judge(name, 'env', index, 'name'));
    container.envFrom?.forEach(({ prefix }, index) =>
      judge(prefix === '' ? undefined : prefix, 'envFrom', index, 'prefix'),
    );
  },
});
