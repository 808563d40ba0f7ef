/** What a registry asks for before it answers. */
export interface Challenge {
  /** In lower case: `bearer` or `basic`. */
  readonly scheme: string;
  /** Its parameters, such as `realm`, `service` and `scope`, by their names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * Reads the header `WWW-Authenticate`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1
 */
export function readChallenges(header: string): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  // Without a choice of ways: an answer from outside must not make this slow.
  const token = /[\s,]*([A-Za-z0-9!#$%&'*+.^_`|~-]+)(?:\s*=\s*(?:"([^"]*)"|([^\s,"]*)))?/y;
  for (let match = token.exec(header); match !== null; match = token.exec(header)) {
    const [, name = '', quoted, plain] = match;
    const value = quoted ?? plain;
    if (value === undefined) challenges.push({ scheme: name.toLowerCase(), parameters: new Map() });
    else challenges.at(-1)?.parameters.set(name.toLowerCase(), value);
  }
  return challenges;
}
