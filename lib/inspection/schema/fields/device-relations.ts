import type { Path } from '../../formats/path';
import { parseQuantity } from '../quantity';
import type { Report } from './ask';
import {
  asFields,
  has,
  itemsOf,
  numberOf,
  objectOf,
  objectsOf,
  textOf,
  textsOf,
  union,
  type Fields,
  type Relation,
} from './relation';

/** The names that a claim gives its requests: those of subrequests behind the request and a slash. */
function requestsOf(claim: Fields): ReadonlySet<string> {
  const names = objectsOf(claim, 'requests').flatMap((request) => {
    const name = textOf(request, 'name');
    return [name, ...objectsOf(request, 'firstAvailable').map((each) => `${name}/${textOf(each, 'name')}`)];
  });
  return new Set(names);
}

/** What constraints and configurations name are requests of the claim. */
const deviceClaim: Relation = (claim, report) => {
  const names = requestsOf(claim);
  for (const list of ['constraints', 'config']) {
    objectsOf(claim, list).forEach((each, index) => {
      textsOf(each, 'requests').forEach((name, place) => {
        if (!names.has(name)) {
          const path = [list, index, 'requests', place];
          const known = [...names].join(', ');
          report(
            'api/field-conflict',
            path,
            `must name a request of the claim, one of ${known}`,
            'correct the name',
            name,
          );
        }
      });
    });
  }
};

/** A request of one device, or of the first that is there. */
const deviceRequest: Relation = (request, report, place) => {
  const isFlat = has(request, 'deviceClassName');
  if (isFlat) {
    allocation(request, report, place);
  }
  const given = ['exactly', 'firstAvailable', 'deviceClassName'].filter((field) =>
    field === 'firstAvailable' ? itemsOf(request, field).length > 0 : has(request, field),
  );
  if (given.length !== 1) {
    const got = given.length === 0 ? 'none' : given.join(' and ');
    report('api/union', [], `there must be one of exactly and firstAvailable, got ${got}`, 'give one of the two');
  }
};

/** How many devices: all, or an exact number. */
const allocation: Relation = (request, report) => {
  const mode = textOf(request, 'allocationMode');
  const count = numberOf(request, 'count');
  if (mode === 'All' && count !== undefined && count !== 0) {
    report('api/field-conflict', ['count'], 'all devices are no number of them', 'remove it', count);
  } else if (mode !== 'All' && count !== undefined && count < 0) {
    report('api/field-range', ['count'], 'must be 1 or more', 'raise it', count);
  }
};

const toleration: Relation = (object, report) => {
  const [operator, value] = ['operator', 'value'].map((field) => textOf(object, field));
  if (operator === 'Exists' && value !== '') {
    report('api/field-conflict', ['value'], 'must be empty beside the operator Exists', 'remove it', value);
  }
};

/** Devices of one node, of some or of all. */
const resourceSlice: Relation = (spec, report) => {
  const fields = ['nodeName', 'nodeSelector', 'allNodes', 'perDeviceNodeSelection'];
  const given = fields.filter((field) => has(spec, field));
  if (given.length !== 1) {
    const got = given.length === 0 ? 'none' : given.join(' and ');
    report('api/union', [], `there must be one of ${fields.join(', ')}, got ${got}`, 'keep one');
  }
  for (const field of ['allNodes', 'perDeviceNodeSelection']) {
    if (spec[field] === false) {
      report('api/field-conflict', [field], 'must be true where it is there', 'remove it', false);
    }
  }
  const terms = objectOf(spec, 'nodeSelector');
  if (terms !== undefined && itemsOf(terms, 'nodeSelectorTerms').length > 1) {
    const path = ['nodeSelector', 'nodeSelectorTerms'];
    report('api/field-range', path, 'there must be one term', 'make a slice of each');
  }
  if (has(spec, 'sharedCounters') && has(spec, 'devices')) {
    report('api/union', ['devices'], 'there may be sharedCounters or devices, got both', 'make a slice of each');
  }
  const names = new Set<string>();
  objectsOf(spec, 'devices').forEach((device, index) => {
    const name = textOf(device, 'name');
    if (names.has(name)) {
      report('api/duplicate-entry', ['devices', index], 'the device stands here twice', 'give each its own name', name);
    }
    names.add(name);
    ofDevice(asFields(device.basic ?? device), ['devices', index], spec.perDeviceNodeSelection === true, report);
  });
};

function ofDevice(device: Fields, path: Path, isPerDevice: boolean, report: Report): void {
  const given = ['nodeName', 'nodeSelector', 'allNodes'].filter((field) => has(device, field));
  if (isPerDevice !== given.length > 0 || given.length > 1) {
    const message = isPerDevice
      ? `there must be one of nodeName, nodeSelector and allNodes, got ${given.length}`
      : `${given.join(', ')} needs perDeviceNodeSelection in the slice`;
    report('api/union', path, message, isPerDevice ? 'give one' : 'remove it, or write perDeviceNodeSelection: true');
  }
  const [good, bad] = [textsOf(device, 'bindingConditions'), textsOf(device, 'bindingFailureConditions')];
  if (good.length > 0 !== bad.length > 0) {
    const field = good.length > 0 ? 'bindingFailureConditions' : 'bindingConditions';
    report('api/field-conflict', [...path, field], 'there must be conditions for success and for failure', 'add them');
  }
  good.forEach((condition, index) => {
    if (bad.includes(condition)) {
      const at = [...path, 'bindingFailureConditions', bad.indexOf(condition)];
      report('api/field-conflict', at, 'is a condition for success, too', 'remove one of the two', good[index]);
    }
  });
  for (const [name, value] of Object.entries(asFields(device.capacity))) {
    if (has(asFields(value), 'requestPolicy') && device.allowMultipleAllocations !== true) {
      const message = 'needs allowMultipleAllocations in the device';
      report(
        'api/field-conflict',
        [...path, 'capacity', name, 'requestPolicy'],
        message,
        'write it, or remove the policy',
      );
    }
  }
}

/** What may be asked for of a capacity, and what is given where nothing is asked for. */
const deviceCapacity: Relation = (capacity, report) => {
  const policy = objectOf(capacity, 'requestPolicy');
  const range = objectOf(policy, 'validRange');
  const values = itemsOf(policy, 'validValues');
  const most = parseQuantity(capacity.value) ?? Infinity;
  const usual = parseQuantity(policy?.default);
  if (policy === undefined || (range === undefined && values.length === 0)) {
    return;
  }
  if (range !== undefined && values.length > 0) {
    report(
      'api/union',
      ['requestPolicy', 'validRange'],
      'there may be validValues or validRange, got both',
      'keep one',
    );
  } else if (usual === undefined) {
    report('api/empty-value', ['requestPolicy', 'default'], 'must be given beside validValues or validRange', 'add it');
  } else if (range !== undefined) {
    ofRange(range, usual, most, report);
  } else {
    const numbers = values.map((each) => parseQuantity(each) ?? 0);
    numbers.forEach((number, index) => {
      const path = ['requestPolicy', 'validValues', index];
      if (number > most || (index > 0 && number <= (numbers[index - 1] ?? 0))) {
        report(
          'api/field-conflict',
          path,
          `must be more than the one before it, and at most ${most}`,
          'order them',
          number,
        );
      }
    });
    if (!numbers.includes(usual)) {
      report('api/field-conflict', ['requestPolicy', 'default'], 'must be one of validValues', 'correct it', usual);
    }
  }
};

function ofRange(range: Fields, usual: number, capacity: number, report: Report): void {
  const least = parseQuantity(range.min) ?? 0;
  const most = parseQuantity(range.max) ?? capacity;
  const step = parseQuantity(range.step);
  const path = ['requestPolicy', 'validRange'];
  if (least > most || most > capacity) {
    report('api/field-conflict', path, `must be ascending, and at most the capacity, ${capacity}`, 'correct it');
  } else if (usual < least || usual > most) {
    report('api/field-conflict', ['requestPolicy', 'default'], 'must be within validRange', 'correct it', usual);
  } else if (
    step !== undefined &&
    (step <= 0 ||
      least + step > capacity ||
      (usual - least) % step !== 0 ||
      (has(range, 'max') && (most - least) % step !== 0))
  ) {
    const message = 'must be more than 0, and lead from min to the default and to max';
    report('api/field-conflict', [...path, 'step'], message, 'correct it', step);
  }
}

const operations: Relation = (spec, report) => {
  const skipped = textsOf(spec, 'skipNodeOperations');
  const isAll = skipped.includes('*') || skipped.includes('NodeUnprepareResources');
  if (skipped.includes('NodePrepareResources') && !isAll) {
    report('api/field-conflict', ['skipNodeOperations'], 'must skip NodeUnprepareResources, too', 'add it');
  }
};

/** One thing of a capacity at the node that a device stands for. */
const nodeAllocatable: Relation = (resource, report) => {
  if (!has(resource, 'mapping') && !has(resource, 'overhead')) {
    report('api/union', [], 'there must be mapping or overhead, got none', 'add one');
  }
  const mapping = objectOf(resource, 'mapping');
  if (mapping !== undefined && has(mapping, 'capacityKey') !== has(mapping, 'capacityMultiplier')) {
    report('api/union', ['mapping'], 'there must be both capacityKey and capacityMultiplier, or none', 'add the other');
  }
};

/** The relations of devices and of the claims to them, by definition. */
export const deviceRelations: Readonly<Record<string, Relation>> = {
  deviceattribute: union(['bool', 'int', 'string', 'version', 'bools', 'ints', 'strings', 'versions'], 1),
  devicecapacity: deviceCapacity,
  deviceclaim: deviceClaim,
  deviceclaimconfiguration: union(['opaque'], 1),
  deviceclassconfiguration: union(['opaque'], 1),
  deviceconstraint: union(['matchAttribute', 'distinctAttribute'], 1),
  devicerequest: deviceRequest,
  deviceselector: union(['cel'], 1),
  devicesubrequest: allocation,
  devicetoleration: toleration,
  exactdevicerequest: allocation,
  nodeallocatableresource: nodeAllocatable,
  resourceslicespec: (spec, report, place) => {
    resourceSlice(spec, report, place);
    operations(spec, report, place);
  },
};
