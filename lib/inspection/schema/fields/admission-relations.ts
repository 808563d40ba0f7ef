import type { Report } from './ask';
import { all, asFields, has, objectOf, objectsOf, textOf, textsOf, type Fields, type Relation } from './relation';
import { textForms } from './text-forms';

const alone = ['operations', 'apiGroups', 'apiVersions'];

/** What a webhook or a policy is asked about. */
const admissionRule: Relation = (rule, report) => {
  for (const list of alone) {
    const values = textsOf(rule, list);
    if (values.length > 1 && values.includes('*')) {
      report(
        'api/field-conflict',
        [list],
        `'*' must stand alone, got ${values.join(', ')}`,
        `remove '*', or the others`,
      );
    }
  }
  const resources = textsOf(rule, 'resources');
  const plain = resources.filter((each) => !each.includes('/'));
  if (resources.length > 1 && resources.includes('*/*')) {
    report(
      'api/field-conflict',
      ['resources'],
      `'*/*' must stand alone, got ${resources.join(', ')}`,
      'remove the others',
    );
  } else if (plain.includes('*') && (plain.filter((each) => each !== '').at(-1) ?? '*') !== '*') {
    const message = `'*' must be the only resource without a slash, got ${resources.join(', ')}`;
    report('api/field-conflict', ['resources'], message, `remove '*', or the others`);
  }
  resources.forEach((each, index) => {
    const [name = '', part] = each.split('/');
    const before = resources.slice(0, index);
    if (part !== undefined && (before.includes(`${name}/*`) || before.includes(`*/${part}`))) {
      report('api/field-conflict', ['resources', index], 'one before it covers it', 'remove it', each);
    }
  });
};

/** A policy says what it is asked about, and what it asks for. */
function policy(lists: readonly string[]): Relation {
  return (spec, report) => {
    const constraints = objectOf(spec, 'matchConstraints');
    if (constraints === undefined) {
      report('api/empty-value', ['matchConstraints'], 'must be given', 'say which resources the policy is for');
    } else if (objectsOf(constraints, 'resourceRules').length === 0) {
      const path = ['matchConstraints', 'resourceRules'];
      report('api/empty-value', path, 'must hold a rule at least', 'say which resources the policy is for');
    }
    if (lists.every((list) => objectsOf(spec, list).length === 0)) {
      report('api/union', [], `there must be ${lists.join(' or ')}, got none`, `add ${lists[0] ?? ''}`);
    }
    ofParamKind(objectOf(spec, 'paramKind'), report);
  };
}

function ofParamKind(kind: Fields | undefined, report: Report): void {
  const [apiVersion, name] = [textOf(kind, 'apiVersion'), textOf(kind, 'kind')];
  const [version = '', group = 'core', ...rest] = apiVersion.split('/').reverse();
  const isFine =
    rest.length === 0 &&
    textForms.label1035?.problem(version) === undefined &&
    textForms.name?.problem(group) === undefined;
  if (apiVersion !== '' && !isFine) {
    report(
      'api/field-format',
      ['paramKind', 'apiVersion'],
      'must be a group and a version',
      `write it as 'example.com/v1'`,
      apiVersion,
    );
  }
  const wrong = name === '' ? undefined : textForms.label1035?.problem(name.toLowerCase());
  if (wrong !== undefined) {
    report('api/field-format', ['paramKind', 'kind'], wrong, 'name the kind', name);
  }
}

/** The parameters of a binding: one object by its name, or several by their labels. */
const paramRef: Relation = (reference, report) => {
  const isNamed = textOf(reference, 'name') !== '';
  if (isNamed === has(reference, 'selector')) {
    const got = isNamed ? 'both' : 'none';
    report('api/union', [], `there must be one of name and selector, got ${got}`, 'give one of the two');
  }
  if (!has(reference, 'parameterNotFoundAction')) {
    const message = 'must be given beside name or selector';
    report('api/empty-value', ['parameterNotFoundAction'], message, 'write Allow or Deny');
  }
};

const reasons = ['Forbidden', 'Invalid', 'RequestEntityTooLarge', 'Unauthorized'];

/** The message of a validation is one line. */
const validation: Relation = (object, report) => {
  const message = textOf(object, 'message');
  if (message !== '' && (message.trim() === '' || /[\r\n]/.test(message.trim()))) {
    report('api/field-format', ['message'], 'must be one line, and not blank', 'write one line', message);
  }
  const reason = textOf(object, 'reason');
  if (has(object, 'reason') && !reasons.includes(reason)) {
    report('api/field-format', ['reason'], `must be one of ${reasons.join(', ')}`, 'write Invalid', reason);
  }
};

/** What is denied needs no warning. */
const policyBinding: Relation = (spec, report) => {
  const actions = textsOf(spec, 'validationActions');
  if (actions.includes('Deny') && actions.includes('Warn')) {
    const message = 'Deny and Warn exclude each other';
    report('api/field-conflict', ['validationActions'], message, 'keep one of the two');
  }
};

/** A mutation is of the type that it says. */
const mutation: Relation = (object, report) => {
  const type = textOf(object, 'patchType');
  const wanted = ({ ApplyConfiguration: 'applyConfiguration', JSONPatch: 'jsonPatch' } as Fields)[type];
  for (const field of typeof wanted === 'string' ? ['applyConfiguration', 'jsonPatch'] : []) {
    if ((field === wanted) !== has(object, field)) {
      const message =
        field === wanted
          ? `a mutation of type ${type} needs '${field}', got none`
          : `a mutation of type ${type} takes no '${field}'`;
      report('api/union', [field], message, field === wanted ? 'add it' : 'remove it');
    }
  }
};

const reinvocation: Relation = (spec, report) => {
  if (textOf(spec, 'reinvocationPolicy') === '') {
    report('api/empty-value', ['reinvocationPolicy'], 'must be given', 'write Never or IfNeeded');
  }
};

/** A key of an annotation of the audit has the name of the policy before it. */
const auditKeys: Relation = (object, report) => {
  const name = textOf(asFields(object.metadata), 'name');
  objectsOf(asFields(object.spec), 'auditAnnotations').forEach((each, index) => {
    const key = textOf(each, 'key');
    const wrong = key === '' ? undefined : textForms.key?.problem(`${name === '' ? 'policy' : name}/${key}`);
    if (wrong !== undefined) {
      report('api/field-format', ['spec', 'auditAnnotations', index, 'key'], wrong, 'correct the key', key);
    }
  });
};

/** The relations of webhooks and policies of admission, by definition. */
export const admissionRelations: Readonly<Record<string, Relation>> = {
  mutatingadmissionpolicyspec: all(policy(['mutations']), reinvocation),
  mutation,
  namedrulewithoperations: admissionRule,
  paramref: paramRef,
  rulewithoperations: admissionRule,
  validatingadmissionpolicy: auditKeys,
  validatingadmissionpolicybindingspec: policyBinding,
  validatingadmissionpolicyspec: policy(['validations', 'auditAnnotations']),
  validation,
};
