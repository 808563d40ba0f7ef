import type { Construct, IConstruct } from 'constructs';
import { refuse } from '../core/errors';
import { dnsLabel } from '../core/fields';
import { Folder } from '../core/folder';
import { Inherited } from '../core/inherited';
import { checkProps, required } from '../core/shape';

const inherited = new Inherited<Environment>('environment');

/**
 * One of the environments that an app is made for, such as staging: a folder of its own, `dist/staging/`, whose charts
 * are one set, inspected by itself.
 *
 * `Environments.on` makes them. The type parameter is the name, so that the compiler tells one environment from another.
 */
export class Environment<Name extends string = string> extends Folder {
  /**
   * The environment that a construct is in.
   *
   * @throws DrydockError when it is in none
   */
  static of(construct: IConstruct): Environment {
    const fix = 'put it below one of those that Environments.on(…) makes, or ask Environment.tryOf(…)';
    return Environment.tryOf(construct) ?? refuse(construct, `is in no environment; ${fix}`);
  }

  /** The environment that a construct is in, the nearest where they stand in each other, or `undefined` in none. */
  static override tryOf(construct: IConstruct): Environment | undefined {
    return inherited.find(construct);
  }

  /** @throws DrydockError when the name is no DNS label: lower-case letters, digits and '-', at most 63 */
  constructor(
    scope: Construct,
    /** Its name, which is also its id and the name of its folder. */
    readonly name: Name,
  ) {
    super(scope, name);
    checkProps<{ readonly name: string }>(this, { name }, { name: required(dnsLabel) });
    inherited.set(this, this);
  }
}
