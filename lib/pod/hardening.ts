import type { k8s } from 'cdk8s-plus-27';
import type { Wire } from '../core/wire';
import type { ImageCatalog } from '../parts/images/image-catalog';
import type { ImageFacts } from '../parts/images/image-facts';
import { SecurityProfile } from '../parts/access/security-profile';
import type { ContainerOptions } from './container-options';

type SecurityContext = Wire<k8s.SecurityContext>;
type PodSecurityContext = Wire<k8s.PodSecurityContext>;

/** What a security profile adds to a pod. */
export interface Hardening {
  readonly pod: PodSecurityContext | undefined;
  readonly automountServiceAccountToken: boolean | undefined;
  /** For each container, in the order in which they were given. */
  readonly containers: readonly HardenedContainer[];
}

/** What a security profile adds to a container. */
export interface HardenedContainer {
  readonly securityContext: SecurityContext | undefined;
  readonly writablePaths: readonly string[];
}

/** Below this port a process needs a privilege, unless the sysctl says otherwise. */
const firstUnprivilegedPort = 1024;

/**
 * Adds to a pod what the security profile asks for; what the caller said comes first, field by field.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function harden(
  profile: SecurityProfile,
  catalog: ImageCatalog,
  containers: readonly ContainerOptions[],
  asked: PodSecurityContext | undefined,
  pod: { readonly hasClaims: boolean; readonly hostNetwork: boolean },
): Hardening {
  if (profile === SecurityProfile.PLAIN) {
    const plain = containers.map(({ securityContext }) => ({ securityContext, writablePaths: [] }));
    return { pod: asked, automountServiceAccountToken: undefined, containers: plain };
  }
  const restricted = profile === SecurityProfile.RESTRICTED;
  const facts = containers.map(({ image }) => (restricted ? catalog.find(image) : undefined));
  const users = containers.map((options, i) => userOf(options, facts[i], asked));
  const common = users.every((u) => u.runAsUser === users[0]?.runAsUser && u.runAsGroup === users[0]?.runAsGroup);
  return {
    pod: {
      ...(restricted ? { runAsNonRoot: true } : {}),
      ...(common ? users[0] : {}),
      ...(restricted && pod.hasClaims ? fileSystemGroup(users[0]?.runAsGroup) : {}),
      seccompProfile: { type: 'RuntimeDefault' },
      ...(restricted ? lowPorts(containers, pod.hostNetwork) : {}),
      ...asked,
    },
    automountServiceAccountToken: false,
    containers: containers.map((options, i) => {
      const paths = restricted ? (options.writablePaths ?? facts[i]?.writablePaths) : undefined;
      const securityContext = {
        ...(common ? undefined : users[i]),
        allowPrivilegeEscalation: false,
        ...(paths === undefined ? undefined : { readOnlyRootFilesystem: true }),
        ...options.securityContext,
        ...(restricted ? { capabilities: { drop: ['ALL'], ...options.securityContext?.capabilities } } : undefined),
      };
      return { securityContext, writablePaths: securityContext.readOnlyRootFilesystem === true ? (paths ?? []) : [] };
    }),
  };
}

/** The user and group of an image that the catalogue knows, unless the caller says which. */
function userOf(
  options: ContainerOptions,
  facts: ImageFacts | undefined,
  asked: PodSecurityContext | undefined,
): { readonly runAsUser?: number; readonly runAsGroup?: number } {
  if (options.securityContext?.runAsUser !== undefined || asked?.runAsUser !== undefined) return {};
  return {
    ...(facts?.user === undefined ? {} : { runAsUser: facts.user }),
    ...(facts?.group === undefined ? {} : { runAsGroup: facts.group }),
  };
}

/** Volumes belong to the group of the process; their files are only walked through when that is not so yet. */
function fileSystemGroup(group: number | undefined): PodSecurityContext {
  return group === undefined ? {} : { fsGroup: group, fsGroupChangePolicy: 'OnRootMismatch' };
}

/** Lets a process that is not root listen on ports such as 80; Pod Security allows this sysctl. */
function lowPorts(containers: readonly ContainerOptions[], hostNetwork: boolean): PodSecurityContext {
  const low = containers.some(({ ports }) => ports?.some((p) => p.containerPort < firstUnprivilegedPort));
  // With the node's network the kernel has no such setting for the pod alone, and the API server refuses it.
  if (!low || hostNetwork) return {};
  return { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] };
}
