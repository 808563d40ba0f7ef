import type { Rule } from '../../rule/rule';
import { referenceRules } from './by-name';
import { headlessService } from './headless-service';
import { ingressPort } from './ingress-port';
import { networkPolicyNoPods } from './networkpolicy-no-pods';
import { networkPolicyPeer } from './networkpolicy-peer';
import { pdbNoPods } from './pdb-no-pods';
import { serviceMonitorNoService } from './servicemonitor-no-service';
import { serviceNoPods } from './service-no-pods';
import { serviceTargetPort } from './service-target-port';

/** What refers to something that is not there. Most of them are rows of references.ts. */
export const refRules: readonly Rule[] = [
  ...referenceRules,
  serviceNoPods,
  serviceTargetPort,
  ingressPort,
  pdbNoPods,
  networkPolicyNoPods,
  networkPolicyPeer,
  headlessService,
  serviceMonitorNoService,
];
