import type { IConstruct } from 'constructs';
import { refuse } from '../core/errors';
import type { ClaimTemplate } from '../parts/storage/claim-template';
import { Volume, type VolumeMount } from '../parts/storage/volume';
import type { ContainerOptions } from './container-options';

/** What a container mounts beside its own volumes. */
export interface MountSources {
  /** Claims that each replica gets. */
  readonly claims: readonly ClaimTemplate[];
  /** Its configuration files. */
  readonly config: readonly VolumeMount[];
  /** Directories that it must be able to write to. */
  readonly writablePaths: readonly string[];
  /** What the names of these directories' volumes begin with. */
  readonly directoryPrefix: string;
}

/** All that a container mounts: the claims, its own volumes, its configuration, and what it must be able to write to. */
export function mountsOf(container: ContainerOptions, sources: MountSources): readonly VolumeMount[] {
  const asked: VolumeMount[] = [
    ...sources.claims.map(({ name, mountPath, subPath }) => ({
      mountPath,
      volume: Volume.claimTemplate(name),
      ...(subPath === undefined ? {} : { subPath }),
    })),
    ...(container.volumeMounts ?? []),
    ...sources.config,
  ];
  const writable = sources.writablePaths
    .filter((path) => !asked.some((mount) => isWithin(path, mount.mountPath)))
    .map((path) => ({ mountPath: path, volume: Volume.emptyDir(nameOfDirectory(sources.directoryPrefix, path)) }));
  return [...asked, ...writable];
}

/**
 * The pod's volumes: each that a container mounts, once.
 *
 * @throws DrydockError when two differ that have one name, or a claim template is mounted that there is not
 */
export function volumesOf(
  owner: IConstruct,
  mounts: readonly VolumeMount[],
  claims: readonly ClaimTemplate[],
): readonly Volume[] {
  const volumes = new Map(claims.map(({ name }) => [name, Volume.claimTemplate(name)]));
  for (const { volume } of mounts) {
    const other = volumes.get(volume.name);
    if (other === undefined && volume._isTemplate) {
      refuse(owner, `a container mounts the claim template "${volume.name}", and there is none; name one of 'claims'`);
    }
    if (other !== undefined && JSON.stringify(other._toWire()) !== JSON.stringify(volume._toWire())) {
      refuse(owner, `two volumes of the pod are called "${volume.name}"; rename one of them`);
    }
    volumes.set(volume.name, volume);
  }
  return [...volumes.values()].filter((volume) => !volume._isTemplate);
}

function isWithin(path: string, parent: string): boolean {
  return path === parent || path.startsWith(`${parent.replace(/\/+$/, '')}/`);
}

/** A volume's name from a directory's path. */
function nameOfDirectory(prefix: string, path: string): string {
  const name = path.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return `${prefix}${name.toLowerCase()}`.slice(0, 63).replace(/-+$/, '');
}
