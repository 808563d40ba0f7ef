import type { ManifestObject } from '../model/manifest-object';
import type { ManifestSet } from '../model/manifest-set';
import type { Path } from '../formats/path';
import type { RuleReport } from '../rule/rule';
import { isAtLeast } from '../schema/kubernetes-version';
import { parseQuantity } from '../schema/quantity';
import { nearestNamesake } from './renamed';
import { immutableFields, type ImmutableField } from './immutable-fields';
import { firstDifference } from './semantic-difference';
import type { Json } from './server-defaults';
import { ofStartedPods } from './started-pods';

/** A report, and the rule that it belongs to. */
export interface ChangeReport extends RuleReport {
  readonly rule: string;
}

/** What changed between two sets that the cluster refuses, or answers with lost data. */
export interface Changes {
  /** By object of the newer set. */
  readonly kept: ReadonlyMap<ManifestObject, readonly ChangeReport[]>;
  /** By object of the older set that the newer one lacks. */
  readonly removed: ReadonlyMap<ManifestObject, readonly ChangeReport[]>;
}

/**
 * Compares what was applied with what is to be. Objects are the same when kind, namespace and name are; what the manifests do not
 * say, and the cluster fills in, is no change.
 */
export function compareSets(before: ManifestSet, after: ManifestSet): Changes {
  const kept = new Map<ManifestObject, ChangeReport[]>();
  const removed = new Map<ManifestObject, ChangeReport[]>();
  for (const old of before.objects) {
    if (old.name === '' || !old.wellFormed) {
      continue;
    }
    const now = after.find(old.groupKind, old.namespace, old.name);
    if (now === undefined) {
      ofRemoved(old, before, after, kept, removed);
    } else if (now.wellFormed) {
      const started = [...ofStartedPods(old, now, before, after)];
      const reports = [
        ...ofFields(old, now, after.version),
        ...ofSize(old, now),
        ...started.map((report) => ({ rule: 'change/unstarted-pods', ...report })),
      ];
      if (reports.length > 0) {
        kept.set(now, [...(kept.get(now) ?? []), ...reports]);
      }
    }
  }
  return { kept, removed };
}

const byKind = new Map<string, ImmutableField[]>();
for (const field of immutableFields) {
  for (const kind of field.kinds) {
    byKind.set(kind, [...(byKind.get(kind) ?? []), field]);
  }
}

function* ofFields(old: ManifestObject, now: ManifestObject, version: string): Iterable<ChangeReport> {
  const [before, after] = [old.manifest as Json, now.manifest as Json];
  for (const field of byKind.get(now.groupKind) ?? []) {
    const mutable = field.until !== undefined && isAtLeast(version, field.until);
    if (mutable || field.when?.(before, after) === false) {
      continue;
    }
    const path = field.path.split('.');
    const [was, is] = [before, after].map((manifest) => {
      const value = valueOf(manifest, path) ?? field.default;
      return field.part === undefined ? value : field.part(value, before, after);
    });
    const allowed = (field.mayBeAdded === true && isAbsent(was)) || (field.keptWhenDropped === true && isAbsent(is));
    const difference = allowed ? undefined : firstDifference(was, is, path);
    if (difference !== undefined) {
      const values = field.secret === true ? '' : ` from ${shown(difference.before)} to ${shown(difference.after)}`;
      const fix = field.fix ?? `keep it; or delete the ${now.kind} and apply it again`;
      const message = `cannot change${values} once the ${now.kind} exists; the cluster refuses it${isAbsent(is) ? ' or keeps what it has' : ''}`;
      yield { rule: 'change/immutable-field', path: difference.path, message, fix };
    }
  }
}

function* ofSize(old: ManifestObject, now: ManifestObject): Iterable<ChangeReport> {
  if (now.groupKind !== 'PersistentVolumeClaim') {
    return;
  }
  const path = ['spec', 'resources', 'requests', 'storage'];
  const [was, is] = [old, now].map(({ manifest }) => valueOf(manifest as Json, path));
  const [before, after] = [parseQuantity(was), parseQuantity(is)];
  if (before !== undefined && after !== undefined && after < before) {
    const message = `the claim asks for ${shown(is)} where it asked for ${shown(was)}; no volume can shrink, and the cluster refuses it`;
    yield { rule: 'change/shrunken-volume', path, message, fix: 'ask for as much as before, or more' };
  }
}

function ofRemoved(
  old: ManifestObject,
  before: ManifestSet,
  after: ManifestSet,
  kept: Map<ManifestObject, ChangeReport[]>,
  removed: Map<ManifestObject, ChangeReport[]>,
): void {
  if (isProtected(old)) {
    return;
  }
  const gone = goneWith(old);
  if (gone !== undefined) {
    removed.set(old, [gone]);
    return;
  }
  const successor = old.groupKind === 'StatefulSet.apps' ? nearestNamesake(old, before, after) : undefined;
  if (successor !== undefined) {
    const path: Path = ['metadata', 'name'];
    const message = `${String(old)} is now called '${successor.name}': its pods begin with empty volumes, and the claims of '${old.name}' stay behind`;
    const fix = `keep the name '${old.name}', or copy the data before the old StatefulSet goes`;
    kept.set(successor, [...(kept.get(successor) ?? []), { rule: 'change/renamed-stateful-set', path, message, fix }]);
  }
}

function goneWith({ groupKind, manifest }: ManifestObject): ChangeReport | undefined {
  const fix = 'keep it; or keep the data elsewhere first, and delete it by hand when it is no longer needed';
  switch (groupKind) {
    case 'Namespace': {
      const message =
        'the namespace is gone; where what is gone is deleted, all that it holds goes with it, volumes included';
      return { rule: 'change/removed-namespace', path: [], message, fix };
    }
    case 'PersistentVolumeClaim': {
      const message = 'the claim is gone; where what is gone is deleted, its volume and data go with it';
      return { rule: 'change/removed-claim', path: [], message, fix };
    }
    case 'CustomResourceDefinition.apiextensions.k8s.io': {
      const message = 'the definition is gone; where what is gone is deleted, every object of its kind goes with it';
      return { rule: 'change/removed-definition', path: [], message, fix };
    }
    case 'StatefulSet.apps': {
      const path = ['spec', 'persistentVolumeClaimRetentionPolicy', 'whenDeleted'];
      if (valueOf(manifest as Json, path) !== 'Delete') {
        return undefined;
      }
      const message = 'the StatefulSet is gone, and with it all its claims, since they are deleted when it is';
      return { rule: 'change/removed-claim', path, message, fix: "set 'whenDeleted' to Retain first" };
    }
    default:
      return undefined;
  }
}

/** Whether an annotation keeps an object in the cluster though its manifest is gone. */
function isProtected({ annotations }: ManifestObject): boolean {
  const option = (annotations['argocd.argoproj.io/sync-options'] ?? '').split(',').map((each) => each.trim());
  return (
    option.includes('Prune=false') ||
    annotations['helm.sh/resource-policy'] === 'keep' ||
    annotations['kustomize.toolkit.fluxcd.io/prune'] === 'disabled'
  );
}

function valueOf(manifest: Json, path: readonly string[]): unknown {
  let value: unknown = manifest;
  for (const key of path) {
    value = typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Json)[key] : undefined;
  }
  return value;
}

function isAbsent(value: unknown): boolean {
  return firstDifference(undefined, value) === undefined;
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
