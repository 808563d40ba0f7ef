import { labelValueProblem, qualifiedNameProblem } from '../../formats/qualified-name';
import { podRule } from '../../rule/rule';
import { describe } from '../../schema/validator';
import type { Toleration } from '../../schema/wire-types';

/** Finds tolerations whose fields contradict each other. */
export const toleration = podRule({
  id: 'api/toleration',
  summary: 'a toleration whose key, operator, value, effect and seconds contradict each other',
  fields: ['tolerations'],
  check(pod, { report }) {
    for (const [index, each] of (pod.spec.tolerations ?? []).entries()) {
      for (const [field, message, fix] of problems(each)) {
        report({ path: pod.at('tolerations', index, field), message, fix });
      }
    }
  },
});

type Problem = readonly [field: keyof Toleration, message: string, fix: string];

function* problems({ key = '', operator = '', value = '', effect = '', ...rest }: Toleration): Iterable<Problem> {
  const wrongKey = key === '' ? undefined : qualifiedNameProblem(key);
  if (wrongKey !== undefined) {
    yield ['key', `the key of a taint ${wrongKey}; got ${describe(key)}`, `write it as 'name' or 'example.com/name'`];
  }
  if (key === '' && operator !== 'Exists') {
    const got = operator === '' ? 'none, which means Equal' : `'${operator}'`;
    const message = `the operator must be Exists where there is no key, which tolerates every taint; got ${got}`;
    yield ['operator', message, 'add the key of the taint, or write operator: Exists'];
  }
  if (operator === 'Exists' && value !== '') {
    const message = `the value must be empty where the operator is Exists, got '${value}'`;
    yield ['value', message, 'remove the value, or write operator: Equal'];
  }
  const wrongValue = operator === '' || operator === 'Equal' ? labelValueProblem(value) : undefined;
  if (wrongValue !== undefined) {
    yield ['value', `the value of a taint ${wrongValue}; got ${describe(value)}`, 'give the value of the taint'];
  }
  if (rest.tolerationSeconds !== undefined && effect !== 'NoExecute') {
    const message = `tolerationSeconds needs the effect NoExecute, got ${effect === '' ? 'none' : `'${effect}'`}`;
    yield ['effect', message, `write effect: NoExecute, or remove 'tolerationSeconds'`];
  }
}
