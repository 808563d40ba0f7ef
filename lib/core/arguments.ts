import type { IConstruct } from 'constructs';
import { raise, refuse } from './errors';
import { Problems } from './problems';

/**
 * Checks what a method is given, as props are checked.
 *
 * @param on the construct whose method it is, or the name of the class of a value.
 * @param check reports what is wrong, at the names of the parameters.
 * @throws DrydockError that names the construct's path, the method and everything that is wrong
 */
export function checkArguments(on: IConstruct | string, method: string, check: (at: Problems) => void): void {
  const problems = Problems.root();
  check(problems);
  if (problems.count === 0) return;
  if (typeof on === 'string') raise({ path: '', type: `${on}.${method}` }, problems.all);
  refuse(on, ...problems.all.map((each) => `${method}(): ${each}`));
}
