import { isAtLeast } from '../kubernetes-version';
import { parseQuantity } from '../quantity';
import type { Report } from './ask';
import { podAnnotations } from './metadata-relations';
import {
  all,
  asFields,
  has,
  itemsOf,
  objectOf,
  objectsOf,
  textOf,
  union,
  type Fields,
  type Relation,
} from './relation';

/** A profile of AppArmor: its file is for the type Localhost alone. */
const appArmorProfile: Relation = (profile, report) => {
  const type = textOf(profile, 'type');
  const file = textOf(profile, 'localhostProfile');
  if (type === 'Localhost' && file.trim() === '') {
    const message = 'a profile of type Localhost needs localhostProfile, got none';
    report('api/field-conflict', ['localhostProfile'], message, 'name the profile that the node has');
  } else if (type !== 'Localhost' && type !== '' && has(profile, 'localhostProfile')) {
    const message = `localhostProfile is for the type Localhost alone, got it with ${type}`;
    report('api/field-conflict', ['localhostProfile'], message, 'remove it, or write type: Localhost');
  } else if (file !== file.trim()) {
    report('api/field-format', ['localhostProfile'], 'must not begin or end with a blank', 'remove the blanks', file);
  }
};

/** The claims that containers use are those of the pod. */
const resourceClaims: Relation = (spec, report) => {
  const names = new Set(objectsOf(spec, 'resourceClaims').map((claim) => textOf(claim, 'name')));
  for (const list of ['containers', 'initContainers']) {
    objectsOf(spec, list).forEach((container, index) => {
      const seen = new Set<string>();
      objectsOf(objectOf(container, 'resources'), 'claims').forEach((claim, place) => {
        const name = textOf(claim, 'name');
        const request = textOf(claim, 'request');
        const path = [list, index, 'resources', 'claims', place];
        if (name !== '' && !names.has(name)) {
          const known = names.size === 0 ? 'which has none' : `one of ${[...names].join(', ')}`;
          report('api/field-conflict', path, `must name a claim of the pod's resourceClaims, ${known}`, 'add it', name);
        } else if (seen.has(`${name} ${request}`) || seen.has(`${name} `) || (request === '' && seenOf(seen, name))) {
          report('api/duplicate-entry', path, 'the claim stands here twice', 'remove one of the two', name);
        }
        seen.add(`${name} ${request}`);
      });
    });
  }
};

function seenOf(seen: ReadonlySet<string>, name: string): boolean {
  return [...seen].some((each) => each.startsWith(`${name} `));
}

/** Windows containers that are processes of the host: all of a pod or none, in the network of the host. */
const hostProcess: Relation = (spec, report) => {
  const ofPod = hostProcessOf(spec);
  const containers = ['containers', 'initContainers'].flatMap((list) =>
    objectsOf(spec, list).map((each, index) => [[list, index], hostProcessOf(each)] as const),
  );
  const isSet = ofPod === true || containers.some(([, own]) => own === true);
  if (!isSet) {
    return;
  }
  for (const [path, own] of containers) {
    const at = [...path, 'securityContext', 'windowsOptions', 'hostProcess'];
    if (ofPod !== undefined && own !== undefined && own !== ofPod) {
      report('api/field-conflict', at, `hostProcess must be that of the pod, ${ofPod}`, 'remove it', own);
    } else if (ofPod === undefined && own !== true) {
      report('api/field-conflict', at, 'all containers must be processes of the host, or none', 'write true in all');
    }
  }
  if (spec.hostNetwork !== true) {
    const message = 'hostNetwork must be true for a pod with hostProcess containers';
    report('api/field-conflict', ['hostNetwork'], message, 'write hostNetwork: true');
  }
};

function hostProcessOf(holder: Fields): boolean | undefined {
  const own = objectOf(objectOf(holder, 'securityContext'), 'windowsOptions')?.hostProcess;
  return typeof own === 'boolean' ? own : undefined;
}

const ofPodLevel = /^(cpu|memory|hugepages-.+)$/;

/** The resources of a pod as a whole, which its containers share. */
const podResources: Relation = (spec, report, { version }) => {
  const resources = objectOf(spec, 'resources');
  if (resources === undefined || !isAtLeast(version, '1.34')) {
    return;
  }
  if (objectsOf(resources, 'claims').length > 0) {
    report('api/field-conflict', ['resources', 'claims'], 'a pod as a whole has no claims', 'move them to a container');
  }
  for (const list of ['requests', 'limits']) {
    for (const [name, amount] of Object.entries(objectOf(resources, list) ?? {})) {
      if (!ofPodLevel.test(name)) {
        const message = `a pod as a whole has cpu, memory and hugepages alone, got '${name}'`;
        report('api/field-conflict', ['resources', list, name], message, 'move it to a container');
      } else {
        ofAmount(spec, list, name, parseQuantity(amount) ?? 0, report);
      }
    }
  }
};

function ofAmount(spec: Fields, list: string, name: string, amount: number, report: Report): void {
  const path = ['resources', list, name];
  const resources = objectOf(spec, 'resources');
  const limit = parseQuantity(objectOf(resources, 'limits')?.[name]);
  const containers = objectsOf(spec, 'containers');
  const sum = containers.reduce((total, each) => total + amountOf(each, 'requests', name), 0);
  if (amount < 0) {
    report('api/field-range', path, 'must be 0 or more', 'raise it', amount);
  } else if (list === 'requests' && limit !== undefined && amount > limit * (1 + 1e-12)) {
    report('api/field-conflict', path, `must be at most the limit of ${name}, ${limit}`, 'raise the limit', amount);
  } else if (list === 'requests' && amount < sum * (1 - 1e-12)) {
    report(
      'api/field-conflict',
      path,
      `must be at least what the containers request together, ${sum}`,
      'raise it',
      amount,
    );
  }
  containers.forEach((container, index) => {
    if (list === 'limits' && amountOf(container, 'limits', name) > amount * (1 + 1e-12)) {
      const at = ['containers', index, 'resources', 'limits', name];
      const own = amountOf(container, 'limits', name);
      report('api/field-conflict', at, `must be at most the limit of the pod, ${amount}`, `raise the pod's`, own);
    }
  });
}

function amountOf(container: Fields, list: string, name: string): number {
  const resources = objectOf(container, 'resources');
  const own =
    objectOf(resources, list)?.[name] !== undefined || list === 'limits'
      ? objectOf(resources, list)?.[name]
      : objectOf(resources, 'limits')?.[name];
  return parseQuantity(own) ?? 0;
}

/** Debug containers are added to a pod that runs. */
const noEphemeral: Relation = (spec, report) => {
  if (objectsOf(spec, 'ephemeralContainers').length > 0) {
    const message = 'an ephemeral container cannot stand in a manifest';
    report('api/field-conflict', ['ephemeralContainers'], message, 'add it with kubectl debug to the pod that runs');
  }
};

/** A pod that waits for its gates is on no node yet. */
const gatesBeforeNode: Relation = (pod, report) => {
  const spec = asFields(pod.spec);
  if (objectsOf(spec, 'schedulingGates').length > 0 && textOf(spec, 'nodeName') !== '') {
    const message = 'nodeName must not be set where there are scheduling gates';
    report('api/field-conflict', ['spec', 'nodeName'], message, 'remove it, or the gates');
  }
};

/** Every pod comes by here, and few have what these relations are about. */
const podSpec: Relation = (spec, report, place) => {
  let fields = '';
  for (let list = 0; list < lists.length; list += 1) {
    const containers = itemsOf(spec, lists[list] ?? '');
    for (let index = 0; index < containers.length; index += 1) {
      const container = asFields(containers[index]);
      fields += has(objectOf(container, 'resources'), 'claims') ? 'claims ' : '';
      fields += has(objectOf(container, 'securityContext'), 'windowsOptions') ? 'windows ' : '';
    }
  }
  if (fields.includes('claims')) {
    resourceClaims(spec, report, place);
  }
  if (fields.includes('windows') || has(objectOf(spec, 'securityContext'), 'windowsOptions')) {
    hostProcess(spec, report, place);
  }
  if (has(spec, 'resources')) {
    podResources(spec, report, place);
  }
  if (has(spec, 'ephemeralContainers')) {
    noEphemeral(spec, report, place);
  }
};

const lists = ['containers', 'initContainers'];

/** The relations of pods and what is in them, by definition. */
export const podRelations: Readonly<Record<string, Relation>> = {
  apparmorprofile: appArmorProfile,
  claimsource: union(['resourceClaimName', 'resourceClaimTemplateName'], 1),
  pod: all(podAnnotations, gatesBeforeNode),
  podresourceclaim: (claim, report, place) => {
    if (!has(claim, 'source')) {
      union(['resourceClaimName', 'resourceClaimTemplateName'], 1)(claim, report, place);
    }
  },
  podspec: podSpec,
  podtemplatespec: podAnnotations,
};
