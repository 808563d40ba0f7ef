import type { Rule } from '../../rule/rule';
import { secretConfigMap } from './configmap';
import { secretEnv } from './env';
import { secretLiteral } from './literal';

/** Secrets where they can be read. A message never holds the secret itself. */
export const secretRules: readonly Rule[] = [secretLiteral, secretConfigMap, secretEnv];
