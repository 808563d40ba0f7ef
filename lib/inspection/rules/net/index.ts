import type { Rule } from '../../rule/rule';
import { dnsOptions } from './dns-options';
import { egressOpen } from './egress-open';
import { ingressHostConflict } from './ingress-host-conflict';
import { ingressTls } from './ingress-tls';
import { loadBalancer } from './load-balancer';
import { nodePort } from './node-port';
import { policyMissing } from './policy-missing';
import { privilegedPort } from './privileged-port';
import { sshPort } from './ssh-port';

/** Traffic that nobody meant to allow, or that goes where nobody meant. */
export const netRules: readonly Rule[] = [
  policyMissing,
  egressOpen,
  nodePort,
  loadBalancer,
  ingressTls,
  ingressHostConflict,
  sshPort,
  privilegedPort,
  dnsOptions,
];
