import { asFields, has, objectsOf, textOf, type Fields, type Relation } from './relation';

/** What an owner is named by, each of which must be filled. */
const ofOwners = ['apiVersion', 'kind', 'name', 'uid'];

/** The metadata of an object itself; that of a template is checked when the object is made from it. */
export const objectMeta: Relation = (object, report, { depth }) => {
  if (depth !== 1 || !has(object, 'ownerReferences')) {
    return;
  }
  const owners = objectsOf(object, 'ownerReferences');
  owners.forEach((owner, index) => {
    const path = ['ownerReferences', index];
    for (const field of ofOwners.filter((each) => has(owner, each) && textOf(owner, each) === '')) {
      report('api/empty-value', [...path, field], 'must not be an empty text', `name the owner's ${field}`);
    }
    if (textOf(owner, 'apiVersion').split('/').length > 2 || textOf(owner, 'apiVersion').endsWith('/')) {
      const value = textOf(owner, 'apiVersion');
      report(
        'api/field-format',
        [...path, 'apiVersion'],
        'must be a group and a version',
        `write it as 'apps/v1'`,
        value,
      );
    }
    if (textOf(owner, 'kind') === 'Event' && textOf(owner, 'apiVersion') === 'v1') {
      report('api/field-conflict', [...path, 'kind'], 'an Event can own nothing', 'name another owner');
    }
  });
  const controllers = owners.flatMap(({ controller }, index) => (controller === true ? [index] : []));
  if (controllers.length > 1) {
    const path = ['ownerReferences', controllers[1] ?? 0, 'controller'];
    report('api/field-conflict', path, 'one owner alone may be the controller', `remove 'controller' from the others`);
  }
};

/** Annotations that the API server reads in the metadata of a pod, by what their keys begin with. */
const appArmor = 'container.apparmor.security.beta.kubernetes.io/';
const seccomp = ['seccomp.security.alpha.kubernetes.io/pod', 'container.seccomp.security.alpha.kubernetes.io/'];
const deletionCost = 'controller.kubernetes.io/pod-deletion-cost';

/** The annotations of a pod, or of the template of one. */
export const podAnnotations: Relation = (pod, report) => {
  const annotations = asFields(asFields(pod.metadata).annotations);
  const spec = asFields(pod.spec);
  for (const key of Object.keys(annotations)) {
    const value = textOf(annotations, key);
    const path = ['metadata', 'annotations', key];
    if (key.startsWith(appArmor)) {
      if (!containersOf(spec).some((each) => textOf(each, 'name') === key.slice(appArmor.length))) {
        report(
          'api/field-conflict',
          path,
          'must name a container of the pod',
          'correct the name behind the slash',
          key,
        );
      }
      if (!/^(|runtime\/default|unconfined|localhost\/.*)$/.test(value)) {
        report(
          'api/field-format',
          path,
          'must be runtime/default, unconfined or localhost/<profile>',
          'correct it',
          value,
        );
      }
    } else if (seccomp.some((start) => key.startsWith(start))) {
      if (!/^(runtime\/default|docker\/default|unconfined|localhost\/(?!\/)(?!.*\.\.).+)$/.test(value)) {
        report('api/field-format', path, 'must be a seccomp profile', `write securityContext.seccompProfile`, value);
      }
    } else if (key === deletionCost && !/^(0|-?[1-9]\d{0,9})$/.test(value)) {
      report('api/field-format', path, 'must be a whole number of 32 bits', 'correct it', value);
    }
  }
};

/** All containers of a pod. */
export function containersOf(spec: Fields): readonly Fields[] {
  return ['containers', 'initContainers', 'ephemeralContainers'].flatMap((list) => objectsOf(spec, list));
}
