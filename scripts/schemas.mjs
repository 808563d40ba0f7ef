// Makes lib/inspection/schema/data/, lib/inspection/schema/wire-types.ts and lib/core/kubernetes/cluster-scoped-kinds.ts from Kubernetes' own OpenAPI documents.
//
//   npm run schemas -- --from <folder>
//
// The folder holds, for each version, `kubernetes-1.NN.json` or `.json.gz`: the file api/openapi-spec/swagger.json of the Go module
// k8s.io/kubernetes at the tag of its newest patch (`go mod download -json k8s.io/kubernetes@v1.37.2` names the folder that has it).
// The scope of a kind is read from the paths of that document, or from `scopes` ("apps/v1 Deployment": "Namespaced") where a copy
// leaves them out. The output depends on the documents alone: same documents, same bytes.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import prettier from 'prettier';

/** The versions that the data covers, the oldest first. */
const versions = ['1.27', '1.28', '1.29', '1.30', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36', '1.37'];
const newest = versions.at(-1);

/** Definitions of two groups that share a name and are not the same; the other one keeps the name. */
const renamed = {
  'io.k8s.api.authentication.v1.TokenRequest': 'TokenRequestObject',
  'io.k8s.api.core.v1.Event': 'CoreEvent',
  'io.k8s.api.core.v1.EventSeries': 'CoreEventSeries',
  'io.k8s.api.flowcontrol.v1.Subject': 'FlowSubject',
  'io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.ServiceReference': 'ApiServiceReference',
  'io.k8s.api.resource.v1.ResourceClaim': 'ResourceClaimObject',
};

/** Definitions that are no object with fields of its own. */
const special = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'q',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'x',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 's',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 's',
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': 'a',
  'io.k8s.apimachinery.pkg.runtime.RawExtension': 'a',
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON': 'a',
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray': 'a',
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool': 'a',
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray': 'a',
};

/** Kinds whose types the rules read: the types are written out for them and what they contain. */
const typedKinds = [
  'Pod PodTemplate ReplicationController Deployment ReplicaSet StatefulSet DaemonSet Job CronJob Service ConfigMap Secret',
  'ServiceAccount PersistentVolumeClaim PersistentVolume Namespace ResourceQuota LimitRange Ingress IngressClass',
  'NetworkPolicy HorizontalPodAutoscaler PodDisruptionBudget Role ClusterRole RoleBinding ClusterRoleBinding',
  'StorageClass PriorityClass',
].flatMap((names) => names.split(' '));

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'lib/inspection/schema');

function minor(version) {
  return Number(version.slice(2));
}

function readDocument(folder, version) {
  for (const name of [`kubernetes-${version}.json.gz`, `kubernetes-${version}.json`, join(version, 'swagger.json')]) {
    const path = join(folder, name);
    if (existsSync(path)) {
      const bytes = readFileSync(path);
      return JSON.parse((name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
    }
  }
  throw new Error(`${folder} has no kubernetes-${version}.json; the first lines of this script say where it is from`);
}

/** `HTTPGetAction` of core/v1 is HttpGetAction, HorizontalPodAutoscaler of autoscaling/v2 HorizontalPodAutoscalerV2. */
function nameOf(full) {
  const [version, last] = full.split('.').slice(-2);
  const name = last.replace(
    /[A-Z]+(?=[A-Z][a-z]|$|\d)|[A-Z]{2,}(?=s$)/g,
    (word) => word[0] + word.slice(1).toLowerCase(),
  );
  const suffix = /^v\d/.test(version) && version !== 'v1' ? version : '';
  const words = suffix.match(/[a-z]+\d*/g) ?? [];
  return renamed[full] ?? name + words.map((word) => word[0].toUpperCase() + word.slice(1)).join('');
}

function scopesOf(document) {
  if (document.scopes !== undefined) {
    return new Map(Object.entries(document.scopes));
  }
  const scopes = new Map();
  for (const [path, operations] of Object.entries(document.paths)) {
    const { post, put } = operations;
    const made = (post ?? put)?.['x-kubernetes-group-version-kind'];
    if (made !== undefined && !path.includes('/status')) {
      const api = made.group === '' ? made.version : `${made.group}/${made.version}`;
      scopes.set(`${api} ${made.kind}`, path.includes('/namespaces/{namespace}/') ? 'Namespaced' : 'Cluster');
    }
  }
  return scopes;
}

function readVersion(folder, version) {
  const document = readDocument(folder, version);
  const encode = (schema, lenient) => {
    if (schema.$ref !== undefined) {
      const full = schema.$ref.replace('#/definitions/', '');
      const found = document.definitions[full];
      return special[full] ?? (found?.properties === undefined ? 'a' : `${lenient ? '~' : ''}${nameOf(full)}`);
    }
    switch (schema.type) {
      case 'array':
        return `[]${encode(schema.items, lenient)}`;
      case 'object':
        return schema.additionalProperties === undefined ? 'a' : `{}${encode(schema.additionalProperties, lenient)}`;
      case 'boolean':
        return 'b';
      case 'integer':
        return schema.format === 'int64' ? 'l' : 'i';
      case 'number':
        return 'n';
      case 'string':
        return 's';
      default:
        return 'a';
    }
  };
  const all = new Map();
  for (const [full, { properties, required = [] }] of Object.entries(document.definitions)) {
    if (properties !== undefined && special[full] === undefined) {
      const isKind =
        properties.apiVersion !== undefined && properties.kind !== undefined && properties.metadata !== undefined;
      const fields = Object.entries(properties)
        .filter(([key]) => !isKind || (key !== 'apiVersion' && key !== 'kind'))
        // What a manifest says of the status is decoded, and then dropped: only names and types of its fields count.
        .map(
          ([key, schema]) => `${key}${required.includes(key) ? '!' : ''}=${encode(schema, isKind && key === 'status')}`,
        );
      all.set(nameOf(full), fields.sort().join(' '));
    }
  }
  const kinds = new Map();
  for (const [key, scope] of scopesOf(document)) {
    const [api, kind] = key.split(' ');
    const [full] =
      Object.entries(document.definitions).find(([, definition]) =>
        definition['x-kubernetes-group-version-kind']?.some(
          (each) => each.kind === kind && (each.group === '' ? each.version : `${each.group}/${each.version}`) === api,
        ),
      ) ?? [];
    if (full !== undefined && !kind.endsWith('List') && document.definitions[full].properties?.metadata !== undefined) {
      kinds.set(key, `${nameOf(full)} ${scope === 'Cluster' ? 'c' : 'n'}`);
    }
  }
  const definitions = new Map();
  const reach = (name) => {
    if (!definitions.has(name) && all.has(name)) {
      definitions.set(name, all.get(name));
      for (const [, inner] of all.get(name).matchAll(/=(?:\[\]|\{\})*~?([A-Z]\w*)/g)) {
        reach(inner);
      }
    }
  };
  [...kinds.values()].forEach((value) => reach(value.split(' ')[0]));
  if (kinds.size < 50 || definitions.size < 300) {
    throw new Error(`${version}: only ${kinds.size} kinds and ${definitions.size} definitions found`);
  }
  return { kinds, definitions };
}

function difference(from, to) {
  const removed = [...from.keys()].filter((key) => !to.has(key));
  const changed = [...to].filter(([key, value]) => from.get(key) !== value);
  return [...removed.map((key) => [key, '-']), ...changed].sort(([a], [b]) => (a < b ? -1 : 1));
}

const generated = (what) =>
  `// Generated by scripts/schemas.mjs from ${what} (Apache-2.0). Do not edit: npm run schemas.\n`;

function dataFile(version, base, data) {
  const kinds = difference(base?.kinds ?? new Map(), data.kinds);
  const definitions = difference(base?.definitions ?? new Map(), data.definitions);
  const only = base === undefined ? '' : `; only what differs from ${newest}`;
  const lines = (rows) => rows.map(([key, value]) => `${key} ${value}`).join('\n');
  return [
    generated(`the OpenAPI document of Kubernetes ${version}`),
    `/** The kinds of Kubernetes ${version}: apiVersion, kind, definition, and c for those outside of namespaces${only}. */`,
    `export const kinds = \`\n${lines(kinds)}\n\`;`,
    '',
    `/** The definitions of Kubernetes ${version}: name, then field=type, \`!\` for required, \`~\` for a status${only}. */`,
    `export const definitions = \`\n${lines(definitions)}\n\`;`,
    '',
  ].join('\n');
}

/** The fields and kinds that not every version knows, with the first and the last one that do. */
function spansFile(read) {
  const spans = new Map();
  read.forEach(({ kinds, definitions }, index) => {
    const keys = [...kinds.keys()];
    for (const [name, line] of definitions) {
      keys.push(
        ...line
          .split(' ')
          .filter((field) => field !== '')
          .map((field) => `${name}.${field.replace(/!?=.*$/, '')}`),
      );
    }
    for (const key of keys) {
      spans.set(key, [spans.get(key)?.[0] ?? index, index]);
    }
  });
  const last = versions.length - 1;
  // A field of a definition that is itself younger says nothing new.
  const known = read.map(({ definitions }) => definitions);
  const rows = [...spans].filter(([key, [from, to]]) => {
    const [owner] = key.split('.');
    const owned = key.includes(' ') ? [] : known.map((each) => each.has(owner));
    const isOwners = owned.length > 0 && owned.indexOf(true) === from && owned.lastIndexOf(true) === to;
    return (from > 0 || to < last) && !isOwners;
  });
  const text = rows
    .map(([key, [from, to]]) => `${key}=${minor(versions[from])}-${to === last ? '' : minor(versions[to])}`)
    .sort()
    .join('\n');
  return [
    generated(`the OpenAPI documents of Kubernetes ${versions[0]} to ${newest}`),
    '/** Kinds and fields that not all of these versions know: the first minor version that does, and the last. */',
    `export const spans = \`\n${text}\n\`;`,
    '',
  ].join('\n');
}

/** The kinds outside of namespaces, of whatever version: `Namespace`, `ClusterRole.rbac.authorization.k8s.io`. */
function clusterScopedFile(read) {
  const names = new Set();
  for (const { kinds } of read) {
    for (const [key, value] of kinds) {
      const [api, kind] = key.split(' ');
      if (value.endsWith(' c')) {
        names.add(api.includes('/') ? `${kind}.${api.replace(/\/.*/, '')}` : kind);
      }
    }
  }
  return [
    generated(`the OpenAPI documents of Kubernetes ${versions[0]} to ${newest}`),
    '/** The kinds of Kubernetes that belong to no namespace, as `Kind` or `Kind.group`. */',
    `export const clusterScopedKinds: readonly string[] = [\n${[...names]
      .sort()
      .map((name) => `  '${name}',`)
      .join('\n')}\n];`,
    '',
  ].join('\n');
}

/** TypeScript types of the wire form, all optional: a rule reads what the schema check has let through. */
function typesFile(read) {
  const fields = new Map();
  const kinds = new Map();
  read.forEach(({ definitions, kinds: roots }, index) => {
    for (const [name, line] of definitions) {
      const known = fields.get(name) ?? new Map();
      for (const [, wire, type] of line.matchAll(/(\S+?)!?=(\S+)/g)) {
        known.set(wire, { type, since: known.get(wire)?.since ?? (fields.has(name) || index === 0 ? index : 0) });
      }
      fields.set(name, known);
    }
    for (const [key, value] of roots) {
      kinds.set(value.split(' ')[0], key.split(' ')[1]);
    }
  });
  const scalars = {
    s: 'string',
    i: 'number',
    l: 'number',
    n: 'number',
    b: 'boolean',
    a: 'unknown',
    q: 'Quantity',
    x: 'IntOrString',
  };
  const typescript = (type) => {
    if (type.startsWith('[]')) {
      return `readonly ${typescript(type.slice(2))}[]`;
    }
    if (type.startsWith('{}')) {
      return `Readonly<Record<string, ${typescript(type.slice(2))}>>`;
    }
    return type.startsWith('~') ? 'unknown' : (scalars[type] ?? type);
  };
  const reached = new Set();
  const reach = (name) => {
    if (!reached.has(name) && fields.has(name)) {
      reached.add(name);
      [...fields.get(name).values()].forEach(({ type }) => reach(type.replace(/^(\[\]|\{\})*/, '')));
    }
  };
  [...kinds]
    .filter(([name, kind]) => typedKinds.includes(kind) && !/V\d/.test(name.replace(/V2$/, '')))
    .forEach(([name]) => reach(name));
  const head = `${generated(`the OpenAPI documents of Kubernetes ${versions[0]} to ${newest}`)}
/** A number with a unit, as \`500m\` or \`1Gi\`. */
export type Quantity = string | number;

/** A number, or a name or percentage. */
export type IntOrString = string | number;
`;
  const bodies = [...reached].sort().map((name) => {
    const own = [...fields.get(name)].sort(([a], [b]) => (a < b ? -1 : 1));
    const text = { type: 's', since: 0 };
    const all = kinds.has(name) ? [['apiVersion', text], ['kind', text], ...own] : own;
    const lines = [...new Map(all)].map(([wire, { type, since }]) => {
      const key = /^[A-Za-z_]\w*$/.test(wire) ? wire : `'${wire}'`;
      const note = since === 0 ? '' : `  /** @since Kubernetes ${versions[since]} */\n`;
      return `${note}  readonly ${key}?: ${typescript(type)};`;
    });
    return `export interface ${name} {\n${lines.join('\n')}\n}\n`;
  });
  return [head, ...bodies].join('\n');
}

const flag = process.argv.indexOf('--from');
const folder = process.argv[flag + 1];
if (flag < 0 || folder === undefined) {
  throw new Error(
    'npm run schemas -- --from <folder>: the first lines of scripts/schemas.mjs say what the folder holds',
  );
}
mkdirSync(join(target, 'data'), { recursive: true });
const read = versions.map((version) => readVersion(folder, version));
for (const [index, version] of versions.entries()) {
  const text = dataFile(version, version === newest ? undefined : read.at(-1), read[index]);
  writeFileSync(join(target, 'data', `kubernetes-${version}.ts`), text);
  console.log(
    `${version}: ${read[index].kinds.size} kinds, ${read[index].definitions.size} definitions, ${text.length} bytes`,
  );
}
writeFileSync(join(target, 'data', 'spans.ts'), spansFile(read));
mkdirSync(join(root, 'lib/core/kubernetes'), { recursive: true });
writeFileSync(join(root, 'lib/core/kubernetes/cluster-scoped-kinds.ts'), clusterScopedFile(read));
const options = await prettier.resolveConfig(join(target, 'wire-types.ts'));
writeFileSync(
  join(target, 'wire-types.ts'),
  await prettier.format(typesFile(read), { ...options, parser: 'typescript' }),
);
