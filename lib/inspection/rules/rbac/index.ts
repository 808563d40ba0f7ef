import type { Rule } from '../../rule/rule';
import { clusterAdmin } from './cluster-admin';
import { createPods } from './create-pods';
import { rbacExec } from './exec';
import { rbacSecrets } from './secrets';
import { rbacWildcard } from './wildcard';

/** Permissions that reach too far. */
export const rbacRules: readonly Rule[] = [rbacWildcard, clusterAdmin, rbacExec, rbacSecrets, createPods];
