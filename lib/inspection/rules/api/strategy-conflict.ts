import { objectRule } from '../../rule/rule';
import type { Deployment, StatefulSet } from '../../schema/wire-types';

/** Finds settings of a rolling update beside a strategy that makes none. */
export const strategyConflict = objectRule<Deployment & StatefulSet>({
  id: 'api/strategy-conflict',
  summary: 'the settings of a rolling update beside a strategy that is none',
  fields: ['strategy', 'updateStrategy'],
  kinds: ['Deployment.apps', 'StatefulSet.apps'],
  check({ kind, manifest: { spec = {} } }, { report }) {
    const [key, other] =
      kind === 'Deployment' ? (['strategy', 'Recreate'] as const) : (['updateStrategy', 'OnDelete'] as const);
    const strategy = spec[key];
    if (strategy?.type === other && strategy.rollingUpdate !== undefined) {
      report({
        path: ['spec', key, 'rollingUpdate'],
        message: `'rollingUpdate' may not stand beside type ${other}`,
        fix: `remove 'rollingUpdate', or write type: RollingUpdate`,
      });
    }
  },
});
