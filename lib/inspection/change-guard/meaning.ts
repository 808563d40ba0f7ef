import { parseQuantity } from '../schema/quantity';
import { SchemaSet } from '../schema/schema-set';
import { kubernetesVersions } from '../schema/kubernetes-version';
import type { ObjectShape, Shape } from '../schema/shape';
import { defaultOf, without, type Json } from './server-defaults';

/** A scalar that several texts stand for, as `1000m` and `1`: what was written, and what all of them have in common. */
export class Meant {
  public constructor(
    public readonly written: unknown,
    public readonly meaning: string,
  ) {}

  /** What counts when values are compared as JSON. */
  public toJSON(): unknown {
    return { meaning: this.meaning };
  }
}

/** What was written, of a value and of all that it holds. */
export function written(value: unknown): unknown {
  if (value instanceof Meant) return value.written;
  if (Array.isArray(value)) return value.map(written);
  return isMap(value) ? mapValues(value, written) : value;
}

/**
 * A manifest as the API server understands it: without what it fills in, without what means the same as nothing, and without
 * what only a cluster writes; amounts and durations by their size.
 *
 * Of a custom resource only that is known which its schema says: nothing is filled in, and what is empty means itself.
 */
export function meaningOf(manifest: Json): Json {
  const { apiVersion, kind } = manifest;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return manifest;
  const known = schemas().find(apiVersion, kind);
  const shape = known?.shape ?? unknownObject;
  return ofObject(without(manifest, 'status'), shape, known?.knowledge === 'built-in') ?? {};
}

/** A part of a built-in object by the name of its definition, in the same way. */
export function meaningOfPart(value: unknown, definition: string): unknown {
  return isMap(value) ? (ofObject(value, schemas().definition(definition), true) ?? {}) : value;
}

/** The amount that two texts stand for is the same, where a name says that amounts are meant. */
export function sameAmount(before: unknown, after: unknown, holder: unknown): boolean {
  if (typeof holder !== 'string' || !amounts.has(holder)) return false;
  const amount = parseQuantity(before);
  return amount !== undefined && amount === parseQuantity(after);
}

/** Fields whose values are amounts, where a schema does not say it. */
const amounts: ReadonlySet<string> = new Set(['requests', 'limits', 'capacity', 'hard', 'overhead']);

const unknownObject: ObjectShape = { type: 'object', name: '', fields: new Map(), required: [], open: true };

function schemas(): SchemaSet {
  return SchemaSet.of(kubernetesVersions.at(-1) ?? '');
}

/** What only the API server and its controllers write into the metadata of an object. */
const ownedMetadata: ReadonlySet<string> = new Set([
  ...['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'selfLink', 'uid'],
]);

const ownedAnnotations =
  /^(?:kubectl\.kubernetes\.io\/last-applied-configuration|deployment\.kubernetes\.io\/revision|deprecated\.daemonset\.template\.generation|pv\.kubernetes\.io\/.*|volume\.(?:beta\.)?kubernetes\.io\/(?:storage-provisioner|selected-node))$/;

const ownedFinalizers = /^kubernetes(?:\.io\/pvc?-protection)?$/;

/** Objects of the API that mean nothing when they are empty; of all others the very presence may count, as of emptyDir. */
const nothingWhenEmpty: ReadonlySet<string> = new Set([
  'Affinity',
  'Capabilities',
  'ClaimResourceRequirements',
  'DaemonSetUpdateStrategy',
  'DeploymentStrategy',
  'HorizontalPodAutoscalerBehaviorV2',
  'HpaScalingRulesV2',
  'Lifecycle',
  'JobTemplateSpec',
  'LoadBalancerStatus',
  'NamespaceSpec',
  'NodeAffinity',
  'ObjectMeta',
  'PodAffinity',
  'PodAntiAffinity',
  'PodDnsConfig',
  'PodSecurityContext',
  'PodTemplateSpec',
  'ResourceRequirements',
  'RollingUpdateDaemonSet',
  'RollingUpdateDeployment',
  'RollingUpdateStatefulSetStrategy',
  'SecurityContext',
  'StatefulSetPersistentVolumeClaimRetentionPolicy',
  'StatefulSetUpdateStrategy',
  'VolumeResourceRequirements',
]);

/** Texts that mean something else than nothing when they are empty. */
const meantWhenEmpty: ReadonlySet<string> = new Set([
  ...['storageClassName', 'ingressClassName', 'volumeAttributesClassName', 'minAvailable', 'maxUnavailable'],
]);

/** An object of a definition; undefined where it says nothing. */
function ofObject(object: Json, shape: ObjectShape, builtIn: boolean): Json | undefined {
  const kept = Object.entries(object).flatMap(([key, value]): [string, unknown][] => {
    if (shape.name === 'ObjectMeta' && ownedMetadata.has(key)) return [];
    const field = shape.fields.get(key);
    const meaning = shape.name === 'ObjectMeta' ? ofMetadata(key, value) : ofValue(value, field, key, builtIn);
    if (meaning === undefined) return [];
    if (meaning === '' && builtIn && !meantWhenEmpty.has(key)) return [];
    const filledIn = builtIn ? defaultOf(shape.name, key, object) : undefined;
    return filledIn !== undefined && alike(value, filledIn) ? [] : [[key, meaning]];
  });
  return kept.length === 0 && builtIn && nothingWhenEmpty.has(shape.name) ? undefined : Object.fromEntries(kept);
}

function ofMetadata(key: string, value: unknown): unknown {
  if (key === 'annotations' && isMap(value)) {
    const own = Object.entries(value).filter(([name]) => !ownedAnnotations.test(name));
    return own.length === 0 ? undefined : Object.fromEntries(own);
  }
  if (key === 'finalizers' && Array.isArray(value)) {
    const own = value.filter((name) => typeof name !== 'string' || !ownedFinalizers.test(name));
    return own.length === 0 ? undefined : own;
  }
  return isEmpty(value) ? undefined : value;
}

/** A value of a shape, if one is known; undefined where it says nothing. */
function ofValue(value: unknown, shape: Shape | undefined, key: string, builtIn: boolean): unknown {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) {
    if (value.length === 0) return undefined;
    const item = shape?.type === 'list' ? shape.item : undefined;
    const items = value.map((each) => ofValue(each, item, key, builtIn) ?? (isMap(each) ? {} : (each as unknown)));
    // The order of these says nothing; the server writes them as they come.
    return key === 'policyTypes' || key === 'accessModes' ? [...items].sort() : items;
  }
  if (isMap(value)) {
    if (shape?.type === 'map') return ofMap(value, shape.item, key, builtIn);
    if (amounts.has(key) && shape?.type !== 'object') return ofMap(value, { type: 'quantity' }, key, builtIn);
    return ofObject(value, shape?.type === 'object' ? shape : unknownObject, builtIn && shape?.type === 'object');
  }
  return ofScalar(value, shape, builtIn);
}

function ofMap(map: Json, item: Shape, key: string, builtIn: boolean): Json | undefined {
  if (Object.keys(map).length === 0) return undefined;
  return mapValues(map, (each) => ofValue(each, item, key, builtIn) ?? each);
}

function ofScalar(value: unknown, shape: Shape | undefined, builtIn: boolean): unknown {
  if (shape?.type === 'quantity') {
    const amount = parseQuantity(value);
    return amount === undefined ? value : new Meant(value, `amount ${amount}`);
  }
  // The kinds of Kubernetes itself have no durations; those of others have them as Go writes them.
  const duration = builtIn ? undefined : seconds(value);
  return duration === undefined ? value : new Meant(value, `duration ${duration}`);
}

const units: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
  d: 86400,
};

/** A duration of Go, or of Prometheus, in seconds; undefined for what is none. */
function seconds(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h|d))+$/.test(value)) return undefined;
  let sum = 0;
  for (const [, number, unit = ''] of value.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d)/g)) {
    sum += Number(number) * (units[unit] ?? 0);
  }
  return sum;
}

function alike(value: unknown, filledIn: unknown): boolean {
  if (Array.isArray(value) && Array.isArray(filledIn)) {
    return value.length === filledIn.length && filledIn.every((each) => value.includes(each));
  }
  return isMap(value) ? isMap(filledIn) && Object.keys(value).length === 0 : value === filledIn;
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === null || value === undefined || value === '' || (isMap(value) && Object.keys(value).length === 0);
}

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Meant);
}

function mapValues(map: Json, change: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
