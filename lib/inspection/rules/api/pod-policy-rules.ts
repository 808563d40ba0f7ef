import type { Rule } from '../../rule/rule';
import { affinity } from './affinity';
import { extendedResource } from './extended-resource';
import { requestsOverLimits } from './requests-over-limits';
import { resourceName } from './resource-name';
import { seccomp } from './seccomp';
import { securityContextConflict } from './security-context-conflict';
import { sysctl } from './sysctl';
import { topologySpread } from './topology-spread';

/** Rules on what pods ask of nodes: resources, scheduling, security. */
export const podPolicyRules: readonly Rule[] = [
  requestsOverLimits,
  resourceName,
  extendedResource,
  affinity,
  topologySpread,
  securityContextConflict,
  seccomp,
  sysctl,
];
