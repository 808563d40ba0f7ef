import { anyText, mapOf, oneOf, pattern, text } from '../../core/fields';
import type { Problems } from '../../core/problems';
import type { Checked } from '../../core/shape';

/** What volumes are to be like, for a cloud target to choose their driver. */
export enum StorageTier {
  /** Disks for all ends: solid state, or whatever there is. */
  STANDARD = 'standard',
  /** Disks that do more operations a second, as databases want them, and cost more. */
  FAST = 'fast',
}

/** The driver that makes the volumes of a StorageClass, with its own parameters. */
export class StorageProvisioner implements Checked {
  /**
   * Any driver.
   *
   * @param provisioner its name, such as `nfs.csi.k8s.io`.
   * @param parameters what it is told, as its documentation has it.
   */
  static of(provisioner: string, parameters: { readonly [name: string]: string } = {}): StorageProvisioner {
    return new StorageProvisioner(provisioner, parameters);
  }

  /** Amazon EBS, encrypted. @param type kind of disk, such as `gp3`. @see https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md */
  static awsEbs(type = 'gp3'): StorageProvisioner {
    return new StorageProvisioner('ebs.csi.aws.com', { type, encrypted: 'true' });
  }

  /** Persistent disks of Google Cloud. @param type kind of disk, such as `pd-balanced`. @see https://cloud.google.com/kubernetes-engine/docs/how-to/persistent-volumes/gce-pd-csi-driver */
  static googlePersistentDisk(type = 'pd-balanced'): StorageProvisioner {
    return new StorageProvisioner('pd.csi.storage.gke.io', { type });
  }

  /** Disks of Azure. @param skuName kind of disk, such as `StandardSSD_LRS`. @see https://github.com/kubernetes-sigs/azuredisk-csi-driver/blob/master/docs/driver-parameters.md */
  static azureDisk(skuName = 'StandardSSD_LRS'): StorageProvisioner {
    return new StorageProvisioner('disk.csi.azure.com', { skuName });
  }

  /** A directory of the one node: for clusters on a laptop. @see https://github.com/kubernetes-csi/csi-driver-host-path */
  static csiHostPath(): StorageProvisioner {
    return new StorageProvisioner('hostpath.csi.k8s.io', {});
  }

  /** No driver: volumes are made by hand. @see https://kubernetes.io/docs/concepts/storage/storage-classes/#local */
  static none(): StorageProvisioner {
    return new StorageProvisioner('kubernetes.io/no-provisioner', {});
  }

  /**
   * The driver of the cloud target that is set on the StorageClass or above it: CloudTargets.set.
   *
   * @param tier what the volumes are to be like; left out, StorageTier.STANDARD.
   */
  static ofTarget(tier: StorageTier = StorageTier.STANDARD): StorageProvisioner {
    return new StorageProvisioner(undefined, {}, tier);
  }

  private constructor(
    /** Name of the driver; none where the cloud target chooses it. */
    readonly name: string | undefined,
    /** What it is told. */
    readonly parameters: { readonly [name: string]: string },
    /** The tier by which the cloud target chooses the driver; none where it is named. */
    readonly tier?: StorageTier,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    if (this.tier !== undefined) return storageTier.test(this.tier, at.at('tier'));
    provisionerName.test(this.name, at.at('provisioner'));
    mapOf(text, anyText).test(this.parameters, at.at('parameters'));
  }
}

const storageTier = oneOf(Object.values(StorageTier));

const provisionerName = pattern(
  /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/,
  253,
  "a driver's name, such as 'ebs.csi.aws.com' or 'example.com/nfs'",
);

/** What becomes of a volume when its claim is deleted. */
export enum ReclaimPolicy {
  /** It is deleted, with its data. */
  DELETE = 'Delete',
  /** It stays, for a person to look after. */
  RETAIN = 'Retain',
}

/** @internal */
export const reclaimPolicy = oneOf(Object.values(ReclaimPolicy));

/** How a volume appears to a pod. */
export enum VolumeMode {
  /** As a directory. */
  FILESYSTEM = 'Filesystem',
  /** As a raw device. */
  BLOCK = 'Block',
}

/** @internal */
export const volumeMode = oneOf(Object.values(VolumeMode));
