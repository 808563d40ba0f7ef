import { integer } from '../../core/fields';
import { required, type Shape } from '../../core/shape';

/** Between how many replicas a workload is scaled, and by what. */
export interface Autoscaling {
  /** Replicas at least, from 1. @default - Kubernetes': 1 */
  readonly minReplicas?: number;
  /** Replicas at most. */
  readonly maxReplicas: number;
  /** Share of the requested CPU that is aimed at, in percent of the request. @default - 80, where no other target is given */
  readonly targetCpuUtilization?: number;
  /** Share of the requested memory that is aimed at, in percent of the request. @default - not scaled by memory */
  readonly targetMemoryUtilization?: number;
}

/** @internal */
export const autoscaling: Shape<Autoscaling> = {
  minReplicas: integer(1),
  maxReplicas: required(integer(1)),
  targetCpuUtilization: integer(1),
  targetMemoryUtilization: integer(1),
};

/** The resources that are aimed at, with their targets in percent. @internal */
export function targetsOf(
  value: Autoscaling,
): readonly { readonly name: 'cpu' | 'memory'; readonly utilization: number }[] {
  const { targetCpuUtilization, targetMemoryUtilization } = value;
  const cpu = targetCpuUtilization ?? (targetMemoryUtilization === undefined ? 80 : undefined);
  return [
    ...(cpu === undefined ? [] : [{ name: 'cpu' as const, utilization: cpu }]),
    ...(targetMemoryUtilization === undefined
      ? []
      : [{ name: 'memory' as const, utilization: targetMemoryUtilization }]),
  ];
}
