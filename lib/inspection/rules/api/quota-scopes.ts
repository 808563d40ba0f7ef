import { describe } from '../../schema/validator';
import type { ResourceQuotaSpec } from '../../schema/wire-types';
import type { Problem } from './node-selector';

const scopes = [
  'BestEffort',
  'NotBestEffort',
  'Terminating',
  'NotTerminating',
  'PriorityClass',
  'CrossNamespacePodAffinity',
];

const computing = ['cpu', 'memory', 'ephemeral-storage'];

/** What quotas count of pods: the only thing that scopes choose between. */
const ofPods = ['pods', ...computing.flatMap((name) => [name, `requests.${name}`, `limits.${name}`])];

/** What else they count without a domain before it. */
const ofOthers = [
  ...['requests.storage', 'services', 'services.nodeports', 'services.loadbalancers', 'secrets', 'configmaps'],
  ...['persistentvolumeclaims', 'resourcequotas', 'replicationcontrollers'],
];

/** Everything that a quota counts by a name without a domain. */
export const countable: readonly string[] = [...ofPods, ...ofOthers];

/** What the API server refuses in the scopes of a quota; each path begins below its spec. */
export function* quotaScopeProblems({
  scopes: named = [],
  scopeSelector,
  hard = {},
}: ResourceQuotaSpec): Iterable<Problem> {
  for (const [index, scope] of named.entries()) {
    if (!scopes.includes(scope)) {
      const fix = `write one of ${scopes.join(', ')}`;
      yield [['scopes', index], `the scope ${describe(scope)} is unknown`, fix];
    } else if (scope.startsWith('Not') && named.includes(scope.slice('Not'.length))) {
      yield [
        ['scopes', index],
        `the scopes ${scope} and ${scope.slice('Not'.length)} exclude each other`,
        'remove one',
      ];
    }
  }
  for (const [index, each] of (scopeSelector?.matchExpressions ?? []).entries()) {
    const { scopeName = '', operator, values = [] } = each;
    const path = ['scopeSelector', 'matchExpressions', index];
    if (scopeName !== '' && !scopes.includes(scopeName)) {
      const message = `the scope ${describe(scopeName)} is unknown`;
      yield [[...path, 'scopeName'], message, `write one of ${scopes.join(', ')}`];
    }
    const needsValues = operator === 'In' || operator === 'NotIn';
    if (needsValues !== values.length > 0 && operator !== undefined && operator !== '') {
      const message = `the operator ${operator} ${needsValues ? 'needs at least one value, got none' : 'takes no values'}`;
      yield [[...path, 'values'], message, needsValues ? 'add values' : 'remove them'];
    }
  }
  const used = [...named, ...(scopeSelector?.matchExpressions ?? []).flatMap(({ scopeName = [] }) => scopeName)];
  const isBest = used.includes('BestEffort');
  const scope = isBest ? 'BestEffort' : used.find((each) => scopes.includes(each));
  const refused = isBest ? [...ofPods.slice(1), ...ofOthers] : ofOthers;
  for (const name of scope === undefined ? [] : Object.keys(hard).filter((key) => refused.includes(key))) {
    const counted = isBest ? 'pods alone' : 'pods, cpu, memory and ephemeral-storage alone';
    yield [
      ['hard', name],
      `a quota with the scope ${scope} counts ${counted}, got '${name}'`,
      'make a quota of its own',
    ];
  }
}
