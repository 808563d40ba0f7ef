import { dnsSubdomain } from '../../formats/name-formats';
import type { Path } from '../../formats/path';
import { podKinds } from '../../model/pod';
import { objectRule } from '../../rule/rule';
import { parseQuantity } from '../../schema/quantity';
import { describe } from '../../schema/validator';
import type { PersistentVolumeClaimSpec, TypedLocalObjectReference } from '../../schema/wire-types';
import { accessModeProblems } from './access-modes';
import { claimsOf } from './claim-places';
import type { Problem } from './node-selector';

const snapshots = 'snapshot.storage.k8s.io';

/** Finds claims that the API server refuses. */
export const pvc = objectRule({
  id: 'api/pvc',
  summary: 'a claim without an access mode or a size, or with modes, a class or a source that the API server refuses',
  kinds: ['PersistentVolumeClaim', ...podKinds],
  check(object, { report }) {
    for (const [base, spec] of claimsOf(object)) {
      for (const [path, message, fix] of problems(spec)) {
        report({ path: [...base, ...path], message, fix });
      }
    }
  },
});

function* problems(spec: PersistentVolumeClaimSpec): Iterable<Problem> {
  yield* accessModeProblems(spec.accessModes);
  const { requests = {} } = spec.resources ?? {};
  const size = Object.hasOwn(requests, 'storage') ? requests.storage : undefined;
  const value = size === undefined ? undefined : parseQuantity(size);
  if (size === undefined) {
    yield [['resources', 'requests', 'storage'], 'a claim needs a size, got none', `add requests.storage, as 10Gi`];
  } else if (value !== undefined && value <= 0) {
    yield [['resources', 'requests', 'storage'], `the size must be more than 0, got ${size}`, `give one, as 10Gi`];
  }
  const { storageClassName: name = '', volumeMode } = spec;
  if (name !== '' && (!dnsSubdomain.pattern.test(name) || name.length > dnsSubdomain.longest)) {
    const message = `the name of a storage class must be ${dnsSubdomain.title}, got ${describe(name)}`;
    yield [['storageClassName'], message, `write ${dnsSubdomain.rule}`];
  }
  if (volumeMode === '') {
    yield [['volumeMode'], 'the volume mode must not be empty', 'write Filesystem or Block, or remove it'];
  }
  const { dataSource, dataSourceRef } = spec;
  if (isKept(dataSource)) {
    yield* ofSource(['dataSource'], dataSource);
  }
  yield* ofSource(['dataSourceRef'], dataSourceRef);
  if (isKept(dataSource) && dataSourceRef !== undefined) {
    const { namespace = '' } = dataSourceRef;
    const keys = ['apiGroup', 'kind', 'name'] as const;
    if (namespace !== '' || !keys.every((key) => dataSource?.[key] === dataSourceRef[key])) {
      const message = 'dataSource and dataSourceRef must say the same, and the second must name no namespace';
      yield [['dataSource'], message, 'remove it'];
    }
  }
}

/** Whether the API server keeps a `dataSource`: it drops, in silence, all but claims and snapshots. */
function isKept(source: TypedLocalObjectReference | undefined): boolean {
  const { apiGroup = '', kind } = source ?? {};
  return apiGroup === '' ? kind === 'PersistentVolumeClaim' : apiGroup === snapshots && kind === 'VolumeSnapshot';
}

function* ofSource(path: Path, source: TypedLocalObjectReference | undefined): Iterable<Problem> {
  const { apiGroup = '', kind = '', name = '' } = source ?? {};
  if (source !== undefined && name === '') {
    yield [[...path, 'name'], 'the source needs a name, got none', 'name the claim or snapshot to copy'];
  }
  if (source !== undefined && apiGroup === '' && kind !== 'PersistentVolumeClaim') {
    const message = `a source without apiGroup must be a PersistentVolumeClaim, got ${describe(kind)}`;
    yield [[...path, 'kind'], message, `add apiGroup: ${snapshots} for a VolumeSnapshot`];
  } else if (source !== undefined && kind === '') {
    yield [[...path, 'kind'], 'the source needs a kind, got none', 'write PersistentVolumeClaim or VolumeSnapshot'];
  }
}
