import { dns1035Label, dnsSubdomain } from '../../formats/name-formats';
import type { Manifest } from '../../model/manifest-object';
import { objectRule } from '../../rule/rule';
import { describe } from '../../schema/validator';
import type { Problem } from './node-selector';

/** What is read here of the definition of a custom resource. */
interface Definition {
  readonly group?: string;
  readonly names?: { readonly plural?: string };
  readonly versions?: readonly {
    readonly name?: string;
    readonly storage?: boolean;
    readonly schema?: { readonly openAPIV3Schema?: { readonly type?: unknown } };
  }[];
}

/** Finds definitions of custom resources that the API server refuses; what is empty in them is api/empty-value's. */
export const customResourceDefinition = objectRule<Manifest & { readonly spec?: Definition }>({
  id: 'api/custom-resource-definition',
  summary: 'a definition of a custom resource whose name, versions or schemas the API server refuses',
  kinds: ['CustomResourceDefinition.apiextensions.k8s.io'],
  check({ name, manifest: { apiVersion, spec } }, { report }) {
    for (const [path, message, fix] of spec === undefined || apiVersion?.endsWith('/v1') !== true
      ? []
      : problems(spec, name)) {
      report({ path, message, fix });
    }
  },
});

function* problems({ group, names, versions = [] }: Definition, name: string): Iterable<Problem> {
  const plural = names?.plural;
  if (plural !== undefined && group !== undefined && name !== '' && name !== `${plural}.${group}`) {
    const message = `the name must be the plural, a dot and the group, '${plural}.${group}'; got '${name}'`;
    yield [['metadata', 'name'], message, `write ${plural}.${group}`];
  }
  if (group !== undefined && group !== '' && !(dnsSubdomain.pattern.test(group) && group.includes('.'))) {
    yield [
      ['spec', 'group'],
      `the group must be a domain with a dot, got ${describe(group)}`,
      'write it as example.com',
    ];
  }
  const stored = versions.filter(({ storage }) => storage === true).length;
  if (stored !== 1) {
    const message = `one version must have storage: true, got ${stored === 0 ? 'none' : stored}`;
    yield [['spec', 'versions'], message, 'mark the version that is kept'];
  }
  const seen = new Set<string>();
  for (const [index, { name: version = '', schema }] of versions.entries()) {
    const path = ['spec', 'versions', index];
    if (!dns1035Label.pattern.test(version)) {
      yield [[...path, 'name'], `a version is written as 'v1' or 'v1beta1', got ${describe(version)}`, 'rename it'];
    } else if (seen.has(version)) {
      yield [[...path, 'name'], `the version '${version}' stands twice`, 'remove one of the two'];
    }
    seen.add(version);
    const root = schema?.openAPIV3Schema;
    if (root === undefined) {
      yield [[...path, 'schema', 'openAPIV3Schema'], 'every version needs a schema, got none', 'add openAPIV3Schema'];
    } else if (root.type !== 'object') {
      const message = `the schema must be of type object at its root, got ${describe(root.type ?? '')}`;
      yield [[...path, 'schema', 'openAPIV3Schema', 'type'], message, 'add type: object'];
    }
  }
}
