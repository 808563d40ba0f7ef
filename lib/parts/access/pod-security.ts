import { oneOf, pattern } from '../../core/fields';
import type { Shape } from '../../core/shape';

/** A level of Pod Security. @see https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export enum PodSecurityLevel {
  /** Anything goes. */
  PRIVILEGED = 'privileged',
  /** No known way to more privileges. */
  BASELINE = 'baseline',
  /** What is good practice for every pod. */
  RESTRICTED = 'restricted',
}

/** Which pods a namespace admits. @see https://kubernetes.io/docs/concepts/security/pod-security-admission/ */
export interface PodSecurity {
  /** Pods that do not keep to it are refused. @default - not said */
  readonly enforce?: PodSecurityLevel;
  /** Pods that do not keep to it are noted in the audit log. @default - not said */
  readonly audit?: PodSecurityLevel;
  /** Whoever applies a pod that does not keep to it is warned. @default - not said */
  readonly warn?: PodSecurityLevel;
  /** The version of Kubernetes whose rules hold, such as `v1.27` or `latest`. @default - not said: latest */
  readonly version?: string;
}

const level = oneOf(Object.values(PodSecurityLevel));

/** @internal */
export const podSecurity: Shape<PodSecurity> = {
  enforce: level,
  audit: level,
  warn: level,
  version: pattern(/^(latest|v1\.\d{1,3})$/, 8, '"latest" or a version such as "v1.27"'),
};

/** The labels by which a namespace says so. @internal */
export function podSecurityLabels(value: PodSecurity): { readonly [key: string]: string } {
  const modes = (['enforce', 'audit', 'warn'] as const).filter((mode) => value[mode] !== undefined);
  return Object.fromEntries(
    modes.flatMap((mode) => [
      [`pod-security.kubernetes.io/${mode}`, value[mode] ?? ''],
      ...(value.version === undefined ? [] : [[`pod-security.kubernetes.io/${mode}-version`, value.version]]),
    ]),
  ) as { readonly [key: string]: string };
}
