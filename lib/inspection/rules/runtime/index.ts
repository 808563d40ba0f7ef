import type { Rule } from '../../rule/rule';
import { duplicateEnv } from './duplicate-env';
import { duplicateObject } from './duplicate-object';
import { nonrootUidZero } from './nonroot-uid-zero';
import { overlappingSelectors } from './overlapping-selectors';
import { probePortUndeclared } from './probe-port-undeclared';
import { relativeMountPath } from './relative-mount-path';

/** What the API server accepts, and what does not work then. */
export const runtimeRules: readonly Rule[] = [
  probePortUndeclared,
  duplicateEnv,
  duplicateObject,
  overlappingSelectors,
  nonrootUidZero,
  relativeMountPath,
];
