import type { Rule } from '../../rule/rule';
import { imageDigest } from './digest';
import { pullPolicy } from './pull-policy';
import { imageRegistry } from './registry';
import { imageTag } from './tag';

/** Which image runs. */
export const imageRules: readonly Rule[] = [imageTag, imageDigest, imageRegistry, pullPolicy];
