import type { Rule } from '../../rule/rule';
import { automountToken } from './automount-token';
import { defaultServiceAccount } from './default-service-account';
import { podSecurityBaseline } from './pss-baseline';
import { podSecurityRestricted } from './pss-restricted';
import { readOnlyRootFs } from './read-only-root-fs';
import { runtimeSocket } from './runtime-socket';
import { sensitiveHostPath } from './sensitive-host-path';
import { userIdRange } from './user-id-range';
import { writableHostPath } from './writable-host-path';

/** Pod Security and what belongs to it. */
export const secRules: readonly Rule[] = [
  podSecurityBaseline,
  podSecurityRestricted,
  readOnlyRootFs,
  automountToken,
  runtimeSocket,
  sensitiveHostPath,
  writableHostPath,
  userIdRange,
  defaultServiceAccount,
];
