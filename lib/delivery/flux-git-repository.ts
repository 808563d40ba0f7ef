import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import type { CustomOverrideOf } from '../core/custom-kinds';
import { dnsSubdomain, instance, seconds } from '../core/fields';
import { defineCustomObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import { checkProps, required, type Shape } from '../core/shape';
import { toGoDuration } from '../parts/containers/go-duration';
import { override } from '../workloads/overrides';
import { FluxGitReference } from './flux-git-reference';
import { FluxSourceKind, type IFluxSource } from './flux-source-reference';
import { repositoryUrl } from './repository-url';

/** A part of a GitRepository, merged into it at the end; `null` removes a field. */
export type FluxGitRepositoryOverride = CustomOverrideOf<'GitRepository'>;

/** What a GitRepository can say. */
export interface FluxGitRepositoryProps extends ObjectProps {
  /** Address, such as `https://git.example.com/shop/deploy.git` or `ssh://git@git.example.com/shop/deploy.git`. */
  readonly url: string;
  /** What is fetched. @default - Flux's: the branch master */
  readonly reference?: FluxGitReference;
  /** How often it is looked for news, in whole seconds. */
  readonly interval: Duration;
  /** How long a fetch may take, in whole seconds. @default - Flux's: 60 s */
  readonly timeout?: Duration;
  /** Secret of its namespace with what the repository asks for: user and password, or a key. @default - none: it is public */
  readonly secretName?: string;
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: FluxGitRepositoryOverride;
}

const fluxGitRepositoryProps: Shape<FluxGitRepositoryProps> = {
  ...objectProps,
  url: required(
    repositoryUrl(/^(https?|ssh):\/\/\S+$/, 'an address that begins with https://, http:// or ssh://', (got) => {
      const [, user, path] = /^([\w.-]+@[\w.-]+):(.+)$/.exec(got) ?? [];
      return user === undefined || path === undefined ? undefined : `write "ssh://${user}/${path}"`;
    }),
  ),
  reference: instance(FluxGitReference, "FluxGitReference.branch('main'), FluxGitReference.tag(name), …"),
  interval: required(seconds(1)),
  timeout: seconds(1),
  secretName: dnsSubdomain,
  override,
};

/**
 * A Git repository that Flux fetches: a GitRepository.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/
 */
export class FluxGitRepository extends ChartConstruct implements IFluxSource {
  /** Its kind. */
  readonly sourceKind = FluxSourceKind.GIT_REPOSITORY;
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The GitRepository. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: FluxGitRepositoryProps) {
    super(scope, id);
    checkProps(this, props, fluxGitRepositoryProps);
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    const { url, reference, interval, timeout, secretName } = props;
    this.object = defineCustomObject(
      this,
      'git-repository',
      'GitRepository',
      metadataOfObject(props),
      () => ({
        spec: {
          url,
          ...(reference === undefined ? {} : { ref: reference._toWire() }),
          interval: toGoDuration(interval),
          ...(timeout === undefined ? {} : { timeout: toGoDuration(timeout) }),
          ...(secretName === undefined ? {} : { secretRef: { name: secretName } }),
        },
      }),
      props.override,
    );
  }
}
