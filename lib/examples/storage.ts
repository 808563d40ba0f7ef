import type { Construct } from 'constructs';
import {
  AccessMode,
  Chart,
  PersistentVolume,
  PersistentVolumeClaim,
  PersistentVolumeSource,
  ReclaimPolicy,
  StorageClass,
  StorageProvisioner,
  VolumeBindingMode,
} from '../index';

/** Document 004: the default class of storage moves from `standard` to `csi-hostpath-sc`; and a volume that someone made by hand. */
export class StorageExample extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new StorageClass(this, 'csi-hostpath-sc', {
      name: 'csi-hostpath-sc',
      provisioner: StorageProvisioner.csiHostPath(),
      isDefault: true,
      reclaimPolicy: ReclaimPolicy.DELETE,
      volumeBindingMode: VolumeBindingMode.IMMEDIATE,
      allowVolumeExpansion: true,
    });
    new StorageClass(this, 'standard', {
      name: 'standard',
      provisioner: StorageProvisioner.of('k8s.io/minikube-hostpath'),
      isDefault: false,
      reclaimPolicy: ReclaimPolicy.DELETE,
      volumeBindingMode: VolumeBindingMode.IMMEDIATE,
    });
    const volume = new PersistentVolume(this, 'archive', {
      name: 'archive',
      capacity: '100Gi',
      accessModes: [AccessMode.READ_WRITE_MANY],
      reclaimPolicy: ReclaimPolicy.RETAIN,
      source: PersistentVolumeSource.nfs('nfs.example.com', '/exports/archive'),
    });
    new PersistentVolumeClaim(this, 'archive-claim', {
      name: 'archive',
      namespace: 'backend',
      size: '100Gi',
      accessModes: [AccessMode.READ_WRITE_MANY],
      storageClassName: '',
      volumeName: volume.name,
    });
  }
}
