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

/** Text from a manifest as one line without control characters, which a terminal would obey. */
export function printable(text: string): string {
  return text.replace(
    // eslint-disable-next-line no-control-regex -- control characters are what it looks for
    /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Text without halves of surrogate pairs, which neither a URI nor XML can hold. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
