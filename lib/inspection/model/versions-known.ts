import { formatPath } from '../formats/path';
import { oldApi } from '../schema/api-versions';
import { kubernetesVersions, minorOf } from '../schema/kubernetes-version';
import type { Decisive } from '../schema/validator';
import type { ManifestObject } from './manifest-object';

/** The Kubernetes versions that know every kind and field of a set of manifests. */
export interface RunsOn {
  /** The versions, the oldest first; none where no version knows all of it. */
  readonly versions: readonly string[];
  /** What decides it: `1.29 for spec.template.spec.initContainers[0].restartPolicy of Deployment shop/web`. */
  readonly because: readonly string[];
}

interface Bound extends Decisive {
  readonly object: ManifestObject;
}

/** The versions that know all of some objects. */
export function versionsKnowing(objects: readonly ManifestObject[]): RunsOn {
  let since: Bound | undefined;
  let until: Bound | undefined;
  for (const object of objects) {
    const { runsOn } = object;
    const removed = oldApi(object.apiVersion, object.kind)?.removed;
    const last: Decisive | undefined =
      removed === undefined ? runsOn?.until : { version: minorOf(removed) - 1, path: ['apiVersion'] };
    if (runsOn?.since !== undefined && runsOn.since.version > (since?.version ?? 0)) {
      since = { ...runsOn.since, object };
    }
    if (last !== undefined && last.version < (until?.version ?? Infinity)) {
      until = { ...last, object };
    }
  }
  const versions = kubernetesVersions.filter(
    (version) => minorOf(version) >= (since?.version ?? 0) && minorOf(version) <= (until?.version ?? Infinity),
  );
  const because = [since, until].flatMap((bound) =>
    bound === undefined ? [] : [`1.${bound.version} for ${formatPath(bound.path)} of ${String(bound.object)}`],
  );
  return { versions, because };
}

/** The versions that know all of several sets. */
export function inAll(sets: readonly RunsOn[]): RunsOn {
  const versions = kubernetesVersions.filter((version) => sets.every((set) => set.versions.includes(version)));
  const [first, last] = [versions[0], versions.at(-1)];
  // Of each set, the bounds that are those of all.
  const because = sets.flatMap((set) =>
    set.because.filter((line) => versions.length === 0 || line.startsWith(`${first} `) || line.startsWith(`${last} `)),
  );
  return { versions, because: [...new Set(because)].slice(0, 2) };
}

/** One line: `runs on Kubernetes 1.29 to 1.37; 1.29 for …`. */
export function runsOnLine({ versions, because }: RunsOn): string {
  const [first, last] = [versions[0], versions.at(-1)];
  const range =
    first === undefined
      ? `runs on no Kubernetes from ${kubernetesVersions[0]} to ${kubernetesVersions.at(-1)}`
      : `runs on Kubernetes ${first === last ? first : `${first} to ${last}`}`;
  return [range, ...because].join('; ');
}
