import { Construct, type IConstruct } from 'constructs';
import { raise, refuse, show } from '../core/errors';
import { dnsLabel } from '../core/fields';
import { Problems } from '../core/problems';
import { Environment } from './environment';
import { EnvironmentValues, type EnvironmentValuesOptions } from './environment-values';

/**
 * The environments of an app, defined once: `Environments.of('dev', 'staging', 'production')`.
 *
 * The type parameter is the names, so that the compiler refuses values in which one of them is forgotten. Where names are
 * no literals but are computed, it knows none of them, and what is forgotten is found when the app is synthesized.
 */
export class Environments<Name extends string> {
  /**
   * @param names at least one, each a DNS label (lower-case letters, digits and '-', at most 63) and each once.
   * @throws DrydockError that says which name is not sound
   */
  static of<Name extends string>(...names: readonly Name[]): Environments<Name> {
    const problems = Problems.root();
    if (names.length === 0)
      problems.add('at least one name is needed', "give them as Environments.of('dev', 'production')");
    names.forEach((name, index) => {
      dnsLabel.test(name, problems.at('names').at(index));
      if (names.indexOf(name) < index)
        problems
          .at('names')
          .at(index)
          .add(`is there twice, got ${show(name)}`, 'drop one');
    });
    problems.refuseValueIfAny('Environments.of');
    return new Environments([...names]);
  }

  private constructor(
    /** Their names, in the order in which they were given. */
    readonly names: readonly Name[],
  ) {}

  /**
   * What differs between the environments: a value for each of them, of one type.
   *
   * @param values by the name of the environment. A field that one environment gives, all must give; objects in objects
   * are compared too, lists and instances of classes are not.
   * @throws DrydockError that says which environment lacks what, and what the others say there
   */
  values<Values>(
    values: { readonly [Each in Name]: Values },
    options: EnvironmentValuesOptions<Values> = {},
  ): EnvironmentValues<Name, Values> {
    return EnvironmentValues._of(this.names, values, options);
  }

  /**
   * Makes the environments below an app, or below any other construct, such as the environment of a region.
   *
   * @returns them in the order of their names
   * @throws DrydockError when the construct has one of them already, or is none
   */
  on(scope: Construct): readonly Environment<Name>[] {
    if (!Construct.isConstruct(scope)) {
      const problem = `the scope must be a construct such as an App, got ${show(scope)}`;
      raise({ path: '', type: 'Environments.on' }, [problem]);
    }
    const taken = this.names.filter((name) => scope.node.tryFindChild(name) !== undefined);
    if (taken.length > 0) {
      const fix = 'call Environments.on(…) once for it, and keep what it returns';
      refuse(scope, ...taken.map((name) => `has a child '${name}' already; ${fix}`));
    }
    return this.names.map((name) => new Environment(scope, name));
  }

  /**
   * The one of these environments that a construct is in: the nearest above it.
   *
   * @throws DrydockError when it is in none of them
   */
  of(construct: IConstruct): Environment<Name> {
    return (
      this.tryOf(construct) ??
      refuse(construct, `is in none of the environments ${this.names.join(', ')}; put it below one that on(…) makes`)
    );
  }

  /** The one of these environments that a construct is in, or `undefined` in none of them. */
  tryOf(construct: IConstruct): Environment<Name> | undefined {
    for (let at: IConstruct | undefined = construct; at !== undefined;) {
      const found = Environment.tryOf(at);
      if (found !== undefined && this.has(found)) return found;
      at = found?.node.scope;
    }
    return undefined;
  }

  private has(environment: Environment): environment is Environment<Name> {
    return (this.names as readonly string[]).includes(environment.name);
  }
}
