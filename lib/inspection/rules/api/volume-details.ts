import { dnsSubdomain } from '../../name-formats';
import type { Path } from '../../path';
import { parseQuantity } from '../../schema/quantity';
import { describe } from '../../schema/validator';
import type { Volume, VolumeProjection } from '../../schema/wire-types';

/** A place in a volume, what is wrong there, and the fix. */
export type VolumeProblem = readonly [path: Path, message: string, fix: string];

/** The name of an iSCSI target: qualified by a domain and the month it was owned in, or an identifier of its hardware. */
const iscsiName = /^(iqn\.\d{4}-\d\d\.[-.0-9A-Za-z]+:[^,;*&$|\s]+|eui\.[0-9A-Za-z]{16}|naa\.[0-9A-Za-z]{32})$/;

/** What single types of volumes ask beyond fields that are filled. */
export function* sourceProblems({ hostPath, emptyDir, nfs, csi, fc, flocker, iscsi }: Volume): Iterable<VolumeProblem> {
  if (hostPath?.path?.split('/').includes('..') === true) {
    yield [['hostPath', 'path'], `the path must not hold '..', got ${describe(hostPath.path)}`, 'write it without'];
  }
  if (emptyDir?.sizeLimit !== undefined && (parseQuantity(emptyDir.sizeLimit) ?? 0) < 0) {
    const message = `the sizeLimit must be 0 or more, got ${describe(emptyDir.sizeLimit)}`;
    yield [['emptyDir', 'sizeLimit'], message, 'give a size, as 1Gi'];
  }
  if (nfs?.path !== undefined && nfs.path !== '' && !nfs.path.startsWith('/')) {
    yield [['nfs', 'path'], `the path must be absolute, got ${describe(nfs.path)}`, `write /${nfs.path}`];
  }
  const driver = csi?.driver ?? '';
  if (driver !== '' && (driver.length > 63 || !dnsSubdomain.pattern.test(driver.toLowerCase()))) {
    const message = `the driver must be ${dnsSubdomain.title} of at most 63 characters, got ${describe(driver)}`;
    yield [['csi', 'driver'], message, 'write the name of the CSIDriver'];
  }
  if (csi?.nodePublishSecretRef !== undefined && (csi.nodePublishSecretRef.name ?? '') === '') {
    yield [['csi', 'nodePublishSecretRef', 'name'], 'the Secret must have a name, got none', 'add it'];
  }
  const [wwns, wwids] = [fc?.targetWWNs ?? [], fc?.wwids ?? []];
  if (fc !== undefined && wwns.length > 0 === wwids.length > 0) {
    const message = `an fc volume takes targetWWNs or wwids, got ${wwns.length > 0 ? 'both' : 'none'}`;
    yield [['fc'], message, 'give one of the two'];
  }
  if (fc !== undefined && wwns.length > 0 && !(fc.lun !== undefined && fc.lun >= 0 && fc.lun <= 255)) {
    yield [['fc', 'lun'], `the lun must be between 0 and 255 beside targetWWNs, got ${fc.lun ?? 'none'}`, 'add it'];
  }
  const { datasetName = '', datasetUUID = '' } = flocker ?? {};
  if (flocker !== undefined && (datasetName === '') === (datasetUUID === '')) {
    const got = datasetName === '' ? 'none' : 'both';
    yield [['flocker'], `a flocker volume takes datasetName or datasetUUID, got ${got}`, 'give one of the two'];
  }
  const iqn = iscsi?.iqn ?? '';
  if (iqn !== '' && !iscsiName.test(iqn)) {
    const message = `the iqn must have the form of an iqn, eui or naa name, got ${describe(iqn)}`;
    yield [['iscsi', 'iqn'], message, `write it as 'iqn.2001-04.com.example:storage'`];
  }
}

const tokenSeconds = { least: 600, most: 2 ** 32 };

/** What is wrong with the sources of a projected volume. */
export function* projectedProblems(sources: readonly VolumeProjection[]): Iterable<VolumeProblem> {
  const paths = new Set<string>();
  for (const [index, source] of sources.entries()) {
    const at = ['projected', 'sources', index];
    const types = Object.keys(source);
    if (types.length > 1) {
      yield [at, `a source must be of one type, got ${types.join(', ')}`, 'make an item of each'];
    }
    for (const type of ['secret', 'configMap'] as const) {
      if (source[type] !== undefined && (source[type].name ?? '') === '') {
        yield [[...at, type, 'name'], `a ${type} source needs a name, and has none`, 'add it'];
      }
    }
    for (const type of ['secret', 'configMap', 'downwardAPI'] as const) {
      for (const [place, { path = '' }] of (source[type]?.items ?? []).entries()) {
        if (path !== '' && paths.has(path)) {
          const message = `the path ${describe(path)} stands twice in this volume`;
          yield [[...at, type, 'items', place, 'path'], message, 'give each file its own path'];
        }
        paths.add(path);
      }
    }
    yield* tokenProblems(source, at);
  }
}

function* tokenProblems({ serviceAccountToken }: VolumeProjection, at: Path): Iterable<VolumeProblem> {
  const { expirationSeconds: seconds, path } = serviceAccountToken ?? {};
  if (seconds !== undefined && (seconds < tokenSeconds.least || seconds > tokenSeconds.most)) {
    const message = `a token lives from ${tokenSeconds.least} to ${tokenSeconds.most} seconds, got ${seconds}`;
    yield [[...at, 'serviceAccountToken', 'expirationSeconds'], message, 'give 3600, or remove it'];
  }
  if (path === '') {
    yield [[...at, 'serviceAccountToken', 'path'], 'the path must not be empty', `write it as 'token'`];
  }
}
