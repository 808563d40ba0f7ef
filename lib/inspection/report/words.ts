import type { Finding, Summary } from '../rule/finding';

/** How a report names the object of a finding: `Deployment shop/web`; empty where there is none. */
export function objectName({ object }: Finding): string {
  if (object.kind === '' && object.name === '') {
    return '';
  }
  const name = object.namespace === undefined ? object.name : `${object.namespace}/${object.name}`;
  return `${object.kind === '' ? 'object' : object.kind} ${name === '' ? '(without a name)' : name}`;
}

/** Where a finding is: `dist/web.k8s.yaml:12:3`; empty where no file is known. */
export function place({ file, line, column }: Finding): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}

/** One line: `12 objects inspected: 1 error, 2 warnings, 3 suppressed`. */
export function summaryLine({ objects, errors, warnings, infos, suppressed }: Summary): string {
  const counts = [
    errors > 0 ? counted(errors, 'error') : '',
    warnings > 0 ? counted(warnings, 'warning') : '',
    infos > 0 ? counted(infos, 'info') : '',
  ].filter((count) => count !== '');
  const found = counts.length === 0 ? 'nothing found' : counts.join(', ');
  return `${counted(objects, 'object')} inspected: ${found}${suppressed > 0 ? `, ${suppressed} suppressed` : ''}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** Text without halves of surrogate pairs, which neither a URI nor XML can hold. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
