import { objectRule } from '../../rule/rule';
import { parseQuantity } from '../../schema/quantity';
import { describe } from '../../schema/validator';
import type { PersistentVolume, PersistentVolumeSpec } from '../../schema/wire-types';
import { accessModeProblems } from './access-modes';
import { nodeSelectorProblems, type Problem } from './node-selector';
import { missingFields } from './volume-requirements';

/** The fields of the spec that are no type of volume. */
const common = new Set([
  ...['accessModes', 'capacity', 'claimRef', 'mountOptions', 'nodeAffinity', 'persistentVolumeReclaimPolicy'],
  ...['storageClassName', 'volumeAttributesClassName', 'volumeMode'],
]);

/** Finds persistent volumes that the API server refuses. */
export const persistentVolume = objectRule<PersistentVolume>({
  id: 'api/persistent-volume',
  summary: 'a persistent volume without a size, an access mode or a type, or with more than one type',
  kinds: ['PersistentVolume'],
  check({ manifest: { spec } }, { version, report }) {
    for (const [path, message, fix] of spec === undefined ? [] : [...problems(spec, version), ...ofTypes(spec)]) {
      report({ path: ['spec', ...path], message, fix });
    }
  },
});

function* problems(spec: PersistentVolumeSpec, version: string): Iterable<Problem> {
  const { capacity = {}, nodeAffinity, accessModes, volumeMode } = spec;
  yield* accessModeProblems(accessModes);
  if (!Object.hasOwn(capacity, 'storage')) {
    yield [['capacity', 'storage'], 'a volume needs a size, got none', 'add capacity.storage, as 10Gi'];
  }
  for (const [name, size] of Object.entries(capacity)) {
    const value = parseQuantity(size) ?? 1;
    if (name !== 'storage') {
      yield [['capacity', name], `a volume has the capacity 'storage' alone, got ${describe(name)}`, 'remove it'];
    } else if (value <= 0) {
      yield [['capacity', name], `the size must be more than 0, got ${size}`, 'give one, as 10Gi'];
    }
  }
  if (volumeMode === '') {
    yield [['volumeMode'], 'the volume mode must not be empty', 'write Filesystem or Block, or remove it'];
  }
  if (nodeAffinity?.required !== undefined) {
    yield* nodeSelectorProblems(['nodeAffinity', 'required'], nodeAffinity.required, version);
  } else if (nodeAffinity !== undefined) {
    yield [['nodeAffinity', 'required'], `a nodeAffinity needs 'required', got none`, 'add it, or remove nodeAffinity'];
  } else if (spec.local !== undefined) {
    yield [['nodeAffinity'], 'a local volume needs a nodeAffinity, got none', 'name the node that has it'];
  }
}

/** What a type must fill in a PersistentVolume besides what it must in a pod. */
const also: Readonly<Record<string, string>> = { csi: 'volumeHandle', local: 'path' };

function* ofTypes(spec: PersistentVolumeSpec): Iterable<Problem> {
  const types = Object.entries(spec).filter(([key, value]) => !common.has(key) && value !== undefined);
  if (types.length === 0) {
    yield [[], 'a volume needs a type, got none', 'add one, as csi, nfs or hostPath'];
  }
  for (const [index, [type, source]] of types.entries()) {
    const fields = source as Readonly<Record<string, unknown>>;
    if (index > 0) {
      const message = `a volume has one type, got ${types.map(([key]) => key).join(' and ')}`;
      yield [[type], message, 'make a volume of each'];
    }
    const needed = Object.hasOwn(also, type) ? also[type] : undefined;
    const empty = needed !== undefined && fields[needed] === '' ? [needed] : [];
    for (const field of [...missingFields(type, fields), ...empty]) {
      yield [[type, field], `'${field}' must not be empty`, 'give a value'];
    }
    const { path } = fields;
    if ((type === 'hostPath' || type === 'local') && typeof path === 'string' && path.split('/').includes('..')) {
      yield [[type, 'path'], `the path must not hold '..', got ${describe(path)}`, 'write the absolute path'];
    } else if (type === 'nfs' && typeof path === 'string' && path !== '' && !path.startsWith('/')) {
      yield [[type, 'path'], `the path must be absolute, got ${describe(path)}`, `write /${path}`];
    }
  }
}
