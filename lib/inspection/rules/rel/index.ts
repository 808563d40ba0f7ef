import type { Rule } from '../../rule/rule';
import { cpuLimit } from './cpu-limit';
import { cronjobDeadline } from './cronjob-deadline';
import { ephemeralStorage } from './ephemeral-storage';
import { equalLimits } from './equal-limits';
import { hpaReplicas } from './hpa-replicas';
import { hpaReplicasConflict } from './hpa-replicas-conflict';
import { identicalProbes } from './identical-probes';
import { jobTtl } from './job-ttl';
import { liveness } from './liveness';
import { memoryLimit } from './memory-limit';
import { nodeAffinity } from './node-affinity';
import { pdbBlocks } from './pdb-blocks';
import { pdbEmpty } from './pdb-empty';
import { pdbMissing } from './pdb-missing';
import { pdbUnhealthyEviction } from './pdb-unhealthy-eviction';
import { priorityClass } from './priority-class';
import { readiness } from './readiness';
import { replicas } from './replicas';
import { requests } from './requests';
import { rollingUpdate } from './rolling-update';
import { spread } from './spread';

/** What keeps a workload available. */
export const relRules: readonly Rule[] = [
  liveness,
  readiness,
  identicalProbes,
  requests,
  memoryLimit,
  cpuLimit,
  equalLimits,
  ephemeralStorage,
  replicas,
  hpaReplicas,
  hpaReplicasConflict,
  pdbMissing,
  pdbBlocks,
  pdbEmpty,
  pdbUnhealthyEviction,
  spread,
  rollingUpdate,
  cronjobDeadline,
  jobTtl,
  priorityClass,
  nodeAffinity,
];
