import type { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { anyText, dnsSubdomain, either, listOf, oneOf, quantity } from '../core/fields';
import type { OverrideOf } from '../core/kinds';
import { defineObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import { checkProps, required, type Shape } from '../core/shape';
import { AccessMode } from '../parts/storage/claim-template';
import { toQuantity } from '../parts/scheduling/resources';
import { volumeMode, type VolumeMode } from '../parts/storage/storage-provisioner';
import { override } from '../workloads/overrides';

/** A part of a PersistentVolumeClaim, merged into it at the end; `null` removes a field. */
export type PersistentVolumeClaimOverride = OverrideOf<'PersistentVolumeClaim'>;

/** What a PersistentVolumeClaim can say. */
export interface PersistentVolumeClaimProps extends ObjectProps {
  /** Size: `"4Gi"` or `Size.gibibytes(4)`. */
  readonly size: string | Size;
  /** Who may mount it at a time. @default [AccessMode.READ_WRITE_ONCE] */
  readonly accessModes?: readonly AccessMode[];
  /** Class of the storage; `''` asks for a volume without class, which someone made by hand. @default - not said: the cluster's default class */
  readonly storageClassName?: string;
  /** Name of the PersistentVolume that it is to get. @default - any that fits */
  readonly volumeName?: string;
  /** How the volume appears to a pod. @default - not said: as a directory */
  readonly volumeMode?: VolumeMode;
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: PersistentVolumeClaimOverride;
}

const persistentVolumeClaimProps: Shape<PersistentVolumeClaimProps> = {
  ...objectProps,
  size: required(quantity),
  accessModes: listOf(oneOf(Object.values(AccessMode)), 1),
  storageClassName: either((value) => value === '', anyText, dnsSubdomain),
  volumeName: dnsSubdomain,
  volumeMode,
  override,
};

/**
 * A request for a volume that outlives the pods that use it: a PersistentVolumeClaim. The replicas of a StatefulService
 * get claims of their own by its `claims`.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
 */
export class PersistentVolumeClaim extends ChartConstruct {
  /** Its name, for `Volume.claim`. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The PersistentVolumeClaim. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: PersistentVolumeClaimProps) {
    super(scope, id);
    checkProps(this, props, persistentVolumeClaimProps);
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    const { storageClassName, volumeName } = props;
    this.object = defineObject(
      this,
      'persistent-volume-claim',
      'PersistentVolumeClaim',
      metadataOfObject(props),
      () => ({
        spec: {
          accessModes: props.accessModes ?? [AccessMode.READ_WRITE_ONCE],
          ...(storageClassName === undefined ? {} : { storageClassName }),
          ...(volumeName === undefined ? {} : { volumeName }),
          ...(props.volumeMode === undefined ? {} : { volumeMode: props.volumeMode }),
          resources: { requests: { storage: toQuantity(props.size) } },
        },
      }),
      props.override,
    );
  }
}
