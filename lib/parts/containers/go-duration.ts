import type { Duration } from 'cdk8s';

/** A duration as Go reads it, in the largest unit that divides it: `2160h`, `90m`, `45s`; Go knows no days. @internal */
export function toGoDuration(duration: Duration): string {
  const seconds = duration.toSeconds();
  if (seconds % 3600 === 0 && seconds > 0) return `${seconds / 3600}h`;
  if (seconds % 60 === 0 && seconds > 0) return `${seconds / 60}m`;
  return `${seconds}s`;
}
