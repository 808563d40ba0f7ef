import type { Rule } from '../../rule';
import { nameSyntax } from './name-syntax';

/** Rules on the metadata of every object. */
export const metadataRules: readonly Rule[] = [nameSyntax];
