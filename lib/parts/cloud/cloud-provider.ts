import { instance, listOf, mapOf, oneOf, struct, text } from '../../core/fields';
import { nearest } from '../../core/text/nearest';
import type { Problems } from '../../core/problems';
import { field, type Field, type Shape } from '../../core/shape';
import { AcmeSolver } from './acme-solver';
import type { LoadBalancerRequest, LoadBalancerWords } from './cloud-load-balancer';
import { StorageProvisioner } from '../storage/storage-provisioner';

/** What a load balancer can ask for and not every cloud target has. */
export enum CloudFeature {
  /** A `scope`. */
  SCOPE = 'scope',
  /** A static `address`. */
  ADDRESS = 'address',
  /** `tls` that ends at the load balancer. */
  TLS = 'tls',
}

/** The drivers that a cloud target has for the tiers of storage. */
export interface CloudStorage {
  /** For StorageTier.STANDARD. @default - the target's own, where it has one */
  readonly standard?: StorageProvisioner;
  /** For StorageTier.FAST. @default - the target's own, where it has one */
  readonly fast?: StorageProvisioner;
}

/** What every cloud target can be told. */
export interface CloudOptions {
  /** Drivers that take the place of the target's own. @default - the target's own, where it has any */
  readonly storage?: CloudStorage;
  /** What AcmeSolver.ofTarget() stands for. @default - none, but on aws AcmeSolver.route53() */
  readonly acmeSolver?: AcmeSolver;
}

/** What a provider lacks of all that a load balancer asks for. @internal */
export interface Lack {
  /** What is asked for. */
  readonly feature: CloudFeature;
  /** Why it cannot be had. */
  readonly why: string;
  /** What to do instead. */
  readonly fix: string;
  /** Whether doing without it would open what is to be closed, so that no target can be told to. @default false */
  readonly neverOmitted?: boolean;
}

/** What a cloud target is made of: all that it can say. @internal */
export interface CloudProvider {
  /** Its name: that of the factory. */
  readonly name: string;
  /** The drivers that it has. */
  readonly storage: CloudStorage;
  /** How names are shown to be one's own. */
  readonly acmeSolver?: AcmeSolver;
  /** How to tell it that, where it does not know by itself. */
  readonly acmeFix: string;
  /** What it does without, because it was told so. */
  readonly omits: readonly CloudFeature[];
  /** What it cannot do of all that is asked for. */
  lacks(request: LoadBalancerRequest): readonly Lack[];
  /** What it says of a load balancer; reports what it does not know. */
  words(request: LoadBalancerRequest, at: Problems): LoadBalancerWords;
}

const storageProvisioner = instance(StorageProvisioner, "StorageProvisioner.of('…'), StorageProvisioner.awsEbs(), …");
const acmeSolver = instance(AcmeSolver, "AcmeSolver.http01Ingress(), AcmeSolver.cloudDns('project'), …");

const driver = field((value, at) => {
  storageProvisioner.test(value, at);
  if (value instanceof StorageProvisioner && value.tier !== undefined) notOfTarget('StorageProvisioner', at);
});

const cloudStorage: Shape<CloudStorage> = { standard: driver, fast: driver };

/** @internal */
export const cloudOptions: Shape<CloudOptions> = {
  storage: struct(() => cloudStorage),
  acmeSolver: field((value, at) => {
    acmeSolver.test(value, at);
    if (value instanceof AcmeSolver && value._ofTarget) notOfTarget('AcmeSolver', at);
  }),
};

function notOfTarget(type: string, at: Problems): void {
  at.add(`may not be ${type}.ofTarget(), which asks the target for what is told to it here`, 'name one');
}

/** A provider's own drivers, where it was not told others. @internal */
export function storageOf({ storage }: CloudOptions, own: CloudStorage): CloudStorage {
  return { standard: storage?.standard ?? own.standard, fast: storage?.fast ?? own.fast };
}

/** What a target can be told to do without. @internal */
export function omissible(...features: readonly CloudFeature[]): Field<false> {
  return listOf(oneOf(features));
}

/** A table of names that stacks use, with what each is at the provider. @internal */
export function namesOf(value: Field): Field<false> {
  return mapOf(text, value);
}

/** Looks up what a stack calls by a name of its own; reports a name that the target was not told. @internal */
export function lookUp<T>(
  table: { readonly [name: string]: T } | undefined,
  name: string,
  how: string,
  at: Problems,
): T | undefined {
  const known = Object.keys(table ?? {});
  if (table !== undefined && Object.hasOwn(table, name)) return table[name];
  const near = nearest(name, known);
  at.add(
    `is ${JSON.stringify(name)}, which the cloud target does not know; it has ${known.length === 0 ? 'none' : known.map((each) => JSON.stringify(each)).join(', ')}`,
    near === undefined ? `tell it: ${how}` : `did you mean ${JSON.stringify(near)}? If not, tell it: ${how}`,
  );
  return undefined;
}

/** Reports an address that a public load balancer does not share with an internal one, where none of both is said. @internal */
export function needsScope(request: LoadBalancerRequest, at: Problems): boolean {
  if (request.address === undefined || request.scope !== undefined) return false;
  at.at('scope').add(
    "is required where 'address' is given, because public addresses are other things than internal ones",
    'add scope: LoadBalancerScope.PUBLIC or INTERNAL',
  );
  return true;
}
