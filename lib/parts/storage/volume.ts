import type { Size } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import { absolutePath, dnsLabel, dnsSubdomain, flag, instance, oneOf, quantity, relativePath } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { required, type Checked, type Shape } from '../../core/shape';
import type { Wire } from '../../core/wire';
import { ConfigReference, type IConfigMapName } from '../configuration/config-reference';
import { toQuantity } from '../scheduling/resources';
import type { ISecretName } from '../configuration/secret-key';

/** A volume of a pod, by its name in the pod. */
export class Volume implements Checked {
  /** A directory that lives as long as the pod. @param name name in the pod. @param sizeLimit how large it may grow. */
  static emptyDir(name: string, sizeLimit?: string | Size): Volume {
    return new Volume(
      name,
      () => ({ emptyDir: sizeLimit === undefined ? {} : { sizeLimit: toQuantity(sizeLimit) } }),
      (at) => {
        if (sizeLimit !== undefined) quantity.test(sizeLimit, at.at('sizeLimit'));
      },
    );
  }

  /** A directory in the memory of the node. @param name name in the pod. @param sizeLimit how large it may grow. */
  static memory(name: string, sizeLimit: string | Size): Volume {
    return new Volume(
      name,
      () => ({ emptyDir: { medium: 'Memory', sizeLimit: toQuantity(sizeLimit) } }),
      (at) => quantity.test(sizeLimit, at.at('sizeLimit')),
    );
  }

  /**
   * The keys of a ConfigMap as files.
   *
   * @param name name in the pod.
   * @param configMap its name, or what has one: then the pods notice as it says that it has changed.
   */
  static configMap(name: string, configMap: string | IConfigMapName): Volume {
    const reference = ConfigReference.of(configMap);
    return new Volume(
      name,
      () => ({ configMap: { name: reference.name } }),
      (at) => reference._check(at.at('configMap')),
      false,
      reference,
    );
  }

  /** The keys of a Secret as files. @param name name in the pod. @param secret the Secret's name, or what has one. */
  static secret(name: string, secret: string | ISecretName): Volume {
    const secretName = typeof secret === 'string' ? secret : secret?.name;
    return new Volume(
      name,
      () => ({ secret: { secretName } }),
      (at) => dnsSubdomain.test(secretName, at.at('secret')),
    );
  }

  /** A claim that exists. @param name name in the pod. @param claim the PersistentVolumeClaim's name. */
  static claim(name: string, claim: string): Volume {
    return new Volume(
      name,
      () => ({ persistentVolumeClaim: { claimName: claim } }),
      (at) => dnsSubdomain.test(claim, at.at('claim')),
    );
  }

  /** The claim that each replica of a StatefulService has by one of its `claims`. @param name the claim template's name. */
  static claimTemplate(name: string): Volume {
    return new Volume(
      name,
      () => ({}),
      () => undefined,
      true,
    );
  }

  /**
   * A path of the node; Pod Security "baseline" and "restricted" refuse it.
   *
   * @param name name in the pod.
   * @param path the path on the node.
   * @param type what must be there, such as `Directory` or `Socket`; not checked where it is left out.
   */
  static hostPath(name: string, path: string, type?: string): Volume {
    return new Volume(
      name,
      () => ({ hostPath: { path, ...(type === undefined ? {} : { type }) } }),
      (at) => {
        absolutePath.test(path, at.at('path'));
        if (type !== undefined) oneOf(hostPathTypes).test(type, at.at('type'));
      },
    );
  }

  private constructor(
    /** Name in the pod. */
    readonly name: string,
    private readonly source: () => Omit<Wire<k8s.Volume>, 'name'>,
    private readonly check: (at: Problems) => void,
    /** Whether the StatefulSet makes it. @internal */
    readonly _isTemplate = false,
    /** The ConfigMap, where it is one. @internal */
    readonly _config?: ConfigReference,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    dnsLabel.test(this.name, at.at('name'));
    this.check(at);
  }

  /** @internal */
  _toWire(): Wire<k8s.Volume> {
    return { name: this.name, ...this.source() };
  }
}

/** @see https://kubernetes.io/docs/concepts/storage/volumes/#hostpath-volume-types */
const hostPathTypes = ['DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'];

/** How mounts that appear later pass between node and container. */
export enum MountPropagation {
  /** Not at all. */
  NONE = 'None',
  /** From the node to the container. */
  HOST_TO_CONTAINER = 'HostToContainer',
  /** Both ways; only for privileged containers. */
  BIDIRECTIONAL = 'Bidirectional',
}

/** A place in a container where a volume appears. */
export interface VolumeMount {
  /** Where it appears: an absolute path. */
  readonly mountPath: string;
  /** The volume; the pod gets it by this. */
  readonly volume: Volume;
  /** A file or directory in the volume, instead of all of it. @default - all of it */
  readonly subPath?: string;
  /** Whether the container may not write to it. @default - not said: it may, if the volume lets it */
  readonly readOnly?: boolean;
  /** How later mounts pass. @default - not said: not at all */
  readonly mountPropagation?: MountPropagation;
}

/** @internal */
export const volumeMount: Shape<VolumeMount> = {
  mountPath: required(absolutePath),
  volume: required(instance(Volume, 'Volume.emptyDir(name), Volume.configMap(name, configMap), …')),
  subPath: relativePath,
  readOnly: flag,
  mountPropagation: oneOf(Object.values(MountPropagation)),
};

/** @internal */
export function toVolumeMount(mount: VolumeMount): Wire<k8s.VolumeMount> {
  const { volume, ...rest } = mount;
  return { name: volume.name, ...rest };
}
