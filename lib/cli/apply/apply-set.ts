import { createHash } from 'node:crypto';
import { fieldsOf, objectsOf, resourceName, type ApplyObject } from './apply-object';
import type { Kubectl } from './kubectl';
import { readYaml } from '../../inspection';

/**
 * What was applied together, as the cluster remembers it: an object that names the kinds and namespaces, and a label on each
 * member. A member is found by its label, so that nothing is ever taken for one that was not applied as one.
 *
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-cli/3659-kubectl-apply-prune
 */
export interface ApplySet {
  /** Name of the ConfigMap that stands for it. */
  readonly name: string;
  readonly namespace: string;
  /** The value of the label of its members. */
  readonly id: string;
  /** Kinds of its members, as `Deployment.apps`. */
  readonly kinds: readonly string[];
  /** Namespaces of its members. */
  readonly namespaces: readonly string[];
}

const prefix = 'applyset.kubernetes.io';
const labels = { id: `${prefix}/id`, partOf: `${prefix}/part-of` } as const;
const annotations = {
  tooling: `${prefix}/tooling`,
  kinds: `${prefix}/contains-group-kinds`,
  namespaces: `${prefix}/additional-namespaces`,
} as const;

/** Who keeps a set: no other tool touches one that it does not keep. */
const tooling = 'drydock/v1';

/** A name for a set where the user gives none: the project, and what of it is applied. */
export function setName(project: string, paths: readonly string[]): string {
  const words = ['drydock', project, ...paths].join('-').toLowerCase();
  return words
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 200)
    .replace(/^-+|-+$/g, '');
}

/** The namespace that kubectl takes where a manifest names none. */
export async function currentNamespace(kubectl: Kubectl): Promise<string> {
  const { code, stdout } = await kubectl({ words: ['config', 'view', '--minify', '--output=jsonpath={..namespace}'] });
  const [namespace = ''] = code === 0 ? stdout.trim().split(/\s+/) : [];
  return namespace === '' ? 'default' : namespace;
}

/**
 * Reads a set from the cluster; one that is not there yet has no members.
 *
 * @throws an error where the object is there and stands for no set of this tool
 */
export async function readApplySet(kubectl: Kubectl, name: string, namespace: string): Promise<ApplySet> {
  const words = ['get', `configmap/${name}`, `--namespace=${namespace}`, '--ignore-not-found', '--output=json'];
  const text = await read(kubectl, words);
  const id = idOf(name, namespace);
  if (text.trim() === '') return { name, namespace, id, kinds: [], namespaces: [] };
  const { metadata } = fieldsOf(JSON.parse(text));
  const held = fieldsOf(fieldsOf(metadata).annotations);
  if (fieldsOf(fieldsOf(metadata).labels)[labels.id] !== id || held[annotations.tooling] !== tooling) {
    throw new Error(`ConfigMap ${namespace}/${name} is no set that drydock keeps; choose another name with --applyset`);
  }
  return {
    name,
    namespace,
    id,
    kinds: listOf(held[annotations.kinds]),
    namespaces: listOf(held[annotations.namespaces]),
  };
}

/** Has the cluster remember the kinds and namespaces of a set: before its members are applied, and when some are gone. */
export async function writeApplySet(kubectl: Kubectl, set: ApplySet): Promise<void> {
  const { name, namespace, id, kinds, namespaces } = set;
  const manifest = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name,
      namespace,
      labels: { [labels.id]: id },
      annotations: {
        [annotations.tooling]: tooling,
        [annotations.kinds]: [...kinds].sort().join(','),
        [annotations.namespaces]: namespaces
          .filter((each) => each !== namespace)
          .sort()
          .join(','),
      },
    },
  };
  const words = ['apply', '--server-side', '--force-conflicts', '--field-manager=drydock', '--filename=-'];
  await read(kubectl, words, JSON.stringify(manifest));
}

/** A set together with the kinds and namespaces of some objects. @param current the namespace of those that name none */
export function withObjects(set: ApplySet, objects: readonly ApplyObject[], current: string): ApplySet {
  return {
    ...set,
    kinds: [...new Set([...set.kinds, ...objects.map(groupKind)])],
    namespaces: [...new Set([...set.namespaces, ...objects.map(({ namespace }) => namespace || current)])],
  };
}

/** The members of a set that are in the cluster, but for those that go already, or that another object owns. */
export async function membersOf(kubectl: Kubectl, set: ApplySet): Promise<readonly ApplyObject[]> {
  const members = new Map<string, ApplyObject>();
  let kinds = set.kinds;
  for (const namespace of new Set([set.namespace, ...set.namespaces])) {
    for (let done = false; !done && kinds.length > 0;) {
      const types = kinds.map((kind) => kind.toLowerCase()).join(',');
      const selector = `--selector=${labels.partOf}=${set.id}`;
      const words = ['get', types, `--namespace=${namespace}`, selector, '--ignore-not-found', '--output=json'];
      const { code, stdout, stderr } = await kubectl({ words });
      const unknown = /doesn't have a resource type "([^"]+)"/.exec(stderr)?.[1];
      const served = kinds.filter(
        (kind) => unknown === undefined || kind.toLowerCase().split('.')[0] !== unknown.split('.')[0],
      );
      done = code === 0;
      if (!done && served.length === kinds.length) throw new Error(`kubectl cannot list the set: ${stderr.trim()}`);
      kinds = served;
      for (const object of done ? objectsOf(readYaml(stdout).sources, () => 'the cluster') : []) {
        const metadata = fieldsOf(object.manifest.metadata);
        if (metadata.deletionTimestamp === undefined && metadata.ownerReferences === undefined) {
          members.set(memberKey(object), object);
        }
      }
    }
  }
  return [...members.values()];
}

/**
 * Makes objects that were applied members of a set. The label is no part of what was applied, so that to apply without a set
 * does not take it away.
 *
 * @returns what kubectl says of those that are members of another set
 */
export async function joinSet(
  kubectl: Kubectl,
  set: ApplySet,
  objects: readonly ApplyObject[],
): Promise<string | undefined> {
  if (objects.length === 0) return undefined;
  const items = objects.map(({ apiVersion, kind, name, namespace }) => ({
    apiVersion,
    kind,
    metadata: namespace === '' ? { name } : { name, namespace },
  }));
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  const { code, stderr } = await kubectl({ words: ['label', '--filename=-', `${labels.partOf}=${set.id}`], input });
  return code === 0 ? undefined : stderr.trim();
}

/** Deletes an object of the cluster. @returns what kubectl says where it cannot */
export async function deleteObject(kubectl: Kubectl, object: ApplyObject): Promise<string | undefined> {
  const place = object.namespace === '' ? [] : [`--namespace=${object.namespace}`];
  const words = ['delete', resourceName(object), ...place, '--ignore-not-found', '--wait=false'];
  const { code, stderr } = await kubectl({ words });
  return code === 0 ? undefined : stderr.trim();
}

/** An object's kind with its group: `Deployment.apps`. */
export function groupKind({ kind, group }: ApplyObject): string {
  return group === '' ? kind : `${kind}.${group}`;
}

/** What tells two objects of a cluster apart. */
export function memberKey(object: ApplyObject): string {
  return JSON.stringify([groupKind(object), object.namespace, object.name]);
}

function idOf(name: string, namespace: string): string {
  const hash = createHash('sha256').update(`${name}.${namespace}.ConfigMap.`).digest('base64url');
  return `applyset-${hash}-v1`;
}

function listOf(value: unknown): readonly string[] {
  return typeof value === 'string' ? value.split(',').filter((each) => each !== '') : [];
}

async function read(kubectl: Kubectl, words: readonly string[], input?: string): Promise<string> {
  const { code, stdout, stderr } = await kubectl({ words, ...(input === undefined ? {} : { input }) });
  if (code !== 0) throw new Error(`kubectl ${words.slice(0, 2).join(' ')} fails: ${stderr.trim()}`);
  return stdout;
}
