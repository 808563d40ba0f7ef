import type { ManifestObject } from '../model/manifest-object';
import type { ManifestSet } from '../model/manifest-set';
import type { Path } from '../formats/path';
import type { RuleReport } from '../rule/rule';
import { valuesAt } from '../model/values-at';
import { firstDifference } from './semantic-difference';
import type { Json } from './server-defaults';

const fix = 'apply a stage that only starts these pods, wait until they are ready, and then send requests to them';

/**
 * Finds requests that are sent to pods which did not run before: nothing answers them until these are ready.
 *
 * That is a Service that turns from pods that ran to others, and a share of a route that goes to a Service more. Pods that
 * neither set has a workload for are not known, and nothing is said of them.
 */
export function* ofStartedPods(
  old: ManifestObject,
  now: ManifestObject,
  before: ManifestSet,
  after: ManifestSet,
): Iterable<RuleReport> {
  if (now.groupKind === 'Service') {
    const [was, is] = [selectorOf(old), selectorOf(now)];
    if (was === undefined || is === undefined || firstDifference(was, is) === undefined) return;
    if (!runs(before, old.namespace, was) || runs(before, now.namespace, is)) return;
    const workload = firstWorkload(after, now.namespace, is);
    if (workload === undefined) return;
    const message = `the Service turns to the pods of ${String(workload)}, of which none ran before; nothing answers until they are ready`;
    yield { path: ['spec', 'selector'], message, fix };
    return;
  }
  const known = new Set(sharesOf(old).flatMap(({ names }) => names.map(([name]) => name)));
  for (const { names } of sharesOf(now)) {
    if (!names.some(([name]) => known.has(name))) continue;
    for (const [name, path] of names) {
      const service = known.has(name) ? undefined : after.find('Service', now.namespace, name);
      const selector = service === undefined ? undefined : selectorOf(service);
      if (selector === undefined || runs(before, now.namespace, selector)) continue;
      const workload = firstWorkload(after, now.namespace, selector);
      if (workload === undefined) continue;
      const message = `sends requests to the pods of ${String(workload)}, of which none ran before; nothing answers these until they are ready`;
      yield { path, message, fix };
    }
  }
}

type Selector = Readonly<Record<string, string>>;

function selectorOf({ manifest }: ManifestObject): Selector | undefined {
  const selector = ((manifest as Json).spec as Json | undefined)?.selector as Selector | undefined;
  return selector === undefined || Object.keys(selector).length === 0 ? undefined : selector;
}

/** Whether a set has pods of a selection, not only workloads that rest. */
function runs(set: ManifestSet, namespace: string, matchLabels: Selector): boolean {
  return set.podsSelected(namespace, { matchLabels }).some(({ object }) => {
    const spec = (object.manifest as Json).spec as Json | undefined;
    return spec?.replicas !== 0;
  });
}

function firstWorkload(set: ManifestSet, namespace: string, matchLabels: Selector): ManifestObject | undefined {
  return set.podsSelected(namespace, { matchLabels })[0]?.object;
}

/** Services between which the requests of one rule are shared out, each with its place. */
interface Shares {
  readonly names: readonly (readonly [name: string, path: Path])[];
}

/** Where the kinds of routes have their lists of Services. */
const lists: Readonly<Record<string, string>> = {
  'HTTPRoute.gateway.networking.k8s.io': 'spec.rules.*.backendRefs',
  'IngressRoute.traefik.io': 'spec.routes.*.services',
  'TraefikService.traefik.io': 'spec.weighted.services',
};

function sharesOf({ groupKind, manifest }: ManifestObject): readonly Shares[] {
  const path = lists[groupKind];
  if (path === undefined) return [];
  return valuesAt(manifest, path).map(([place, list]) => ({
    names: (Array.isArray(list) ? (list as readonly unknown[]) : []).flatMap((each, i) => {
      const { name, kind = 'Service', weight } = (each ?? {}) as Json;
      const counts = typeof name === 'string' && kind === 'Service' && weight !== 0;
      return counts ? [[name, [...place, i, 'name']] as const] : [];
    }),
  }));
}
