import { raise, show } from '../core/errors';
import { nearest } from '../core/text/nearest';
import { Problems } from '../core/problems';
import { isPlainObject } from '../core/shape';
import { Environment } from './environment';
import { checkAgreement } from './value-agreement';

/** How the values of several environments are taken together. The type parameter is the type of the values. */
export interface EnvironmentValuesOptions<Values> {
  /**
   * Fields that environments need not agree about, such as `['storage']`: each may give them or not, and what is in them
   * is not compared.
   *
   * @default - none: what one environment gives, all give
   */
  readonly optional?: readonly Extract<keyof Values, string>[];
}

/**
 * What differs between environments: a value for each of them, that of one environment by `of`. `Environments.values`
 * makes it.
 *
 * The type parameters are the names of the environments and the type of the values.
 */
export class EnvironmentValues<Name extends string, Values> {
  /** @internal */
  static _of<Name extends string, Values>(
    names: readonly Name[],
    values: { readonly [Each in Name]: Values },
    options: EnvironmentValuesOptions<Values>,
  ): EnvironmentValues<Name, Values> {
    const problems = Problems.root();
    const byName = checkNames(names, values, problems);
    const optional = checkOptional(byName, options, problems);
    checkAgreement(byName, optional, problems);
    problems.refuseValueIfAny('Environments.values');
    return new EnvironmentValues(byName as ReadonlyMap<Name, Values>);
  }

  private constructor(private readonly byName: ReadonlyMap<Name, Values>) {}

  /**
   * The values of an environment.
   *
   * @param environment the environment, or its name
   * @throws DrydockError when there are none for it
   */
  of(environment: Environment<Name> | Name): Values {
    const name = environment instanceof Environment ? environment.name : environment;
    if (this.byName.has(name)) return this.byName.get(name) as Values;
    const known = [...this.byName.keys()];
    const near = typeof name === 'string' ? nearest(name, known) : undefined;
    const fix = near === undefined ? `known are ${known.join(', ')}` : `did you mean '${near}'?`;
    raise({ path: '', type: 'EnvironmentValues.of' }, [
      `there are no values for ${typeof name === 'string' ? `the environment '${name}'` : show(name)}; ${fix}`,
    ]);
  }
}

/** The values by name, those of unknown names left out. */
function checkNames(names: readonly string[], values: unknown, problems: Problems): ReadonlyMap<string, unknown> {
  if (!isPlainObject(values)) {
    problems.mustBe('an object with a value for each environment', values, `give ${names.join(', ')}`);
    return new Map();
  }
  for (const name of Object.keys(values).filter((each) => !names.includes(each))) {
    const near = nearest(name, names);
    const fix = near === undefined ? `they are ${names.join(', ')}` : `did you mean '${near}'?`;
    problems.at(name).add('is none of the environments', fix);
  }
  for (const name of names.filter((each) => !Object.hasOwn(values, each))) {
    problems.at(name).add('is required', `give the values of the environment '${name}'`);
  }
  return new Map(names.filter((name) => Object.hasOwn(values, name)).map((name) => [name, values[name]]));
}

function checkOptional(
  byName: ReadonlyMap<string, unknown>,
  options: unknown,
  problems: Problems,
): ReadonlySet<string> {
  const at = problems.at('options');
  if (!isPlainObject(options)) {
    at.mustBe('an object', options);
    return new Set();
  }
  for (const key of Object.keys(options).filter((each) => each !== 'optional')) {
    at.at(key).add('is not a known option', 'known is optional');
  }
  const { optional = [] } = options;
  if (!Array.isArray(optional)) {
    at.at('optional').mustBe('a list of names of fields', optional);
    return new Set();
  }
  const given = new Set([...byName.values()].flatMap((value) => (isPlainObject(value) ? Object.keys(value) : [])));
  optional.forEach((name: unknown, index) => {
    if (typeof name === 'string' && given.has(name)) return;
    const near = typeof name === 'string' ? nearest(name, given) : undefined;
    const fix = near === undefined ? 'drop it' : `did you mean '${near}'?`;
    at.at('optional').at(index).mustBe('a field that some environment gives', name, fix);
  });
  return new Set(optional as readonly string[]);
}
