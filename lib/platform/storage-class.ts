import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { flag, instance, listOf, oneOf, text } from '../core/fields';
import type { OverrideOf } from '../core/kinds';
import { defineObject, type Manifest } from '../core/manifest';
import { clusterObjectProps, metadataOfObject, type ClusterObjectProps } from '../core/object-props';
import { checkProps, required, type Shape } from '../core/shape';
import { provisionerOf } from '../parts/cloud/cloud-target';
import { reclaimPolicy, StorageProvisioner, type ReclaimPolicy } from '../parts/storage/storage-provisioner';
import { override } from '../workloads/overrides';

/** A part of a StorageClass, merged into it at the end; `null` removes a field. */
export type StorageClassOverride = OverrideOf<'StorageClass'>;

/** When a claim gets its volume. */
export enum VolumeBindingMode {
  /** As soon as it is made, wherever. */
  IMMEDIATE = 'Immediate',
  /** When a pod uses it, where that pod can run. */
  WAIT_FOR_FIRST_CONSUMER = 'WaitForFirstConsumer',
}

/** What a StorageClass can say. Of its fields, Kubernetes lets only `allowVolumeExpansion` be changed later. */
export interface StorageClassProps extends ClusterObjectProps {
  /** The driver that makes the volumes. */
  readonly provisioner: StorageProvisioner;
  /** Whether claims that name no class get this one; `false` says that it is no longer so. A cluster has one default class. @default - not said */
  readonly isDefault?: boolean;
  /** What becomes of a volume when its claim is deleted. @default - not said: it is deleted */
  readonly reclaimPolicy?: ReclaimPolicy;
  /** When a claim gets its volume. @default - not said: as soon as it is made */
  readonly volumeBindingMode?: VolumeBindingMode;
  /** Whether claims may grow. @default - not said: they may not */
  readonly allowVolumeExpansion?: boolean;
  /** Options of the mount, as the driver takes them. @default - none */
  readonly mountOptions?: readonly string[];
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: StorageClassOverride;
}

const storageClassProps: Shape<StorageClassProps> = {
  ...clusterObjectProps,
  provisioner: required(instance(StorageProvisioner, "StorageProvisioner.awsEbs(), StorageProvisioner.of('…'), …")),
  isDefault: flag,
  reclaimPolicy,
  volumeBindingMode: oneOf(Object.values(VolumeBindingMode)),
  allowVolumeExpansion: flag,
  mountOptions: listOf(text),
  override,
};

/**
 * A class of storage that claims can name: a StorageClass. Moving the default from one class to another is
 * `isDefault: false` on the one and `isDefault: true` on the other.
 *
 * @see https://kubernetes.io/docs/concepts/storage/storage-classes/
 */
export class StorageClass extends ChartConstruct {
  /** Its name, for the `storageClassName` of claims. */
  readonly name: string;
  /** The StorageClass. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: StorageClassProps) {
    super(scope, id);
    checkProps(this, props, storageClassProps);
    this.name = props.name;
    const provisioner = provisionerOf(this, props.provisioner);
    const { isDefault, volumeBindingMode, allowVolumeExpansion, mountOptions } = props;
    const annotations: { readonly [key: string]: string } =
      isDefault === undefined ? {} : { 'storageclass.kubernetes.io/is-default-class': String(isDefault) };
    this.object = defineObject(
      this,
      'storage-class',
      'StorageClass',
      metadataOfObject(props, { annotations }),
      () => ({
        provisioner: provisioner.name,
        ...(Object.keys(provisioner.parameters).length === 0 ? {} : { parameters: provisioner.parameters }),
        ...(props.reclaimPolicy === undefined ? {} : { reclaimPolicy: props.reclaimPolicy }),
        ...(volumeBindingMode === undefined ? {} : { volumeBindingMode }),
        ...(allowVolumeExpansion === undefined ? {} : { allowVolumeExpansion }),
        ...(mountOptions === undefined ? {} : { mountOptions }),
      }),
      props.override,
    );
  }
}
