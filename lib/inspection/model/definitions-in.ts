import { unfold } from './manifest-set';
import type { ManifestSource } from '../reading/manifest-source';
import type { CustomResourceDefinition } from '../schema/custom-resources';

/** The custom resource definitions among manifests, so that the objects of their kinds can be checked with them. */
export function definitionsIn(sources: readonly ManifestSource[]): readonly CustomResourceDefinition[] {
  return sources
    .filter(({ manifest }) => mayHold(manifest))
    .flatMap((source) =>
      unfold(source.manifest, [], 0)
        .map(({ manifest }) => manifest)
        .filter(isUsable),
    );
}

/** Whether it is a definition or a list: of all others there may be many. */
function mayHold(manifest: unknown): boolean {
  const { kind, items } = (manifest ?? {}) as { kind?: unknown; items?: unknown };
  return kind === 'CustomResourceDefinition' || items !== undefined;
}

/** Whether it is a definition, and one that says what it defines: what else is wrong with it is a finding of its own. */
function isUsable(manifest: unknown): boolean {
  const { kind, spec } = (manifest ?? {}) as { kind?: unknown; spec?: { names?: unknown } | null };
  return kind === 'CustomResourceDefinition' && typeof spec?.names === 'object' && spec.names !== null;
}
