import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import type { ApplicationSpec } from '../../imports/argoproj.io';
import type { CustomOverrideOf } from '../core/custom-kinds';
import { flag, instance, integer, struct, text } from '../core/fields';
import { defineCustomObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import { checkProps, required, type Shape } from '../core/shape';
import type { Wire } from '../core/wire';
import { override } from '../workloads/overrides';
import { ArgoCdDestination } from './argo-cd-destination';
import { ArgoCdSource } from './argo-cd-source';
import { argoCdSyncPolicy, argoCdSyncPolicyToWire, type ArgoCdSyncPolicy } from './argo-cd-sync-policy';

/** A part of an Application, merged into it at the end; `null` removes a field. */
export type ArgoCdApplicationOverride = CustomOverrideOf<'Application'>;

/** What an Application says beside its source. */
export interface ArgoCdApplicationOptions {
  /** Where the objects go to. */
  readonly destination: ArgoCdDestination;
  /** Project that says what the Application may do. @default 'default', the project that Argo CD brings along */
  readonly project?: string;
  /** How the cluster is brought to what Git says. @default - Argo CD's: a person starts each sync */
  readonly syncPolicy?: ArgoCdSyncPolicy;
  /** Whether the objects are deleted with the Application. @default false */
  readonly cascadingDeletion?: boolean;
}

/** What one Application can say. */
export interface ArgoCdApplicationProps extends ObjectProps, ArgoCdApplicationOptions {
  /** What is applied. */
  readonly source: ArgoCdSource;
  /** Sync wave among the objects that one Application applies; smaller ones come first. @default - Argo CD's: 0 */
  readonly wave?: number;
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: ArgoCdApplicationOverride;
}

/** @internal */
export const argoCdApplicationOptions: Shape<ArgoCdApplicationOptions> = {
  destination: required(instance(ArgoCdDestination, 'ArgoCdDestination.inCluster(), ArgoCdDestination.server(url), …')),
  project: text,
  syncPolicy: struct(() => argoCdSyncPolicy),
  cascadingDeletion: flag,
};

const argoCdApplicationProps: Shape<ArgoCdApplicationProps> = {
  ...objectProps,
  ...argoCdApplicationOptions,
  source: required(instance(ArgoCdSource, 'ArgoCdSource.git({ … }), ArgoCdSource.helmChart({ … })')),
  wave: integer(-2147483648),
  override,
};

/** @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/ @internal */
export const syncWave = 'argocd.argoproj.io/sync-wave';

/**
 * What Argo CD applies, and where: an Application.
 *
 * It belongs into Argo CD's own namespace, which most call `argocd`.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#applications
 */
export class ArgoCdApplication extends ChartConstruct {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The Application. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: ArgoCdApplicationProps) {
    super(scope, id);
    checkProps(this, props, argoCdApplicationProps);
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    const { source, destination, wave } = props;
    this.object = defineCustomObject(
      this,
      'application',
      'Application',
      metadataOfObject(props, wave === undefined ? {} : { annotations: { [syncWave]: String(wave) } }),
      () => ({
        spec: { ...commonSpec(props), source: source._toWire(), destination: destination._toWire() },
      }),
      props.override,
    );
    addFinalizer(this.object, props);
  }
}

/** What all Applications of some options say alike. @internal */
export function commonSpec({
  project = 'default',
  syncPolicy,
}: ArgoCdApplicationOptions): Pick<Wire<ApplicationSpec>, 'project' | 'syncPolicy'> {
  return {
    project,
    ...(syncPolicy === undefined ? {} : { syncPolicy: argoCdSyncPolicyToWire(syncPolicy) }),
  };
}

/** @see https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/#about-the-deletion-finalizer @internal */
export function addFinalizer(application: Manifest, { cascadingDeletion = false }: ArgoCdApplicationOptions): void {
  if (cascadingDeletion) application.metadata.addFinalizers('resources-finalizer.argocd.argoproj.io');
}
