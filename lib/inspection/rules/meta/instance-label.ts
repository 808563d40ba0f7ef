import { podKinds } from '../../model/pod';
import { objectRule } from '../../rule/rule';

const key = 'app.kubernetes.io/instance';

/** Finds workloads whose instance is not their name. */
export const instanceLabel = objectRule({
  id: 'meta/instance-label',
  summary: 'a workload whose label app.kubernetes.io/instance is not its name',
  kinds: podKinds,
  check({ name, labels }, { report }) {
    const instance = Object.hasOwn(labels, key) ? labels[key] : undefined;
    if (name !== '' && instance !== name) {
      const message = `${key} should be the name, '${name}', got ${instance === undefined ? 'none' : `'${instance}'`}`;
      report({ path: ['metadata', 'labels', key], message, fix: `write ${key}: ${name}` });
    }
  },
});
