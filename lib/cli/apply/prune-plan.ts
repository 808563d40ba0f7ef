import { printable } from '../../core/text/printable';
import { fieldsOf, nameOf, type ApplyObject } from './apply-object';
import { groupKind, memberKey, type ApplySet } from './apply-set';

/** What of a set is no longer among the manifests. */
export interface PrunePlan {
  readonly set: ApplySet;
  /** Members that are to be deleted, in this order. */
  readonly removed: readonly ApplyObject[];
  /** Members that stay, since what goes with them does not come back. */
  readonly kept: readonly KeptMember[];
}

/** A member that is deleted only by its name. */
export interface KeptMember {
  readonly object: ApplyObject;
  /** What goes with it. */
  readonly why: string;
}

/** What takes data or other objects with it, by kind. */
const lossOf: Readonly<Record<string, string>> = {
  'CustomResourceDefinition.apiextensions.k8s.io': 'all objects of its kind',
  Namespace: 'all that is in it',
  PersistentVolume: 'its data',
  PersistentVolumeClaim: 'its data',
};

const shortNames: Readonly<Record<string, string>> = {
  crd: 'customresourcedefinition',
  ns: 'namespace',
  pv: 'persistentvolume',
  pvc: 'persistentvolumeclaim',
  sts: 'statefulset',
};

/**
 * Plans what is deleted: members of a set that are not applied any more. What takes data with it is not, unless it is named.
 *
 * @param allowed names of such objects, as `namespace/shop`
 * @throws an error where no member is among the objects: then the set is most likely that of another project
 */
export function planPrune(
  set: ApplySet,
  members: readonly ApplyObject[],
  objects: readonly ApplyObject[],
  allowed: readonly string[],
): PrunePlan {
  const applied = new Set(objects.map(memberKey));
  const isApplied = (member: ApplyObject): boolean =>
    applied.has(memberKey(member)) || applied.has(memberKey({ ...member, namespace: '' }));
  const gone = members.filter((member) => !isApplied(member));
  if (members.length > 0 && gone.length === members.length) {
    throw new Error(
      `none of the ${members.length} objects of the set ${set.name} is among those that are applied, as if it were the set of ` +
        `another project; name this one with --applyset, or delete ConfigMap ${set.namespace}/${set.name} to begin anew`,
    );
  }
  const names = new Set(allowed.map(normalized));
  const isNamed = ({ kind, namespace, name }: ApplyObject): boolean =>
    names.has(`${kind.toLowerCase()}/${name}`) || names.has(`${kind.toLowerCase()}/${namespace}/${name}`);
  const kept = gone.flatMap((object): KeptMember[] => {
    const why = lossOfObject(object);
    return why === undefined || isNamed(object) ? [] : [{ object, why }];
  });
  const removed = gone.filter((object) => !kept.some((each) => each.object === object));
  return { set, removed: [...removed].sort((a, b) => rank(a) - rank(b)), kept };
}

/** The plan as a text for people. @param isDone whether it has been carried out */
export function planText({ set, removed, kept }: PrunePlan): string {
  const list = removed.map((object) => `  - ${nameOf(object)}`);
  const keep = kept.map(
    ({ object, why }) => `  = ${nameOf(object)} stays: ${why} would go with it (--prune-allow ${allowance(object)})`,
  );
  const head =
    removed.length === 0
      ? `nothing of the set ${set.name} is to be deleted`
      : `of the set ${set.name}, ${removed.length} ${removed.length === 1 ? 'object is' : 'objects are'} no longer among the manifests`;
  return [head, ...list, ...keep].map(printable).join('\n');
}

/**
 * Checks a word of `--prune-allow`.
 *
 * @throws an error where it is not of the form kind/name
 */
export function checkAllowance(word: string): string {
  if (!/^[A-Za-z][\w.-]*\/[^/\s*]+(?:\/[^/\s*]+)?$/.test(word)) {
    throw new Error(`--prune-allow must be kind/name, as namespace/shop, got ${JSON.stringify(word)}`);
  }
  return word;
}

function lossOfObject(object: ApplyObject): string | undefined {
  const policy = fieldsOf(fieldsOf(object.manifest.spec).persistentVolumeClaimRetentionPolicy);
  return groupKind(object) === 'StatefulSet.apps' && policy.whenDeleted === 'Delete'
    ? 'its claims, with their data,'
    : lossOf[groupKind(object)];
}

function normalized(word: string): string {
  const [kind = '', ...rest] = word.split('/');
  const short = kind.toLowerCase().split('.')[0] ?? '';
  const singular = /^(namespace|persistentvolumeclaim|persistentvolume|customresourcedefinition|statefulset)s$/.exec(
    short,
  );
  return [shortNames[short] ?? singular?.[1] ?? short, ...rest].join('/');
}

function allowance({ kind, name }: ApplyObject): string {
  return `${kind.toLowerCase()}/${name}`;
}

/** Objects go before the definition of their kind and before their namespace. */
function rank({ kind }: ApplyObject): number {
  return kind === 'Namespace' ? 2 : kind === 'CustomResourceDefinition' ? 1 : 0;
}
