import type { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { dnsSubdomain, instance, listOf, oneOf, quantity, text } from '../core/fields';
import type { OverrideOf } from '../core/kinds';
import { defineObject, type Manifest } from '../core/manifest';
import { clusterObjectProps, metadataOfObject, type ClusterObjectProps } from '../core/object-props';
import { checkProps, required, type Shape } from '../core/shape';
import { AccessMode } from '../parts/storage/claim-template';
import { PersistentVolumeSource } from '../parts/storage/persistent-volume-source';
import { toQuantity } from '../parts/scheduling/resources';
import { reclaimPolicy, volumeMode, type ReclaimPolicy, type VolumeMode } from '../parts/storage/storage-provisioner';
import { override } from '../workloads/overrides';

/** A part of a PersistentVolume, merged into it at the end; `null` removes a field. */
export type PersistentVolumeOverride = OverrideOf<'PersistentVolume'>;

/** What a PersistentVolume can say. */
export interface PersistentVolumeProps extends ClusterObjectProps {
  /** Size: `"10Gi"` or `Size.gibibytes(10)`. */
  readonly capacity: string | Size;
  /** Where the data are. */
  readonly source: PersistentVolumeSource;
  /** Who may mount it at a time. @default [AccessMode.READ_WRITE_ONCE] */
  readonly accessModes?: readonly AccessMode[];
  /** Class of the claims that may have it. @default - not said: claims without class */
  readonly storageClassName?: string;
  /** What becomes of it when its claim is deleted. @default - not said: it stays */
  readonly reclaimPolicy?: ReclaimPolicy;
  /** How it appears to a pod. @default - not said: as a directory */
  readonly volumeMode?: VolumeMode;
  /** Options of the mount. @default - none */
  readonly mountOptions?: readonly string[];
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: PersistentVolumeOverride;
}

const persistentVolumeProps: Shape<PersistentVolumeProps> = {
  ...clusterObjectProps,
  capacity: required(quantity),
  source: required(
    instance(PersistentVolumeSource, 'PersistentVolumeSource.csi({ … }), PersistentVolumeSource.nfs(server, path), …'),
  ),
  accessModes: listOf(oneOf(Object.values(AccessMode)), 1),
  storageClassName: dnsSubdomain,
  reclaimPolicy,
  volumeMode,
  mountOptions: listOf(text),
  override,
};

/**
 * A volume that exists already, told to the cluster: a PersistentVolume, which a claim gets by its name or class.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/
 */
export class PersistentVolume extends ChartConstruct {
  /** Its name, for the `volumeName` of a claim. */
  readonly name: string;
  /** The PersistentVolume. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: PersistentVolumeProps) {
    super(scope, id);
    checkProps(this, props, persistentVolumeProps);
    this.name = props.name;
    const { storageClassName, mountOptions } = props;
    this.object = defineObject(
      this,
      'persistent-volume',
      'PersistentVolume',
      metadataOfObject(props),
      () => ({
        spec: {
          capacity: { storage: toQuantity(props.capacity) },
          accessModes: props.accessModes ?? [AccessMode.READ_WRITE_ONCE],
          ...(storageClassName === undefined ? {} : { storageClassName }),
          ...(props.reclaimPolicy === undefined ? {} : { persistentVolumeReclaimPolicy: props.reclaimPolicy }),
          ...(props.volumeMode === undefined ? {} : { volumeMode: props.volumeMode }),
          ...(mountOptions === undefined ? {} : { mountOptions }),
          ...props.source._toWire(),
        },
      }),
      props.override,
    );
  }
}
