import { printableJson } from '../../core/text/printable';
import type { ComparedObject } from './compared-object';
import type { Comparison } from './comparison';

/** A report for programs. */
export function jsonReport({ objects, same }: Comparison, from: string, to: string): string {
  const report = {
    from,
    to,
    same,
    objects: objects.map(({ change, from: left, to: right, differences }) => ({
      change,
      from: left === undefined ? null : identityOf(left),
      to: right === undefined ? null : identityOf(right),
      differences,
    })),
  };
  return `${printableJson(report, 2)}\n`;
}

function identityOf({ apiVersion, kind, namespace, name, file }: ComparedObject): object {
  return { apiVersion, kind, ...(namespace === '' ? {} : { namespace }), name, file };
}
