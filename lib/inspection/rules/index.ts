import type { Rule } from '../rule/rule';
import { apiRules } from './api';
import { depRules } from './dep';
import { imageRules } from './image';
import { metaRules } from './meta';
import { netRules } from './net';
import { rbacRules } from './rbac';
import { refRules } from './ref';
import { relRules } from './rel';
import { runtimeRules } from './runtime';
import { schemaRules } from './schema';
import { secRules } from './sec';
import { secretRules } from './secret';
import { suppressionRules } from './suppression';
import { yamlRules } from './yaml';

/** Every rule. A new one is added to the list of its group, in that group's index.ts. */
export const allRules: readonly Rule[] = [
  ...yamlRules,
  ...suppressionRules,
  ...schemaRules,
  ...apiRules,
  ...refRules,
  ...runtimeRules,
  ...depRules,
  ...secRules,
  ...relRules,
  ...imageRules,
  ...secretRules,
  ...rbacRules,
  ...netRules,
  ...metaRules,
];
