import type { ManifestObject } from '../../model/manifest-object';
import type { ManifestSet } from '../../model/manifest-set';
import { objectRule, type RuleContext } from '../../rule/rule';
import { nearest } from '../../../core/text/nearest';
import type { LabelSelector, ObjectMeta, Service } from '../../schema/wire-types';

/** What is read of a ServiceMonitor: foreign-shapes.ts gives it its types. */
interface ServiceMonitor {
  readonly metadata?: ObjectMeta;
  readonly spec?: {
    readonly selector?: LabelSelector;
    readonly namespaceSelector?: { readonly any?: boolean; readonly matchNames?: readonly string[] };
    readonly endpoints?: readonly { readonly port?: string }[];
  };
}

/** Finds ServiceMonitors that scrape nothing. */
export const serviceMonitorNoService = objectRule<ServiceMonitor>({
  id: 'ref/servicemonitor-no-service',
  summary: 'a ServiceMonitor that selects no Service, or a port that its Services do not have',
  kinds: ['ServiceMonitor.monitoring.coreos.com'],
  check(object, context) {
    const { set, report } = context;
    const { selector = {}, namespaceSelector: { any = false, matchNames = [] } = {} } = object.manifest.spec ?? {};
    if (set.externals.has('ServiceMonitor', object.namespace, object.name)) {
      return;
    }
    const namespaces = any ? namespacesOf(set) : matchNames.length > 0 ? matchNames : [object.namespace];
    const services = namespaces.flatMap((each) => set.servicesSelected(each, selector));
    if (services.length === 0) {
      const where = any ? 'any namespace' : `namespace ${namespaces.join(', ') || 'default'}`;
      report({
        path: ['spec', 'selector'],
        message: `no Service in ${where} has the labels that it selects`,
        fix: `write labels of the Service's metadata, which are not those of its selector`,
        certain: false,
      });
      return;
    }
    checkPorts(object, services, context);
  },
});

function checkPorts(
  { manifest }: ManifestObject<ServiceMonitor>,
  services: readonly ManifestObject<Service>[],
  { report }: RuleContext,
): void {
  const names = services.flatMap(({ manifest: { spec } }) => (spec?.ports ?? []).flatMap(({ name }) => name ?? []));
  for (const [index, { port = '' }] of (manifest.spec?.endpoints ?? []).entries()) {
    if (port !== '' && !names.includes(port)) {
      const near = nearest(port, names);
      report({
        path: ['spec', 'endpoints', index, 'port'],
        message: `no port of ${String(services[0])} is named '${port}'; it has ${names.join(', ') || 'no named port'}`,
        fix: near === undefined ? `write the name of a port of the Service, not its number` : `write ${near}`,
      });
    }
  }
}

const known = new WeakMap<ManifestSet, readonly string[]>();

/** The namespaces that hold a Service, found once a set. */
function namespacesOf(set: ManifestSet): readonly string[] {
  const found = known.get(set) ?? [...new Set(set.ofKind('Service').map(({ namespace }) => namespace))];
  known.set(set, found);
  return found;
}
