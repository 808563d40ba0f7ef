import { dnsLabel, dnsSubdomain } from '../core/fields';
import { field, type Field } from '../core/shape';

/** What kind a source of Flux is. */
export enum FluxSourceKind {
  /** A Git repository. */
  GIT_REPOSITORY = 'GitRepository',
  /** An artifact in an OCI registry. */
  OCI_REPOSITORY = 'OCIRepository',
  /** A bucket of an object store. */
  BUCKET = 'Bucket',
  /** A repository of Helm charts. */
  HELM_REPOSITORY = 'HelmRepository',
}

/** A source that Flux fetches from. */
export interface IFluxSource {
  /** Its kind. */
  readonly sourceKind: FluxSourceKind;
  /** Its name. */
  readonly name: string;
  /** Its namespace. @default - that of the object that names it */
  readonly namespace?: string;
}

/** A source that exists already. */
export class FluxSourceReference implements IFluxSource {
  /** A GitRepository. @param name its name. @param namespace where it is not that of the object that names it. */
  static gitRepository(name: string, namespace?: string): FluxSourceReference {
    return new FluxSourceReference(FluxSourceKind.GIT_REPOSITORY, name, namespace);
  }

  /** An OCIRepository. @param name its name. @param namespace where it is not that of the object that names it. */
  static ociRepository(name: string, namespace?: string): FluxSourceReference {
    return new FluxSourceReference(FluxSourceKind.OCI_REPOSITORY, name, namespace);
  }

  /** A Bucket. @param name its name. @param namespace where it is not that of the object that names it. */
  static bucket(name: string, namespace?: string): FluxSourceReference {
    return new FluxSourceReference(FluxSourceKind.BUCKET, name, namespace);
  }

  /** A HelmRepository. @param name its name. @param namespace where it is not that of the object that names it. */
  static helmRepository(name: string, namespace?: string): FluxSourceReference {
    return new FluxSourceReference(FluxSourceKind.HELM_REPOSITORY, name, namespace);
  }

  private constructor(
    /** Its kind. */
    readonly sourceKind: FluxSourceKind,
    /** Its name. */
    readonly name: string,
    /** Its namespace, where one is given. */
    readonly namespace: string | undefined,
  ) {}
}

/** A source of one of some kinds, whether defined or referred to. @internal */
export function fluxSource(kinds: readonly FluxSourceKind[], how: string): Field<false> {
  return field((value, at) => {
    const { sourceKind, name, namespace } = (value ?? {}) as Partial<IFluxSource>;
    if (sourceKind === undefined || !Object.values(FluxSourceKind).includes(sourceKind)) return at.mustBe(how, value);
    if (!kinds.includes(sourceKind)) return at.add(`must be ${how}, got a ${sourceKind}`);
    dnsSubdomain.test(name, at.at('name'));
    if (namespace !== undefined) dnsLabel.test(namespace, at.at('namespace'));
  });
}

/** A source as an object of a namespace names it: without the namespace where both are in one. @internal */
export function fluxSourceToWire<K extends `${FluxSourceKind}`>(
  { sourceKind, name, namespace }: IFluxSource,
  own: string | undefined,
): { readonly kind: K; readonly name: string; readonly namespace?: string } {
  // The shape of the props has refused every other kind.
  const kind = sourceKind as `${FluxSourceKind}` as K;
  return { kind, name, ...(namespace === undefined || namespace === own ? {} : { namespace }) };
}
