import type { Rule } from '../../rule/rule';
import { defaultNamespace } from './default-namespace';
import { instanceLabel } from './instance-label';
import { requiredAnnotations } from './required-annotations';
import { requiredLabels } from './required-labels';

/** What the house asks of names, labels and annotations. */
export const metaRules: readonly Rule[] = [defaultNamespace, requiredLabels, requiredAnnotations, instanceLabel];
