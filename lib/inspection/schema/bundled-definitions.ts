import type { CustomResourceDefinition } from './custom-resources';

interface Generated {
  readonly definitions: string;
}

interface Pool {
  readonly kinds: Readonly<Record<string, unknown>>;
  readonly schemas: readonly unknown[];
}

/** The groups of imports/. Each is loaded only when an object of it is met, which an import statement cannot do. */
/* eslint-disable @typescript-eslint/no-require-imports */
const loaders: Readonly<Record<string, () => Generated>> = {
  'argoproj.io': () => require('./data/custom-resources/argoproj.io') as Generated,
  'bitnami.com': () => require('./data/custom-resources/bitnami.com') as Generated,
  'cert-manager.io': () => require('./data/custom-resources/cert-manager.io') as Generated,
  'external-secrets.io': () => require('./data/custom-resources/external-secrets.io') as Generated,
  'gateway.networking.k8s.io': () => require('./data/custom-resources/gateway.networking.k8s.io') as Generated,
  'helm.toolkit.fluxcd.io': () => require('./data/custom-resources/helm.toolkit.fluxcd.io') as Generated,
  'kustomize.toolkit.fluxcd.io': () => require('./data/custom-resources/kustomize.toolkit.fluxcd.io') as Generated,
  'monitoring.coreos.com': () => require('./data/custom-resources/monitoring.coreos.com') as Generated,
  'source.toolkit.fluxcd.io': () => require('./data/custom-resources/source.toolkit.fluxcd.io') as Generated,
  'traefik.io': () => require('./data/custom-resources/traefik.io') as Generated,
};
/* eslint-enable @typescript-eslint/no-require-imports */

/** The groups of custom resources that this package knows by itself. */
export const bundledGroups: readonly string[] = Object.keys(loaders);

const pools = new Map<string, Pool>();

/**
 * The definition of a custom resource that this package knows by itself, of that one version.
 *
 * @returns undefined where it does not
 */
export function bundledDefinition(apiVersion: string, kind: string): CustomResourceDefinition {
  const [group = '', name = ''] = apiVersion.split('/');
  const pool = poolOf(group);
  const key = `${apiVersion} ${kind}`;
  if (pool === undefined || !Object.hasOwn(pool.kinds, key)) {
    return undefined;
  }
  const openAPIV3Schema = expand(pool.kinds[key], pool);
  const versions = [{ name, schema: { openAPIV3Schema } }];
  return { kind: 'CustomResourceDefinition', spec: { group, names: { kind }, versions } };
}

function poolOf(group: string): Pool | undefined {
  const load = Object.hasOwn(loaders, group) ? loaders[group] : undefined;
  if (load === undefined || pools.has(group)) {
    return pools.get(group);
  }
  const pool = JSON.parse(load().definitions) as Pool;
  pools.set(group, pool);
  return pool;
}

/** Puts schemas in the places of their numbers. */
function expand(schema: unknown, pool: Pool): unknown {
  const found = typeof schema === 'number' ? pool.schemas[schema] : schema;
  if (typeof found !== 'object' || found === null) {
    return found;
  }
  const { properties, items, additionalProperties, ...rest } = found as Readonly<Record<string, unknown>>;
  return {
    ...rest,
    ...(items === undefined ? {} : { items: expand(items, pool) }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: expand(additionalProperties, pool) }),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties as object).map(([name, field]) => [name, expand(field, pool)]),
          ),
        }),
  };
}
