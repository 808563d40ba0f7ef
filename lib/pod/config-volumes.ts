import { refuse } from '../core/errors';
import { defineObject } from '../core/manifest';
import type { ConfigFiles } from '../parts/configuration/config-files';
import { ConfigRollout } from '../parts/configuration/config-files';
import { ConfigReference } from '../parts/configuration/config-reference';
import { Volume, type VolumeMount } from '../parts/storage/volume';
import type { ContainerProps } from './container-options';
import { metadataOf, type WorkloadContext } from './workload-context';

interface ConfigVolume {
  readonly container: string;
  readonly files: ConfigFiles;
  readonly configMap: ConfigReference;
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
    const names = this.volumes.map((v) => v.configMap.name);
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

  /** The ConfigMaps, as the pods refer to them. */
  references(): readonly ConfigReference[] {
    return this.volumes.map(({ configMap }) => configMap);
  }

  private define(container: string, files: ConfigFiles): ConfigVolume {
    const { mountPath, rollout } = files._options;
    const last = mountPath.split('/').filter(Boolean).at(-1) ?? 'root';
    const volumeName = files._options.volumeName ?? slug(last);
    const plainName = files._options.name ?? `${this.context.name}-${slug(last)}`;
    const immutable = rollout === ConfigRollout.IMMUTABLE;
    const configMap = ConfigReference.of({
      name: immutable ? `${plainName}-${files._checksum.slice(0, 10)}` : plainName,
      checksum: files._checksum,
      ...(rollout === undefined ? {} : { rollout }),
    });
    defineObject(
      this.context.owner,
      `config-${plainName}`,
      'ConfigMap',
      metadataOf(this.context, { name: configMap.name }),
      () => ({
        ...(immutable ? { immutable } : {}),
        data: files._files,
      }),
    );
    return { container, files, configMap, volume: Volume.configMap(volumeName, configMap) };
  }
}

function slug(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return name === '' ? 'config' : name;
}
