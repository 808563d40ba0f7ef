import { dnsSubdomain } from '../../formats/name-formats';
import type { Path } from '../../formats/path';
import { parseQuantity } from '../../schema/quantity';
import { describe } from '../../schema/validator';
import type { Volume, VolumeProjection } from '../../schema/wire-types';

/** A place in a volume, what is wrong there, and the fix. */
export type VolumeProblem = readonly [path: Path, message: string, fix: string];

/** What the common types of volumes ask beyond fields that are filled. */
export function* sourceProblems({ hostPath, emptyDir, nfs, csi }: Volume): Iterable<VolumeProblem> {
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
  const secret = csi?.nodePublishSecretRef;
  if (
    secret !== undefined &&
    !(dnsSubdomain.pattern.test(secret.name ?? '') && (secret.name ?? '').length <= dnsSubdomain.longest)
  ) {
    const message = `the name of the Secret must be ${dnsSubdomain.title}, got ${describe(secret.name)}`;
    yield [['csi', 'nodePublishSecretRef', 'name'], message, 'name a Secret'];
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
