import { containerRule } from '../../rule/rule';
import { isAtLeast } from '../../schema/kubernetes-version';

const probes = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/** Finds fields that a container of its kind cannot have. */
export const initContainerField = containerRule({
  id: 'api/init-container-field',
  summary: 'a field that the API server refuses on an init container, or an ephemeral container in a manifest',
  check({ container, role, label, at, pod }, { version, report }) {
    if (role === 'init') {
      const sidecars = isAtLeast(version, '1.29') ? ', or make it a sidecar with restartPolicy: Always' : '';
      for (const key of probes.filter((each) => container[each] !== undefined)) {
        const message = `the init container '${label}' runs to its end and may have no ${key}`;
        report({ path: at(key), message, fix: `remove it${sidecars}` });
      }
      if ((container.resizePolicy ?? []).length > 0) {
        const message = `the init container '${label}' may have no resizePolicy`;
        report({ path: at('resizePolicy'), message, fix: 'remove it' });
      }
    }
    if (role === 'ephemeral' && container === pod.spec.ephemeralContainers?.[0]) {
      const message = 'ephemeral containers are added to a running pod, with kubectl debug, and never made with it';
      report({ path: pod.at('ephemeralContainers'), message, fix: 'remove them' });
    }
    const { restartPolicy } = container;
    if (restartPolicy !== undefined && !isAtLeast(version, '1.34') && (role === 'main' || role === 'init')) {
      const message = `the restartPolicy of a container may be Always, of an init container alone; got '${restartPolicy}'`;
      report({ path: at('restartPolicy'), message, fix: 'remove it, or set that of the pod' });
    }
  },
});
