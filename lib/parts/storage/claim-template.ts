import type { Size } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import {
  absolutePath,
  annotations,
  dnsLabel,
  dnsSubdomain,
  labels,
  listOf,
  oneOf,
  quantity,
  relativePath,
} from '../../core/fields';
import { required, type Shape } from '../../core/shape';
import type { Wire } from '../../core/wire';
import { toQuantity } from '../scheduling/resources';

/** Who may mount a volume at a time. */
export enum AccessMode {
  /** The pods of one node, to read and write. */
  READ_WRITE_ONCE = 'ReadWriteOnce',
  /** The pods of many nodes, to read. */
  READ_ONLY_MANY = 'ReadOnlyMany',
  /** The pods of many nodes, to read and write. */
  READ_WRITE_MANY = 'ReadWriteMany',
  /** One pod, to read and write. */
  READ_WRITE_ONCE_POD = 'ReadWriteOncePod',
}

/** A volume that each replica of a StatefulSet gets as its own, and keeps. */
export interface ClaimTemplate {
  /** Name of the volume in the pod; the claim is called `<name>-<pod>`. */
  readonly name: string;
  /** Where it appears in the main container: an absolute path. */
  readonly mountPath: string;
  /** Size: `"4Gi"` or `Size.gibibytes(4)`. */
  readonly size: string | Size;
  /** Who may mount it at a time. @default [AccessMode.READ_WRITE_ONCE] */
  readonly accessModes?: readonly AccessMode[];
  /** Class of the storage. @default - not said: the cluster's default class */
  readonly storageClassName?: string;
  /** A directory in the volume that is mounted instead of its root, where file systems keep `lost+found`. @default - its root */
  readonly subPath?: string;
  /** Labels of the claim. @default - none */
  readonly labels?: { readonly [key: string]: string };
  /** Annotations of the claim. @default - none */
  readonly annotations?: { readonly [key: string]: string };
}

/** @internal */
export const claimTemplate: Shape<ClaimTemplate> = {
  name: required(dnsLabel),
  mountPath: required(absolutePath),
  size: required(quantity),
  accessModes: listOf(oneOf(Object.values(AccessMode)), 1),
  storageClassName: dnsSubdomain,
  subPath: relativePath,
  labels,
  annotations,
};

/** @internal */
export function toClaim(template: ClaimTemplate): Wire<k8s.KubePersistentVolumeClaimProps> {
  const { name, labels, annotations, storageClassName } = template;
  return {
    metadata: {
      name,
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
    },
    spec: {
      accessModes: template.accessModes ?? [AccessMode.READ_WRITE_ONCE],
      ...(storageClassName === undefined ? {} : { storageClassName }),
      resources: { requests: { storage: toQuantity(template.size) } },
    },
  };
}

/** What becomes of claims. */
export enum ClaimRetention {
  /** They stay, with their data. */
  RETAIN = 'Retain',
  /** They are deleted, with their data. */
  DELETE = 'Delete',
}

/** What becomes of the claims of a StatefulSet. @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention */
export interface ClaimRetentionPolicy {
  /** When the StatefulSet is deleted. @default - Kubernetes': they stay */
  readonly whenDeleted?: ClaimRetention;
  /** When there are fewer replicas. @default - Kubernetes': they stay */
  readonly whenScaled?: ClaimRetention;
}

/** @internal */
export const claimRetentionPolicy: Shape<ClaimRetentionPolicy> = {
  whenDeleted: oneOf(Object.values(ClaimRetention)),
  whenScaled: oneOf(Object.values(ClaimRetention)),
};
