import type { Rule } from '../../rule/rule';
import { annotationKey } from './annotation-key';
import { annotationSize } from './annotation-size';
import { finalizerName } from './finalizer-name';
import { labelSyntax } from './label-syntax';
import { nameLength } from './name-length';
import { nameRequired } from './name-required';
import { nameSyntax } from './name-syntax';
import { namespaceScope } from './namespace-scope';

/** Rules on the metadata of every object. */
export const metadataRules: readonly Rule[] = [
  nameSyntax,
  nameLength,
  nameRequired,
  namespaceScope,
  labelSyntax,
  annotationKey,
  annotationSize,
  finalizerName,
];
