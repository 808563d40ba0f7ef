import type { Path } from '../../formats/path';
import type { Pod } from '../../model/pod';

/** The sockets of container runtimes: who writes to one starts containers as root of the node. */
export const runtimeSockets: readonly string[] = [
  'docker.sock',
  'dockershim.sock',
  'containerd.sock',
  'crio.sock',
  'cri-dockerd.sock',
  'podman.sock',
];

/** Directories whose content is the node's own programs, settings or keys. */
const sensitive = '/bin /boot /dev /etc /lib /lib64 /proc /root /sbin /sys /usr /var/lib/docker /var/lib/kubelet'.split(
  ' ',
);

/** A directory of the node as it stands in a pod. */
export interface NodePath {
  /** The name of the volume. */
  readonly volume: string;
  /** The path on the node, without a slash at its end. */
  readonly node: string;
  /** Where the volume's path stands in the object. */
  readonly path: Path;
}

/** Every directory of the node that a pod has a volume for. */
export function nodePaths(pod: Pod): readonly NodePath[] {
  return (pod.spec.volumes ?? []).flatMap(({ name = '', hostPath }, index) => {
    const node = (hostPath?.path ?? '').replace(/(?!^)\/+$/, '');
    return node === '' ? [] : [{ volume: name, node, path: pod.at('volumes', index, 'hostPath', 'path') }];
  });
}

/** Whether a path of the node is its root, or lies where the node's own files are. */
export function isSensitive(node: string): boolean {
  return node === '/' || sensitive.some((folder) => node === folder || node.startsWith(`${folder}/`));
}
