import type { Rule } from '../../rule';
import { portName } from './port-name';

/** Rules on the fields of pods and containers. */
export const podRules: readonly Rule[] = [portName];
