/**
 * Text from outside as one line that a terminal and the log of a pipeline show and do not obey: control characters and those
 * that turn the direction of writing are shown by their numbers, and so is what begins a command of Azure or TeamCity.
 */
export function printable(text: string): string {
  return text
    .replace(
      // eslint-disable-next-line no-control-regex -- control characters are what it looks for
      /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    .replace(/##(?=\[|vso\[|teamcity\[)/g, '#\\u0023');
}

/**
 * Lines that begin no workflow command: GitHub's runner obeys a line that begins with two colons behind any blanks.
 *
 * @param text lines that are printable but for colours and the ends of lines
 * @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function withoutCommands(text: string): string {
  // eslint-disable-next-line no-control-regex -- colours stand between control characters
  return text.replace(/^((?:\s|\u001b\[\d*m)*)::/gm, '$1\\u003a:');
}

/** Lines from outside, such as what another program said, each of them printable, that begin no workflow command. */
export function printableLines(text: string): string {
  return withoutCommands(text.split(/\r?\n/).map(printable).join('\n'));
}

/** Data as JSON that, where a log shows it, is obeyed by nothing: what `printable` shows by number is written by number. */
export function printableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent)
    .replace(
      /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    .replace(/##(?=\[|vso\[|teamcity\[)/g, '#\\u0023');
}
