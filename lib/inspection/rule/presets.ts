import type { Severity } from './finding';

/** What may be said of a rule: its severity, or that it is not run. */
export type RuleLevel = Severity | 'off';

/** A ready choice of rules and severities. */
export type PresetName = 'recommended' | 'strict' | 'api-only';

/** The presets, the default first. */
export const presetNames: readonly PresetName[] = ['recommended', 'strict', 'api-only'];

/** By rule or, where the rule is not named, by group. */
type Levels = Readonly<Record<string, RuleLevel>>;

/**
 * What the cluster refuses, or what cannot work, is an error; what is a risk is a warning; what is a matter of taste or of
 * the house is off. A finding that may be right, since what it misses may live in the cluster, is a warning at most.
 */
const recommended: Levels = {
  yaml: 'error',
  'yaml/duplicate-key': 'warning', // kubectl takes the last
  suppression: 'warning',
  change: 'error',
  schema: 'error',
  api: 'error',
  ref: 'error',
  runtime: 'warning',
  'runtime/duplicate-object': 'error',
  'runtime/quota': 'error',
  'runtime/quota-unset': 'error',
  'runtime/limit-range': 'error',
  'dep/removed-api': 'error',
  'dep/deprecated-api': 'warning',
  'dep/service-account-field': 'warning',
  sec: 'warning',
  'sec/pss-baseline': 'error', // where the namespace does not enforce it, the rule itself makes it a warning
  'sec/pss-restricted': 'error', // the same
  'sec/sensitive-host-path': 'off',
  'sec/writable-host-path': 'off',
  'sec/user-id-range': 'off',
  'sec/default-service-account': 'off',
  rel: 'warning',
  'rel/cpu-limit': 'off',
  'rel/equal-limits': 'off',
  'rel/ephemeral-storage': 'off',
  'rel/rolling-update': 'off',
  'rel/priority-class': 'off',
  'rel/node-affinity': 'off',
  'rel/pdb-unhealthy-eviction': 'off',
  image: 'warning',
  'image/digest': 'off',
  'image/pull-policy': 'off',
  secret: 'warning',
  'secret/env': 'off',
  rbac: 'warning',
  'rbac/secrets': 'off',
  'rbac/create-pods': 'off',
  net: 'warning',
  'net/egress-open': 'off',
  'net/load-balancer': 'off',
  'net/ssh-port': 'off',
  'net/privileged-port': 'off',
  'net/dns-options': 'off',
  meta: 'warning',
  'meta/default-namespace': 'off',
  'meta/instance-label': 'off',
};

/** Everything is on: risks are errors, and what is off elsewhere is a warning. */
const strict: Levels = Object.fromEntries(
  Object.entries(recommended).map(([key, level]) => [key, level === 'off' ? 'warning' : 'error']),
);

/** Only what the API server would say. */
const apiOnly: Levels = {
  yaml: 'error',
  'yaml/duplicate-key': 'off',
  suppression: 'warning',
  change: 'error',
  schema: 'error',
  api: 'error',
  'dep/removed-api': 'error',
  'dep/deprecated-api': 'warning',
};

const presets: Readonly<Record<PresetName, Levels>> = { recommended, strict, 'api-only': apiOnly };

/** The level of a rule in a preset: its own, else its group's, else off. */
export function levelOf(preset: PresetName, rule: string): RuleLevel {
  const levels = presets[preset];
  const group = rule.slice(0, rule.indexOf('/'));
  return levels[rule] ?? levels[group] ?? 'off';
}
