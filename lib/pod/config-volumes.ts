import { refuse } from '../core/errors';
import { defineObject } from '../core/manifest';
import type { ConfigFiles } from '../parts/config-files';
import { ConfigRollout } from '../parts/config-files';
import { SecurityProfile, SecurityProfiles } from '../parts/security-profile';
import { Volume, type VolumeMount } from '../parts/volume';
import type { ContainerProps } from './container-options';
import { metadataOf, type WorkloadContext } from './workload-context';

interface ConfigVolume {
  readonly container: string;
  readonly files: ConfigFiles;
  readonly configMap: string;
  readonly volume: Volume;
}

/** The ConfigMaps that hold the configuration files of a pod's containers, and where they appear in these. */
export class ConfigVolumes {
  private readonly volumes: readonly ConfigVolume[];

  constructor(
    private readonly context: WorkloadContext,
    containers: readonly ContainerProps[],
  ) {
    this.volumes = containers.flatMap(({ name, configFiles = [] }) =>
      configFiles.map((files) => this.define(name, files)),
    );
    const names = this.volumes.map((v) => v.configMap);
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) {
      refuse(
        context.owner,
        `two lists of configuration files would be the ConfigMap "${twice}"; give one of them another 'name'`,
      );
    }
  }

  /** What a container mounts of them. */
  mountsOf(container: string): readonly VolumeMount[] {
    return this.volumes
      .filter((each) => each.container === container)
      .flatMap(({ files, volume }) => {
        const { mountPath, besideImageFiles } = files._options;
        if (besideImageFiles !== true) return [{ mountPath, volume, readOnly: true }];
        const folder = mountPath.replace(/\/+$/, '');
        return Object.keys(files._files).map((name) => ({
          mountPath: `${folder}/${name}`,
          volume,
          subPath: name,
          readOnly: true,
        }));
      });
  }

  /** Annotations of the pods that change with the files. */
  checksums(): { readonly [key: string]: string } {
    const checked = this.volumes.filter(({ files }) => this.rolloutOf(files) === ConfigRollout.CHECKSUM);
    return Object.fromEntries(checked.map(({ configMap, files }) => [checksumKey(configMap), files._checksum]));
  }

  private define(container: string, files: ConfigFiles): ConfigVolume {
    const { mountPath, rollout } = files._options;
    const last = mountPath.split('/').filter(Boolean).at(-1) ?? 'root';
    const volumeName = files._options.volumeName ?? slug(last);
    const plainName = files._options.name ?? `${this.context.name}-${slug(last)}`;
    const immutable = rollout === ConfigRollout.IMMUTABLE;
    const configMap = immutable ? `${plainName}-${files._checksum.slice(0, 10)}` : plainName;
    defineObject(
      this.context.owner,
      `config-${plainName}`,
      'ConfigMap',
      metadataOf(this.context, { name: configMap }),
      () => ({
        ...(immutable ? { immutable } : {}),
        data: files._files,
      }),
    );
    return { container, files, configMap, volume: Volume.configMap(volumeName, configMap) };
  }

  /** A change rolls the pods, unless the caller or the plain profile says otherwise. */
  private rolloutOf(files: ConfigFiles): ConfigRollout {
    const plain = SecurityProfiles.of(this.context.owner) === SecurityProfile.PLAIN;
    return files._options.rollout ?? (plain ? ConfigRollout.NONE : ConfigRollout.CHECKSUM);
  }
}

function slug(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return name === '' ? 'config' : name;
}

/** An annotation's name has at most 63 characters, a ConfigMap's 253. */
function checksumKey(configMap: string): string {
  return `checksum/${configMap.slice(-63).replace(/^[^a-z0-9]+/, '')}`;
}
