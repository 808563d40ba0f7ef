import { isLiteral, isSecretName, secretForm } from '../formats/secret-text';

const hidden = '(hidden)';

/** A key with a value on one line, in block or flow style, as YAML or JSON has it. */
const pair = /^(\s*(?:[-?]\s+)*)(["']?)([\w.\-/]{1,253})\2(\s*:\s+|\s*:(?=["'])|=)(\S.*)$/;

const nameOf = /(?:^|[\s{,"'-])["']?name["']?\s*:\s*["']?([\w.-]{1,253})/;
const valueIn = /(["']?value["']?\s*:\s*)("(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?|[^,}\s][^,}]*)/g;

/**
 * A line as a report may show it: the value of a key or of an environment variable whose name says that it is secret, and
 * what is secret by its form, are left out.
 *
 * @param lines all lines of the text
 * @param index that of the line
 */
export function withoutHiddenValues(lines: (index: number) => string | undefined, index: number): string {
  const line = lines(index) ?? '';
  if (secretForm(line) !== undefined) {
    return `${/^\s*/.exec(line)?.[0] ?? ''}${hidden}`;
  }
  const names = [line, lines(index - 1) ?? '', lines(index + 1) ?? ''].map((each) => nameOf.exec(each)?.[1] ?? '');
  if (names.some(isSecretName)) {
    const shown = line.replace(valueIn, (_, key: string) => `${key}${hidden}`);
    if (shown !== line) {
      return shown;
    }
  }
  const [, indent = '', quote = '', key = '', colon = '', value = ''] = pair.exec(line) ?? [];
  return key !== '' && isSecretName(key) && isLiteral(value.replace(/[,;]\s*$/, '')) && !/^[{[&*!|>]/.test(value)
    ? `${indent}${quote}${key}${quote}${colon}${hidden}`
    : line;
}
