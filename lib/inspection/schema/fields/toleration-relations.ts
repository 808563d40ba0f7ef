import { labelValueProblem, qualifiedNameProblem } from '../../formats/qualified-name';
import { has, numberOf, objectsOf, textOf, type Relation } from './relation';

/** A toleration of a pod, or of the pods of a runtime class: its fields must not contradict each other. */
const toleration: Relation = (object, report) => {
  const [key, operator, value, effect] = ['key', 'operator', 'value', 'effect'].map((field) => textOf(object, field));
  const wrongKey = key === undefined || key === '' ? undefined : qualifiedNameProblem(key);
  if (wrongKey !== undefined) {
    report(
      'api/toleration',
      ['key'],
      `the key of a taint ${wrongKey}`,
      `write it as 'name' or 'example.com/name'`,
      key,
    );
  }
  if (key === '' && operator !== 'Exists') {
    const got = operator === '' ? 'none, which means Equal' : `'${operator}'`;
    const message = `the operator must be Exists where there is no key, which tolerates every taint; got ${got}`;
    report('api/toleration', ['operator'], message, 'add the key of the taint, or write operator: Exists');
  }
  if (operator === 'Exists' && value !== '') {
    const message = 'the value must be empty where the operator is Exists';
    report('api/toleration', ['value'], message, 'remove the value, or write operator: Equal', value);
  }
  const wrongValue = operator === '' || operator === 'Equal' ? labelValueProblem(value ?? '') : undefined;
  if (wrongValue !== undefined) {
    report('api/toleration', ['value'], `the value of a taint ${wrongValue}`, 'give the value of the taint', value);
  }
  if (numberOf(object, 'tolerationSeconds') !== undefined && effect !== 'NoExecute') {
    const message = `tolerationSeconds needs the effect NoExecute, got ${effect === '' ? 'none' : `'${effect}'`}`;
    report('api/toleration', ['effect'], message, `write effect: NoExecute, or remove 'tolerationSeconds'`);
  }
};

/** The tolerations of a runtime class differ; those of a pod need not. */
const scheduling: Relation = (object, report) => {
  const seen = new Set<string>();
  objectsOf(object, 'tolerations').forEach((each, index) => {
    const fields = ['key', 'operator', 'value', 'effect'].map((field) => (has(each, field) ? textOf(each, field) : ''));
    const text = fields.join(' ');
    if (seen.has(text)) {
      report(
        'api/duplicate-entry',
        ['tolerations', index],
        'the toleration stands here twice',
        'remove one of the two',
      );
    }
    seen.add(text);
  });
};

/** The relations of tolerations, by definition. */
export const tolerationRelations: Readonly<Record<string, Relation>> = { toleration, scheduling };
