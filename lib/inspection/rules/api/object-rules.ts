import type { Rule } from '../../rule/rule';
import { base64 } from './base64';
import { configmapKey } from './configmap-key';
import { customResourceDefinition } from './custom-resource-definition';
import { dataSize } from './data-size';
import { hpaMetrics } from './hpa-metrics';
import { hpaRange } from './hpa-range';
import { ingressBackend } from './ingress-backend';
import { ingressHost } from './ingress-host';
import { ingressPath } from './ingress-path';
import { limitRange } from './limit-range';
import { networkPolicy } from './network-policy';
import { pdbExclusive } from './pdb-exclusive';
import { persistentVolume } from './persistent-volume';
import { priorityClass } from './priority-class';
import { pvc } from './pvc';
import { rbacRule } from './rbac-rule';
import { resourceQuota } from './resource-quota';
import { secretTypeKeys } from './secret-type-keys';
import { serviceAddress } from './service-address';
import { serviceExternalName } from './service-external-name';
import { serviceNodeport } from './service-nodeport';
import { servicePorts } from './service-ports';
import { serviceTypeConflict } from './service-type-conflict';
import { storageClass } from './storage-class';
import { webhook } from './webhook';

/** Rules on everything that is no workload: Services, configuration, claims, scaling, network, RBAC. */
export const objectRules: readonly Rule[] = [
  servicePorts,
  serviceTypeConflict,
  serviceNodeport,
  serviceExternalName,
  serviceAddress,
  configmapKey,
  base64,
  dataSize,
  secretTypeKeys,
  pvc,
  hpaRange,
  hpaMetrics,
  pdbExclusive,
  ingressBackend,
  ingressPath,
  ingressHost,
  networkPolicy,
  rbacRule,
  persistentVolume,
  storageClass,
  priorityClass,
  limitRange,
  resourceQuota,
  webhook,
  customResourceDefinition,
];
