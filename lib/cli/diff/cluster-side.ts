import { readYaml } from '../../inspection';
import { unfold } from '../../inspection/model/manifest-set';
import type { Kubectl } from '../apply/kubectl';
import { groupKindOf, type ComparedObject } from './compared-object';
import { isMap } from './difference';
import { objectOf } from './manifest-side';

/** What kubectl calls the objects that it reads. */
const place = 'cluster';

/**
 * What a cluster has of some objects: those of the same kinds and names.
 *
 * @returns the objects that are there; those of a kind that the cluster does not serve are not
 * @throws an error where kubectl cannot read them, in its words
 */
export async function readCluster(
  kubectl: Kubectl,
  wanted: readonly ComparedObject[],
): Promise<readonly ComparedObject[]> {
  const words = ['get', '--filename=-', '--ignore-not-found', '--output=json'];
  let asked = wanted.filter(({ name }) => name !== '');
  for (;;) {
    if (asked.length === 0) return [];
    const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: asked.map(identityOf) });
    const { code, stdout, stderr } = await kubectl({ words, input });
    if (code === 0) return found(stdout, asked);
    const unknown = new Set(
      [...stderr.matchAll(/no matches for kind "([^"]+)" in version "([^"]+)"/g)].map(([, kind, version]) =>
        [version, kind].join(' '),
      ),
    );
    const served = asked.filter(({ apiVersion, kind }) => !unknown.has(`${apiVersion} ${kind}`));
    if (served.length === asked.length) throw new Error(`kubectl cannot read the objects: ${stderr.trim()}`);
    asked = served;
  }
}

/** Only what tells which object is meant: nothing of what it holds leaves this machine. */
function identityOf({ apiVersion, kind, name, namespace }: ComparedObject): object {
  return { apiVersion, kind, metadata: namespace === '' ? { name } : { name, namespace } };
}

function found(text: string, asked: readonly ComparedObject[]): readonly ComparedObject[] {
  const objects = readYaml(text, place).sources.flatMap((source) =>
    unfold(source.manifest, [], 0).map(({ manifest }) => objectOf(manifest, place, place)),
  );
  return objects.map((object) => {
    const isAsked = ({ namespace }: ComparedObject): boolean => namespace === '' || namespace === object.namespace;
    const own = asked.find(
      (each) => each.name === object.name && groupKindOf(each) === groupKindOf(object) && isAsked(each),
    );
    // Where the manifest leaves the namespace to kubectl, it is no difference which one it is.
    return own?.namespace !== '' ? object : { ...object, namespace: '', manifest: withoutNamespace(object.manifest) };
  });
}

function withoutNamespace(manifest: ComparedObject['manifest']): ComparedObject['manifest'] {
  if (!isMap(manifest.metadata)) return manifest;
  const { metadata } = manifest;
  return { ...manifest, metadata: Object.fromEntries(Object.entries(metadata).filter(([key]) => key !== 'namespace')) };
}
