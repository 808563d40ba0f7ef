import type { k8s } from 'cdk8s-plus-27';
import { absolutePath, anyText, flag, listOf, mapOf, text } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { checkStruct, required, type Checked, type Shape } from '../../core/shape';
import type { Wire } from '../../core/wire';

/** A volume that a CSI driver knows. */
export interface CsiVolumeOptions {
  /** Name of the driver, such as `ebs.csi.aws.com`. */
  readonly driver: string;
  /** What the driver knows the volume by. */
  readonly volumeHandle: string;
  /** File system, such as `ext4`. @default - the driver's */
  readonly fsType?: string;
  /** Whether it can only be read. @default - not said: it can be written to */
  readonly readOnly?: boolean;
  /** What else the driver is told. @default - nothing */
  readonly attributes?: { readonly [name: string]: string };
}

const csiVolumeOptions: Shape<CsiVolumeOptions> = {
  driver: required(text),
  volumeHandle: required(text),
  fsType: text,
  readOnly: flag,
  attributes: mapOf(text, anyText),
};

/** Where the data of a PersistentVolume are. */
export class PersistentVolumeSource implements Checked {
  /** A volume that a CSI driver knows. */
  static csi(options: CsiVolumeOptions): PersistentVolumeSource {
    return new PersistentVolumeSource(
      () => {
        const { driver, volumeHandle, fsType, readOnly, attributes } = options;
        return {
          csi: {
            driver,
            volumeHandle,
            ...(fsType === undefined ? {} : { fsType }),
            ...(readOnly === undefined ? {} : { readOnly }),
            ...(attributes === undefined ? {} : { volumeAttributes: attributes }),
          },
        };
      },
      (at) => checkStruct(options, csiVolumeOptions, at),
    );
  }

  /** A directory that an NFS server exports. @param server its host name or address. @param path the export. */
  static nfs(server: string, path: string): PersistentVolumeSource {
    return new PersistentVolumeSource(
      () => ({ nfs: { server, path } }),
      (at) => {
        text.test(server, at.at('server'));
        absolutePath.test(path, at.at('path'));
      },
    );
  }

  /** A disk or directory of some nodes: only their pods can use it. @param path the path on the nodes. @param nodes host names of the nodes. */
  static local(path: string, ...nodes: string[]): PersistentVolumeSource {
    const match = { key: 'kubernetes.io/hostname', operator: 'In', values: nodes };
    return new PersistentVolumeSource(
      () => ({
        local: { path },
        nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [match] }] } },
      }),
      (at) => {
        absolutePath.test(path, at.at('path'));
        listOf(text, 1).test(nodes, at.at('nodes'));
      },
    );
  }

  /** A directory of whatever node the pod is on: for clusters of one node. @param path the path on the node. */
  static hostPath(path: string): PersistentVolumeSource {
    return new PersistentVolumeSource(
      () => ({ hostPath: { path } }),
      (at) => absolutePath.test(path, at.at('path')),
    );
  }

  private constructor(
    private readonly source: () => Wire<k8s.PersistentVolumeSpec>,
    private readonly check: (at: Problems) => void,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    this.check(at);
  }

  /** @internal */
  _toWire(): Wire<k8s.PersistentVolumeSpec> {
    return this.source();
  }
}
