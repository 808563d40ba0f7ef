import type { Identity } from '../core/identity';
import type { EnvValue } from '../parts/configuration/env-value';
import type { EgressAccess, IngressAccess } from '../parts/routing/network-peer';

/** A workload that other constructs can be bound to. */
export interface IWorkload {
  /** Its name. */
  readonly name: string;

  /** Its namespace, where one is known. */
  readonly namespace?: string;

  /** What its pods are known by. */
  readonly identity: Identity;

  /**
   * Adds an environment variable to the main container.
   *
   * @param name the variable's name.
   * @param value its text, or where the value is to be found.
   * @throws DrydockError when it is there already, with another value
   */
  addEnv(name: string, value: string | EnvValue): void;

  /** Lets a peer connect to it, where a network policy restricts who may. @param access the other end, and the ports. */
  allowFrom(access: IngressAccess): void;

  /** Lets it connect to a peer, where a network policy restricts where it may. @param access the other end, and the ports. */
  allowTo(access: EgressAccess): void;
}
