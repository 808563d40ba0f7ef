import type { Rule } from '../../rule/rule';
import { deprecatedApi } from './deprecated-api';
import { removedApi } from './removed-api';
import { serviceAccountField } from './service-account-field';

export const depRules: readonly Rule[] = [removedApi, deprecatedApi, serviceAccountField];
