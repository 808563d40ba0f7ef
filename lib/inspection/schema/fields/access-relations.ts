import type { Report } from './ask';
import { asFields, has, numberOf, objectOf, objectsOf, textOf, textsOf, type Fields, type Relation } from './relation';
import { textForms } from './text-forms';

/** An API that another server serves goes by its version and group. */
const apiService: Relation = (object, report) => {
  const spec = asFields(object.spec);
  const [group, version] = [textOf(spec, 'group'), textOf(spec, 'version')];
  const name = textOf(asFields(object.metadata), 'name');
  const wanted = `${version}.${group}`;
  if (name !== '' && name !== wanted) {
    report(
      'api/field-conflict',
      ['metadata', 'name'],
      `must be the version, a dot and the group: ${wanted}`,
      `write ${wanted}`,
      name,
    );
  }
  if (group === '' && version !== 'v1') {
    report('api/field-conflict', ['spec', 'group'], 'must not be empty, but for the version v1', 'name the group');
  }
  const hasBundle = textOf(spec, 'caBundle') !== '';
  const isInsecure = spec.insecureSkipTLSVerify === true;
  if (hasBundle && isInsecure) {
    const message = 'there may be a caBundle or insecureSkipTLSVerify, got both';
    report('api/field-conflict', ['spec', 'insecureSkipTLSVerify'], message, 'remove it');
  } else if (!has(spec, 'service') && (hasBundle || isInsecure)) {
    const field = hasBundle ? 'caBundle' : 'insecureSkipTLSVerify';
    report(
      'api/field-conflict',
      ['spec', field],
      `${field} needs a service, got none`,
      `remove it, or add the service`,
    );
  }
};

/** A request for a certificate is a block of PEM. */
const signingRequest: Relation = (spec, report) => {
  const text = pemOf(textOf(spec, 'request'));
  if (!/-----BEGIN CERTIFICATE REQUEST-----[\s\S]+?-----END CERTIFICATE REQUEST-----/.test(text)) {
    const message = 'must be a block CERTIFICATE REQUEST of PEM, in base64';
    report('api/field-format', ['request'], message, 'encode the request that openssl req made');
  }
};

function pemOf(base64: string): string {
  return Buffer.from(base64, 'base64').toString('latin1');
}

/** Certificates to trust, of a signer or of nobody in particular. */
const clusterTrustBundle: Relation = (object, report) => {
  const signer = textOf(asFields(object.spec), 'signerName');
  const name = textOf(asFields(object.metadata), 'name');
  const start = `${signer.replace('/', ':')}:`;
  if (name !== '' && signer !== '' && !name.startsWith(start)) {
    report(
      'api/field-conflict',
      ['metadata', 'name'],
      `must begin with its signer, ${start}`,
      `write ${start}<name>`,
      name,
    );
  } else if (signer === '' && name.includes(':')) {
    report(
      'api/field-format',
      ['metadata', 'name'],
      `must hold no ':' where there is no signer`,
      'correct the name',
      name,
    );
  }
  const bundle = textOf(asFields(object.spec), 'trustBundle');
  if (bundle !== '' && !bundle.includes('-----BEGIN CERTIFICATE-----')) {
    report('api/field-format', ['spec', 'trustBundle'], 'must be certificates of PEM', 'give a block CERTIFICATE');
  }
};

const shares = ['apiGroups', 'resources', 'namespaces', 'verbs', 'nonResourceURLs'];

/** Whom the flow schema is for, and what for. */
const flowRules: Relation = (rule, report) => {
  if (objectsOf(rule, 'resourceRules').length === 0 && objectsOf(rule, 'nonResourceRules').length === 0) {
    report('api/union', [], 'there must be resourceRules or nonResourceRules, got none', 'add one');
  }
  for (const list of ['resourceRules', 'nonResourceRules']) {
    objectsOf(rule, list).forEach((each, index) => {
      for (const field of shares) {
        const values = textsOf(each, field);
        if (values.length > 1 && values.includes('*')) {
          report(
            'api/field-conflict',
            [list, index, field],
            `'*' must stand alone, got ${values.join(', ')}`,
            `remove the others`,
          );
        }
      }
      if (list === 'resourceRules' && textsOf(each, 'namespaces').length === 0 && each.clusterScope !== true) {
        const message = 'a rule needs namespaces, or clusterScope';
        report('api/union', [list, index, 'namespaces'], message, `write '*' for all, or clusterScope: true`);
      }
    });
  }
  objectsOf(rule, 'subjects').forEach((subject, index) => ofSubject(subject, index, report));
};

const ofKinds: Readonly<Record<string, string>> = { User: 'user', Group: 'group', ServiceAccount: 'serviceAccount' };

function ofSubject(subject: Fields, index: number, report: Report): void {
  const wanted = ofKinds[textOf(subject, 'kind')];
  if (wanted === undefined) {
    const path = ['subjects', index, 'kind'];
    report(
      'api/field-format',
      path,
      'must be User, Group or ServiceAccount',
      'write one of them',
      textOf(subject, 'kind'),
    );
  }
  for (const field of wanted === undefined ? [] : Object.values(ofKinds)) {
    const path = ['subjects', index, field];
    if ((field === wanted) !== has(subject, field)) {
      const kind = textOf(subject, 'kind');
      const message =
        field === wanted
          ? `a subject of kind ${kind} needs '${field}', got none`
          : `a subject of kind ${kind} takes no '${field}'`;
      report('api/union', path, message, field === wanted ? `add '${field}'` : 'remove it');
    }
  }
}

/** What is limited has limits, and what is exempt has none. */
const priorityLevel: Relation = (object, report) => {
  const spec = asFields(object.spec);
  const type = textOf(spec, 'type');
  const name = textOf(asFields(object.metadata), 'name');
  if ((type === 'Exempt') !== (name === 'exempt') && (type === 'Exempt' || type === 'Limited') && name !== '') {
    report(
      'api/field-conflict',
      ['spec', 'type'],
      `must be Exempt for 'exempt', and for nothing else`,
      'write Limited',
      type,
    );
  }
  if (type === 'Limited' && !has(spec, 'limited')) {
    report('api/union', ['spec', 'limited'], `a level of type Limited needs 'limited', got none`, 'add it');
  } else if (type === 'Exempt' && has(spec, 'limited')) {
    report('api/union', ['spec', 'limited'], `a level of type Exempt takes no 'limited'`, 'remove it');
  } else if (type === 'Limited' && has(spec, 'exempt')) {
    report('api/union', ['spec', 'exempt'], `a level of type Limited takes no 'exempt'`, 'remove it');
  }
};

/** How requests beyond the limit wait. */
const limitResponse: Relation = (response, report) => {
  const type = textOf(response, 'type');
  const queuing = objectOf(response, 'queuing');
  if (type === 'Queue' && queuing === undefined) {
    report('api/union', ['queuing'], `a response of type Queue needs 'queuing', got none`, 'add it');
  } else if (type === 'Reject' && has(response, 'queuing')) {
    report('api/union', ['queuing'], `a response of type Reject takes no 'queuing'`, 'remove it');
  }
  const hand = numberOf(queuing, 'handSize') || 8; // a zero is as good as none
  const queues = numberOf(queuing, 'queues') || 64;
  if (queuing !== undefined && hand > queues) {
    const message = `must be at most the number of queues, ${queues}`;
    report('api/field-conflict', ['queuing', 'handSize'], message, 'lower it', hand);
  } else if (queuing !== undefined && hand > 0 && queues > 0 && queues <= 10_000_000 && bitsOf(queues, hand) > 60) {
    const message = 'asks for more than 60 bits to deal hands with, together with the queues';
    report('api/field-conflict', ['queuing', 'handSize'], message, 'lower it, or the queues', hand);
  }
};

/** How many bits it takes to deal a hand of that many queues. */
function bitsOf(queues: number, hand: number): number {
  let deals = 1;
  for (let dealt = 0; dealt < hand && deals < 2 ** 70; dealt += 1) {
    deals *= queues - dealt;
  }
  return Math.ceil(Math.log2(deals));
}

/** Only one schema may come first. */
const flowSchema: Relation = (object, report) => {
  const precedence = numberOf(asFields(object.spec), 'matchingPrecedence');
  const name = textOf(asFields(object.metadata), 'name');
  if (precedence === 1 && name !== 'exempt') {
    report('api/field-conflict', ['spec', 'matchingPrecedence'], `must be 2 or more, but for 'exempt'`, 'raise it', 1);
  }
};

/** What a signer is asked for by a pod. */
const podCertificateRequest: Relation = (spec, report) => {
  const seconds = numberOf(spec, 'maxExpirationSeconds');
  if (seconds !== undefined && textOf(spec, 'signerName').startsWith('kubernetes.io/') && seconds > 86_400) {
    report(
      'api/field-range',
      ['maxExpirationSeconds'],
      'must be at most 86400 for a signer of kubernetes.io',
      'lower it',
      seconds,
    );
  }
  for (const [key] of Object.entries(asFields(spec.unverifiedUserAnnotations))) {
    if (!key.includes('/') || textForms.key?.problem(key) !== undefined) {
      const message = 'the key must have a domain';
      report('api/field-format', ['unverifiedUserAnnotations', key], message, `write it as 'example.com/name'`, key);
    }
  }
};

/** The relations of what controls the access to the API, by definition. */
export const accessRelations: Readonly<Record<string, Relation>> = {
  apiservice: apiService,
  certificatesigningrequestspec: signingRequest,
  clustertrustbundle: clusterTrustBundle,
  flowschema: flowSchema,
  limitresponse: limitResponse,
  podcertificaterequestspec: podCertificateRequest,
  policyruleswithsubjects: flowRules,
  prioritylevelconfiguration: priorityLevel,
};
