import type { Rule } from '../../rule';
import { servicePorts } from './service-ports';

/** Rules on everything that is no workload: Services, configuration, claims, scaling, network, RBAC. */
export const objectRules: readonly Rule[] = [servicePorts];
