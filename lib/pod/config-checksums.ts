import type { IConstruct } from 'constructs';
import { ConfigRollout } from '../parts/configuration/config-files';
import type { ConfigReference } from '../parts/configuration/config-reference';
import { EnvValue } from '../parts/configuration/env-value';
import { SecurityProfile, SecurityProfiles } from '../parts/access/security-profile';
import type { ContainerOptions } from './container-options';

/** The ConfigMaps that a container refers to, in the order of its props; `env` may have grown since these were given. */
export function configReferencesOf(
  container: ContainerOptions,
  env: Iterable<string | EnvValue> = Object.values(container.env ?? {}),
): readonly ConfigReference[] {
  return [
    ...[...env].map((value) => (value instanceof EnvValue ? value._config : undefined)),
    ...(container.envFrom ?? []).map((source) => source._config),
    ...(container.volumeMounts ?? []).map(({ volume }) => volume._config),
  ].filter((reference) => reference !== undefined);
}

/**
 * Annotations of pods that change with the ConfigMaps that the pods refer to.
 *
 * A change of the content rolls the pods, unless whoever made the ConfigMap, or the plain profile, says otherwise.
 */
export function checksumsOf(
  owner: IConstruct,
  references: readonly ConfigReference[],
): { readonly [annotation: string]: string } {
  const usual = SecurityProfiles.of(owner) === SecurityProfile.PLAIN ? ConfigRollout.NONE : ConfigRollout.CHECKSUM;
  return Object.fromEntries(
    references.flatMap((reference) => {
      const { checksum, rollout = usual, annotation } = reference;
      return checksum === undefined || rollout !== ConfigRollout.CHECKSUM ? [] : [[annotation, checksum]];
    }),
  );
}
