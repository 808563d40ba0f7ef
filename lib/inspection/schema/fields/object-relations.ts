import { qualifiedNameProblem } from '../../formats/qualified-name';
import { isAtLeast } from '../kubernetes-version';
import type { Report } from './ask';
import { asFields, has, numberOf, objectOf, objectsOf, textOf, union, type Fields, type Relation } from './relation';
import { textForms } from './text-forms';

const most = { holder: 128, note: 1024 };

/** An event says when it was, what it was and who saw it. */
const event: Relation = (object, report) => {
  if (!has(object, 'eventTime')) {
    report('api/empty-value', ['eventTime'], 'must be given', 'say when it happened');
  } else {
    ofReporter(object, 'reportingController', 'note', report);
    ofNamespace(object, 'regarding', report);
  }
  const type = textOf(object, 'type');
  if (type !== 'Normal' && type !== 'Warning') {
    report('api/field-format', ['type'], 'must be Normal or Warning', 'write one of the two', type);
  }
  for (const field of ['deprecatedCount', 'deprecatedFirstTimestamp', 'deprecatedLastTimestamp', 'deprecatedSource']) {
    const value = object[field];
    const isEmpty =
      value === 0 || (field === 'deprecatedSource' && Object.values(asFields(value)).every((each) => each === ''));
    if (has(object, field) && !isEmpty) {
      report('api/field-conflict', [field], 'must not be set in this version of the API', 'remove it');
    }
  }
  const series = objectOf(object, 'series');
  if (series !== undefined && (numberOf(series, 'count') ?? 0) < 2) {
    report('api/field-range', ['series', 'count'], 'must be 2 or more', 'remove the series', numberOf(series, 'count'));
  }
};

/** An event of the older API: its new fields belong together. */
const coreEvent: Relation = (object, report) => {
  if (has(object, 'eventTime')) {
    ofReporter(object, 'reportingComponent', 'message', report);
  }
  ofNamespace(object, 'involvedObject', report);
};

function ofNamespace(object: Fields, field: string, report: Report): void {
  const own = textOf(asFields(object.metadata), 'namespace');
  const other = textOf(objectOf(object, field), 'namespace');
  const isNew = has(object, 'eventTime');
  const isFine =
    other === ''
      ? own === '' || own === 'default' || (own === 'kube-system' && isNew)
      : isNew || own === '' || own === other;
  if (!isFine) {
    const message = `must be the namespace of the event, '${own}'`;
    report('api/field-conflict', [field, 'namespace'], message, 'give both the same namespace', other);
  }
}

function ofReporter(object: Fields, reporter: string, note: string, report: Report): void {
  for (const field of [reporter, 'reportingInstance', 'action', 'reason']) {
    const value = textOf(object, field);
    const wrong = field === reporter && value !== '' ? qualifiedNameProblem(value) : undefined;
    if (value === '') {
      report('api/empty-value', [field], 'must be given beside eventTime', 'add it');
    } else if (wrong !== undefined) {
      report('api/field-format', [field], wrong, `write it as 'example.com/controller'`, value);
    } else if (field !== reporter && value.length > most.holder) {
      report('api/field-range', [field], `must have at most ${most.holder} characters`, 'shorten it');
    }
  }
  if (textOf(object, note).length > most.note) {
    report('api/field-range', [note], `must have at most ${most.note} characters`, 'shorten it');
  }
}

/** Who a lease is wished for needs a strategy to give it by. */
const lease: Relation = (spec, report) => {
  if (textOf(spec, 'preferredHolder') !== '' && textOf(spec, 'strategy') === '') {
    report('api/field-conflict', ['preferredHolder'], 'needs a strategy, got none', 'add the strategy, or remove it');
  }
};

const leaseCandidate: Relation = (spec, report) => {
  if (textOf(spec, 'strategy') === 'OldestEmulationVersion' && textOf(spec, 'emulationVersion') === '') {
    report('api/empty-value', ['emulationVersion'], 'must be given beside this strategy', 'add it');
  }
};

/** What an autoscaler scales is of a group; what it reads of needs none. */
const autoscaler: Relation = (spec, report, { version }) => {
  const target = objectOf(spec, 'scaleTargetRef');
  const apiVersion = textOf(target, 'apiVersion');
  const isController = apiVersion === 'v1' && textOf(target, 'kind') === 'ReplicationController';
  if (target !== undefined && isAtLeast(version, '1.34') && !isController && !/^[^/]+\/[^/]+$/.test(apiVersion)) {
    const path = ['scaleTargetRef', 'apiVersion'];
    report('api/field-format', path, 'must be a group and a version', `write it as 'apps/v1'`, apiVersion);
  }
};

const amounts = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'];
const ofContainers = /^(cpu|memory|ephemeral-storage|hugepages-.+)$/;
const ofAny = [
  ...['cpu', 'memory', 'storage', 'ephemeral-storage', 'pods', 'services', 'replicationcontrollers', 'resourcequotas'],
  ...['secrets', 'configmaps', 'persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers'],
  ...['cpu', 'memory', 'storage', 'ephemeral-storage'].flatMap((name) => [`requests.${name}`, `limits.${name}`]),
];

/** What a limit limits is a resource of what it is for. */
const limitRangeItem: Relation = (limit, report) => {
  const type = textOf(limit, 'type');
  const wrongType = type === '' ? undefined : qualifiedNameProblem(type);
  const isKnown = ['Pod', 'Container', 'PersistentVolumeClaim'].includes(type) || type.includes('/');
  if (type !== '' && (wrongType !== undefined || !isKnown)) {
    const message = wrongType ?? 'must be Container, Pod, PersistentVolumeClaim or a qualified name';
    report('api/field-format', ['type'], message, 'write Container', type);
  }
  for (const list of amounts) {
    for (const name of Object.keys(objectOf(limit, list) ?? {})) {
      const isOfContainer = type === 'Container' || type === 'Pod';
      const isFine =
        name.includes('/') ||
        (isOfContainer ? ofContainers.test(name) : ofAny.includes(name) || ofContainers.test(name));
      if (qualifiedNameProblem(name) !== undefined || !isFine) {
        const fix = isOfContainer ? 'write cpu, memory, ephemeral-storage or a name with a domain' : 'write storage';
        report('api/field-format', [list, name], 'must be the name of a resource', fix, name);
      }
    }
  }
};

/** The success of a Job: some indexes, or a number of them. */
const successPolicyRule: Relation = (rule, report) => {
  const indexes = textOf(rule, 'succeededIndexes');
  if (!has(rule, 'succeededCount') && !has(rule, 'succeededIndexes')) {
    report('api/union', [], 'there must be succeededCount or succeededIndexes, got none', 'add one');
  } else if (indexes !== '' && !/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(indexes)) {
    report(
      'api/field-format',
      ['succeededIndexes'],
      'must be indexes and ranges of them',
      `write it as '0,2-4'`,
      indexes,
    );
  }
};

/** Success is of indexes that a Job has, and of no more of them than that. */
const jobSpec: Relation = (spec, report) => {
  const completions = numberOf(spec, 'completions') ?? 1;
  objectsOf(objectOf(spec, 'successPolicy'), 'rules').forEach((rule, index) => {
    const path = ['successPolicy', 'rules', index];
    const text = textOf(rule, 'succeededIndexes');
    const isList = /^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(text);
    const ranges = isList ? text.split(',').map((part) => part.split('-').map(Number)) : [];
    const bounds = ranges.flat();
    const isAscending = bounds.every((bound, place) => place === 0 || bound > (bounds[place - 1] ?? 0));
    if (!isAscending || bounds.some((bound) => bound >= completions)) {
      const message = `must be ascending, and less than the completions, ${completions}`;
      report('api/field-conflict', [...path, 'succeededIndexes'], message, 'correct the indexes', text);
    }
    const most = isList ? ranges.reduce((sum, [first = 0, last = first]) => sum + last - first + 1, 0) : completions;
    const count = numberOf(rule, 'succeededCount') ?? 0;
    if (count > most) {
      const message = `must be at most the number of indexes, ${most}`;
      report('api/field-conflict', [...path, 'succeededCount'], message, 'lower it', count);
    }
  });
};

/** Storage by a driver: a secret that is named needs both its names. */
const csiVolume: Relation = (source, report) => {
  for (const field of Object.keys(source).filter(
    (each) => each.endsWith('SecretRef') && each !== 'nodeStageSecretRef',
  )) {
    const reference = objectOf(source, field);
    for (const part of reference === undefined ? [] : ['name', 'namespace']) {
      const text = textOf(reference, part);
      const wrong = textForms[part === 'name' ? 'name' : 'label']?.problem(text);
      if (text === '') {
        report('api/empty-value', [field, part], 'must be given', 'name the Secret and its namespace');
      } else if (wrong !== undefined) {
        report('api/field-format', [field, part], wrong, 'name the Secret and its namespace', text);
      }
    }
  }
};

/** What is attached is a volume of the cluster, or one described in place. */
const attachment = union(['persistentVolumeName', 'inlineVolumeSpec'], 1);

const attributesClass: Relation = (object, report) => {
  if (Object.keys(objectOf(object, 'parameters') ?? {}).length === 0) {
    report('api/empty-value', ['parameters'], 'must hold an entry at least', 'add a parameter of the driver');
  }
};

/** A driver of storage goes by its name. */
const csiDriver: Relation = (object, report) => {
  const name = textOf(asFields(object.metadata), 'name');
  const wrong = name === '' || !/^[a-z0-9.-]+$/i.test(name) ? undefined : textForms.driver?.problem(name);
  if (wrong !== undefined) {
    report('api/field-format', ['metadata', 'name'], wrong, 'shorten the name', name);
  }
};

/** The relations of all other objects, by definition. */
export const objectRelations: Readonly<Record<string, Relation>> = {
  coreevent: coreEvent,
  csidriver: csiDriver,
  csipersistentvolumesource: csiVolume,
  event,
  horizontalpodautoscalerspec: autoscaler,
  jobspec: jobSpec,
  leasecandidatespec: leaseCandidate,
  leasespec: lease,
  limitrangeitem: limitRangeItem,
  successpolicyrule: successPolicyRule,
  volumeattachmentsource: attachment,
  volumeattributesclass: attributesClass,
};
