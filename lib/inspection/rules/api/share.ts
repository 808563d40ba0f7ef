import type { IntOrString } from '../../schema/wire-types';

const percentage = /^[0-9]+%$/;

/** Whether a share is a whole number, or a whole number and a percent sign. */
export function isShare(value: IntOrString): boolean {
  return typeof value === 'number' || percentage.test(value);
}

/** The number of a share, with or without its percent sign; undefined where it is none. */
export function numberOf(value: IntOrString): number | undefined {
  if (typeof value === 'number') {
    return value;
  }
  return percentage.test(value) ? Number(value.slice(0, -1)) : undefined;
}
