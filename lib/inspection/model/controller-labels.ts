import type { StatefulSet } from '../schema/wire-types';
import type { ManifestObject } from './manifest-object';

/** A label that stands in no template, because the controller, or the API server, adds it to each pod. */
export interface ControllerLabel {
  /** Whether a pod of this workload can get the value. */
  readonly allows: (value: string) => boolean;
  /** A value that one gets; undefined where it cannot be known before. */
  readonly example?: string;
}

const hash: ControllerLabel = { allows: (value) => /^[a-z0-9]+$/.test(value) };
const uid: ControllerLabel = { allows: (value) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value) };
const number: ControllerLabel = { allows: (value) => /^\d+$/.test(value), example: '0' };
const anything: ControllerLabel = { allows: () => true };

/** What the API server copies from the node to every pod that it binds (PodTopologyLabels, from Kubernetes 1.35 on). */
const ofNodes: Readonly<Record<string, ControllerLabel>> = {
  'topology.kubernetes.io/region': anything,
  'topology.kubernetes.io/zone': anything,
};

function ofStatefulSet(object: ManifestObject): Readonly<Record<string, ControllerLabel>> {
  const { ordinals, replicas } = (object.manifest as StatefulSet).spec ?? {};
  const start = ordinals?.start ?? 0;
  const isOrdinal = (text: string): boolean => /^(?:0|[1-9]\d*)$/.test(text) && Number(text) >= start;
  return {
    'statefulset.kubernetes.io/pod-name': {
      allows: (value) => value.startsWith(`${object.name}-`) && isOrdinal(value.slice(object.name.length + 1)),
      example: replicas === 0 ? undefined : `${object.name}-${start}`,
    },
    'apps.kubernetes.io/pod-index': { allows: isOrdinal, example: String(start) },
    'controller-revision-hash': { allows: (value) => value.startsWith(`${object.name}-`) },
  };
}

function ofJob(object: ManifestObject): Readonly<Record<string, ControllerLabel>> {
  // A CronJob's Jobs have its name and the minute in which they are due.
  const name: ControllerLabel =
    object.kind === 'CronJob'
      ? { allows: (value) => value.startsWith(`${object.name}-`) && /^\d+$/.test(value.slice(object.name.length + 1)) }
      : { allows: (value) => value === object.name, example: object.name };
  return {
    'job-name': name,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-completion-index': number,
  };
}

/**
 * The labels that each controller adds to its pods.
 *
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
const byKind: ReadonlyMap<string, (object: ManifestObject) => Readonly<Record<string, ControllerLabel>>> = new Map([
  ['Deployment.apps', () => ({ 'pod-template-hash': hash })],
  ['DaemonSet.apps', () => ({ 'controller-revision-hash': hash, 'pod-template-generation': number })],
  ['StatefulSet.apps', ofStatefulSet],
  ['Job.batch', ofJob],
  ['CronJob.batch', ofJob],
  ['Rollout.argoproj.io', () => ({ 'rollouts-pod-template-hash': hash })],
]);

/** All keys of labels that some controller adds. */
const keys: ReadonlySet<string> = new Set([
  ...Object.keys(ofNodes),
  ...['pod-template-hash', 'pod-template-generation', 'controller-revision-hash', 'rollouts-pod-template-hash'],
  ...['statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index', 'job-name', 'controller-uid'],
  ...['job-name', 'controller-uid', 'job-completion-index'].map((name) => `batch.kubernetes.io/${name}`),
]);

/** Whether some controller adds labels of a key, so that pods may have it whose template does not say so. */
export function isControllerLabel(key: string): boolean {
  return keys.has(key);
}

/** The label of a key that the pods of an object get from its controller; undefined where they get none. */
export function controllerLabel(object: ManifestObject, key: string): ControllerLabel | undefined {
  if (!keys.has(key)) {
    return undefined;
  }
  const own = byKind.get(object.groupKind)?.(object) ?? {};
  return Object.hasOwn(own, key) ? own[key] : ofNodes[key];
}
