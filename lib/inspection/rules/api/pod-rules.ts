import type { Rule } from '../../rule/rule';
import { podGate } from './pod-gate';
import { podDns } from './pod-dns';
import { initContainerField } from './init-container-field';
import { probeThreshold } from './probe-threshold';
import { probeHandler } from './probe-handler';
import { fileMode } from './file-mode';
import { subPath } from './sub-path';
import { mountPath } from './mount-path';
import { mountUnknownVolume } from './mount-unknown-volume';
import { volumeSource } from './volume-source';
import { volumeName } from './volume-name';
import { fieldPath } from './field-path';
import { envSource } from './env-source';
import { envName } from './env-name';
import { hostnetworkPort } from './hostnetwork-port';
import { portDuplicate } from './port-duplicate';
import { portRange } from './port-range';
import { image } from './image';
import { containerName } from './container-name';
import { portName } from './port-name';

/** Rules on the fields of pods and containers. */
export const podRules: readonly Rule[] = [
  portName,
  containerName,
  image,
  portRange,
  portDuplicate,
  hostnetworkPort,
  envName,
  envSource,
  fieldPath,
  volumeName,
  volumeSource,
  mountUnknownVolume,
  mountPath,
  subPath,
  fileMode,
  probeHandler,
  probeThreshold,
  initContainerField,
  podDns,
  podGate,
];
