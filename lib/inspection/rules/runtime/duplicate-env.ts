import { containerRule } from '../../rule/rule';

/** Finds environment variables that a container sets twice. */
export const duplicateEnv = containerRule({
  id: 'runtime/duplicate-env',
  summary: 'an environment variable that stands twice in a container, of which the last alone counts',
  fields: ['env'],
  check({ container, label, at }, { report }) {
    const seen = new Set<string>();
    for (const [index, { name = '' }] of (container.env ?? []).entries()) {
      if (name !== '' && seen.has(name)) {
        report({
          path: at('env', index, 'name'),
          message: `container '${label}' sets '${name}' twice; the first value is lost`,
          fix: 'keep the one that is meant',
        });
      }
      seen.add(name);
    }
  },
});
