import type { Rule } from '../../rule';
import { referenceRules } from './by-name';
import { serviceNoPods } from './service-no-pods';

/** What refers to something that is not there. Most of them are rows of references.ts. */
export const refRules: readonly Rule[] = [...referenceRules, serviceNoPods];
