import type { Rule } from '../../rule';
import { deprecatedApi } from './deprecated-api';
import { removedApi } from './removed-api';

export const depRules: readonly Rule[] = [removedApi, deprecatedApi];
