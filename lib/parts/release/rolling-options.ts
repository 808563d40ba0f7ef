import type { k8s } from 'cdk8s-plus-27';
import { integerOrPercent } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { checkStruct, type Shape } from '../../core/shape';
import type { Wire } from '../../core/wire';

/** How far a rolling update of a Deployment may go at a time. */
export interface RollingOptions {
  /** Pods that may be missing: a number or a percentage of the replicas. @default - Kubernetes': 25% */
  readonly maxUnavailable?: number | string;
  /** Pods that may be too many: a number or a percentage of the replicas. @default - Kubernetes': 25% */
  readonly maxSurge?: number | string;
}

const rollingOptions: Shape<RollingOptions> = { maxUnavailable: integerOrPercent, maxSurge: integerOrPercent };

/** Finds what could replace no pod. @internal */
export function checkRolling(options: RollingOptions, at: Problems): void {
  checkStruct(options, rollingOptions, at);
  const isZero = (value: unknown): boolean => value === 0 || value === '0%';
  if (isZero(options?.maxUnavailable) && isZero(options?.maxSurge)) {
    at.at('maxUnavailable').add(
      "may not be 0 when 'maxSurge' is 0: no pod could ever be replaced",
      'raise one of them',
    );
  }
}

/** @internal */
export function toRollingUpdate({ maxUnavailable, maxSurge }: RollingOptions): Wire<k8s.DeploymentStrategy> {
  if (maxUnavailable === undefined && maxSurge === undefined) return { type: 'RollingUpdate' };
  return {
    rollingUpdate: {
      ...(maxUnavailable === undefined ? {} : { maxUnavailable }),
      ...(maxSurge === undefined ? {} : { maxSurge }),
    },
  };
}
