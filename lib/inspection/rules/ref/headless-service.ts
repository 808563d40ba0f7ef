import { hasLabels } from '../../model/label-selection';
import { objectRule } from '../../rule/rule';
import { nearest } from '../../../core/text/nearest';
import type { Service, StatefulSet } from '../../schema/wire-types';

/** Finds StatefulSets whose pods get no names of their own, for want of the Service that gives them. */
export const headlessService = objectRule<StatefulSet>({
  id: 'ref/headless-service',
  summary: 'a StatefulSet without a headless Service that selects its pods',
  kinds: ['StatefulSet.apps'],
  check({ namespace, pod, manifest: { spec = {} } }, { set, report }) {
    const { serviceName = '' } = spec;
    const path = ['spec', 'serviceName'];
    if (serviceName === '') {
      const fix = `add a Service with 'clusterIP: None' and write its name as serviceName`;
      report({ path, message: 'without serviceName the pods have no DNS names of their own', fix, certain: false });
      return;
    }
    const service = set.find<Service>('Service', namespace, serviceName);
    if (service === undefined) {
      if (!set.externals.has('Service', namespace, serviceName)) {
        const near = nearest(
          serviceName,
          set.ofKind('Service').flatMap((each) => (each.namespace === namespace ? [each.name] : [])),
        );
        const fix = near === undefined ? `add it, with 'clusterIP: None'` : `write ${near}`;
        report({ path, message: `Service '${serviceName}' is not among the manifests`, fix, certain: false });
      }
      return;
    }
    const { clusterIP, selector = {} } = service.manifest.spec ?? {};
    const keys = Object.keys(selector);
    if (pod !== undefined && keys.length > 0 && !hasLabels(pod.labels, selector)) {
      const message = `Service '${serviceName}' does not select the pods: they lack ${keys.map((key) => `${key}=${selector[key] ?? ''}`).join(', ')}`;
      report({ path, message, fix: 'name the Service whose selector fits the labels of the template' });
    } else if (clusterIP !== 'None') {
      const message = `Service '${serviceName}' is not headless, so the pods have no DNS names of their own`;
      report({ path, message, fix: `name a Service with 'clusterIP: None'`, certain: false });
    }
  },
});
