import type { Rule } from '../../rule/rule';
import { duplicateEnv } from './duplicate-env';
import { duplicateObject } from './duplicate-object';
import { limitRange } from './limit-range';
import { nonrootUidZero } from './nonroot-uid-zero';
import { overlappingSelectors } from './overlapping-selectors';
import { probePortUndeclared } from './probe-port-undeclared';
import { quota } from './quota';
import { quotaUnset } from './quota-unset';
import { relativeMountPath } from './relative-mount-path';

/** What the API server accepts, and what does not work then. */
export const runtimeRules: readonly Rule[] = [
  probePortUndeclared,
  duplicateEnv,
  duplicateObject,
  overlappingSelectors,
  nonrootUidZero,
  relativeMountPath,
  quota,
  quotaUnset,
  limitRange,
];
