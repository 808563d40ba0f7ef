import { emit } from '../synthesis/emitter';

/** A snapshot serializer, as Jest's `expect.addSnapshotSerializer` takes it. */
export interface ISnapshotSerializer {
  /** Whether it is for a value. */
  test(value: unknown): boolean;
  /** The value's snapshot. */
  serialize(value: unknown): string;
}

/**
 * Writes the objects of a chart into snapshots as the YAML that is synthesized, which a reviewer can read.
 *
 * `expect.addSnapshotSerializer(yamlSnapshot)`, then `expect(chart.toJson()).toMatchSnapshot()`.
 */
export const yamlSnapshot: ISnapshotSerializer = {
  test: (value) => isManifest(value) || (Array.isArray(value) && value.length > 0 && value.every(isManifest)),
  serialize: (value) => emit(Array.isArray(value) ? value : [value]).trimEnd(),
};

function isManifest(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { apiVersion, kind } = value as { apiVersion?: unknown; kind?: unknown };
  return typeof apiVersion === 'string' && typeof kind === 'string';
}
