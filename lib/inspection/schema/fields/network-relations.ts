import { isAddress, specialAddress, textForms } from './text-forms';
import type { Report } from './ask';
import { asFields, has, itemsOf, numberOf, objectOf, objectsOf, textOf, textsOf, type Relation } from './relation';
import { ambiguity } from '../../formats/ip-address';
import type { Path } from '../../formats/path';
import { isAtLeast } from '../kubernetes-version';

/** A part of the network: its addresses are of the family that it says. */
const endpointSlice: Relation = (slice, report, { version }) => {
  const type = textOf(slice, 'addressType');
  objectsOf(slice, 'endpoints').forEach((endpoint, index) => {
    textsOf(endpoint, 'addresses').forEach((address, place) => {
      const path = ['endpoints', index, 'addresses', place];
      if (type === 'FQDN') {
        ofDomain(address, path, report);
      } else if (type === 'IPv4' || type === 'IPv6') {
        ofAddress(address, path, report, version, type);
      }
    });
  });
  const names = new Set<string>();
  objectsOf(slice, 'ports').forEach((port, index) => {
    const name = textOf(port, 'name');
    if (names.has(name)) {
      report(
        'api/duplicate-entry',
        ['ports', index, 'name'],
        'the name of a port stands here twice',
        'name each port',
        name,
      );
    }
    names.add(name);
  });
};

function ofDomain(address: string, path: Path, report: Report): void {
  const plain = address.replace(/\.$/, '');
  const labels = plain.split('.');
  const isFine = labels.length > 1 && labels.every((each) => textForms.label?.problem(each) === undefined);
  if (!isFine || textForms.name?.problem(plain) !== undefined) {
    report('api/field-format', path, 'must be a full domain name', `write it as 'db.example.com'`, address);
  }
}

function ofAddress(address: string, path: Path, report: Report, version: string, family?: 'IPv4' | 'IPv6'): void {
  ofAmbiguous(address, path, report, version);
  const special = specialAddress(address);
  if (!isAddress(address, family)) {
    report(
      'api/field-format',
      path,
      `must be an ${family ?? 'IP'} address`,
      'give the address of the endpoint',
      address,
    );
  } else if (special !== undefined) {
    const message = `must be an address that others reach, and not ${special} one`;
    report('api/field-format', path, message, 'give the address of the endpoint', address);
  }
}

function ofAmbiguous(text: string, path: Path, report: Report, version: string): void {
  const problem = isAtLeast(version, '1.36') ? ambiguity(text) : undefined;
  if (problem !== undefined) {
    report('api/field-format', path, problem, 'write it in its short form', text);
  }
}

/** The addresses and ports of a Service, in the older form. */
const endpointSubset: Relation = (subset, report, { version }) => {
  const lists = ['addresses', 'notReadyAddresses'];
  if (lists.every((list) => itemsOf(subset, list).length === 0)) {
    report('api/union', [], `there must be addresses or notReadyAddresses, got none`, 'add the addresses');
  }
  for (const list of lists) {
    objectsOf(subset, list).forEach((each, index) => {
      if (textOf(each, 'ip') !== '') {
        ofAddress(textOf(each, 'ip'), [list, index, 'ip'], report, version);
      }
    });
  }
  const ports = objectsOf(subset, 'ports');
  ports.forEach((port, index) => {
    const number = numberOf(port, 'port') ?? 0;
    if (ports.length > 1 && textOf(port, 'name') === '') {
      report(
        'api/empty-value',
        ['ports', index, 'name'],
        'must be given where there are several ports',
        'name the port',
      );
    }
    if (number < 1 || number > 65535) {
      report('api/field-range', ['ports', index, 'port'], 'must be between 1 and 65535', 'correct the port', number);
    }
  });
};

/** The reference of an ingress class to its parameters: in a namespace, or of the cluster. */
const ingressClassParameters: Relation = (reference, report) => {
  const scope = textOf(reference, 'scope');
  const namespace = textOf(reference, 'namespace');
  const wrong = textForms.label?.problem(namespace);
  if (scope === 'Namespace' && !has(reference, 'namespace')) {
    const message = 'a reference of the scope Namespace needs a namespace, got none';
    report('api/field-conflict', ['namespace'], message, `add it, or write scope: Cluster`);
  } else if (scope === 'Namespace' && wrong !== undefined) {
    report('api/field-format', ['namespace'], wrong, 'name the namespace', namespace);
  } else if (scope !== 'Namespace' && has(reference, 'namespace')) {
    const message = 'a reference of the scope Cluster takes no namespace';
    report('api/field-conflict', ['namespace'], message, 'remove it, or write scope: Namespace', namespace);
  }
};

/** An address of the cluster goes by its own name. */
const ipAddress: Relation = (object, report) => {
  const name = textOf(asFields(object.metadata), 'name');
  if (name !== '' && !isAddress(name)) {
    report(
      'api/field-format',
      ['metadata', 'name'],
      'must be an IP address in its short form',
      'name the address',
      name,
    );
  }
};

/** One range of each family. */
const serviceCidr: Relation = (spec, report) => {
  const ranges = textsOf(spec, 'cidrs');
  ranges.forEach((text, index) => ofAmbiguous(text, ['cidrs', index], report, '1.36')); // as in every version
  const families = ranges.map((range) => range.includes(':'));
  if (ranges.length === 0) {
    report('api/empty-value', ['cidrs'], 'must not be an empty list', 'add a range of addresses');
  } else if (ranges.length === 2 && families[0] === families[1]) {
    report('api/field-conflict', ['cidrs', 1], 'there may be one range of each family', 'remove one', ranges[1]);
  }
};

/** The ranges of the pods of a node: one of each family, the first of them the older field. */
const nodeSpec: Relation = (spec, report, { version }) => {
  const listed = textsOf(spec, 'podCIDRs');
  const single = textOf(spec, 'podCIDR');
  const ranges = single === '' || listed[0] === single ? listed : []; // the older field replaces others than its own
  const families = ranges.map((range) => range.includes(':'));
  ranges.forEach((text, index) => {
    ofAmbiguous(text, ['podCIDRs', index], report, version);
    const wrong = textForms.cidr?.problem(text);
    if (wrong !== undefined) {
      report('api/field-format', ['podCIDRs', index], wrong, `write it as '10.0.0.0/24'`, text);
    }
  });
  if (ranges.length > 2 || (ranges.length === 2 && families[0] === families[1])) {
    const message = 'there may be one range of each family';
    report('api/field-conflict', ['podCIDRs', 1], message, 'remove the others', ranges[1]);
  }
  if (objectOf(spec, 'configSource') !== undefined) {
    report('api/field-conflict', ['configSource'], 'is no longer taken', 'remove it');
  }
};

/** The relations of what makes up the network, by definition. */
export const networkRelations: Readonly<Record<string, Relation>> = {
  endpointslice: endpointSlice,
  endpointsubset: endpointSubset,
  ingressclassparametersreference: ingressClassParameters,
  ipaddress: ipAddress,
  nodespec: nodeSpec,
  servicecidrspec: serviceCidr,
};
