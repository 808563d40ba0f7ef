// Makes lib/inspection/schema/data/ and lib/inspection/schema/wire-types.ts from the types of the cdk8s-plus packages.
//
//   npm run schemas                      fetches the pinned packages with npm into a temporary folder
//   npm run schemas -- --from <folder>   takes them from <folder>/node_modules instead
//
// Every property of those types names its wire form (`@schema io.k8s.api.core.v1.PodSpec#hostPID`), and every class its
// apiVersion and kind, so nothing has to be guessed. The output depends on the packages alone: same packages, same bytes.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';

/** The packages that the data comes from; 27 is the one that package-lock.json pins. */
const packages = {
  1.27: '2.9.5',
  1.28: '2.5.6',
  1.29: '2.6.0',
  '1.30': '2.4.10',
  1.31: '2.6.43',
  1.32: '2.5.92',
  1.33: '2.5.57',
  1.34: '2.0.54',
};

/** The types give `number` for all three; these are the fields that the API defines as a double. */
const doubles = new Set(['JSONSchemaProps#maximum', 'JSONSchemaProps#minimum', 'JSONSchemaProps#multipleOf']);

/** The fields that the API defines as int64; every other number is an int32. */
const longs = new Set(
  [
    'activeDeadlineSeconds deletionGracePeriodSeconds fsGroup generation gracePeriodSeconds runAsGroup runAsUser seconds',
    'expirationSeconds remainingItemCount revision startingDeadlineSeconds supplementalGroups terminationGracePeriodSeconds',
    'tolerationSeconds maxLength minLength maxItems minItems maxProperties minProperties int resourceSliceCount count',
  ].flatMap((names) => names.split(' ')),
);

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
  return version.slice(2);
}

function fetchPackages() {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-schemas-'));
  const wanted = Object.entries(packages).map(([version, release]) => `cdk8s-plus-${minor(version)}@${release}`);
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  const options = ['--no-save', '--ignore-scripts', '--legacy-peer-deps', '--omit=optional', '--no-audit', '--no-fund'];
  execFileSync('npm', ['install', '--silent', ...options, ...wanted], { cwd: folder, stdio: 'inherit' });
  return folder;
}

function readPackage(folder, version) {
  const home = join(folder, 'node_modules', `cdk8s-plus-${minor(version)}`);
  const found = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version;
  if (found !== packages[version]) {
    throw new Error(`cdk8s-plus-${minor(version)} must be ${packages[version]}, got ${found}`);
  }
  const types = readFileSync(join(home, 'lib/imports/k8s.d.ts'), 'utf8');
  const code = readFileSync(join(home, 'lib/imports/k8s.js'), 'utf8');
  return { types, code };
}

/** Reads every interface: its name and, for every property, wire name, type and whether it is required. */
function readInterfaces(types) {
  const result = new Map();
  for (const [, name, body] of types.matchAll(/^export interface (\w+) \{\n([\s\S]*?)^\}/gm)) {
    const fields = [];
    const property =
      /@schema (\S+)#(\S+)\n(?:\s*\*\s*@?[^\n]*\n)*?\s*\*\/\n\s*readonly (\w+|'[^']+')(\??): ([^;{]+|\{\s*\[key: string\]: [^;]+;\s*\});/g;
    for (const [, schema, wire, , optional, type] of body.matchAll(property)) {
      fields.push({ wire, required: optional === '', type: type.trim(), owner: schema.split('.').at(-1) });
    }
    const declared = body.match(/^ {4}readonly /gm)?.length ?? 0;
    if (declared !== fields.length) {
      throw new Error(`${name}: ${declared} properties, but only ${fields.length} of them understood`);
    }
    result.set(name, fields);
  }
  return result;
}

/** Reads apiVersion and kind of every class. */
function readKinds(code) {
  const result = new Map();
  const pattern =
    /(?:(Kube\w+)\.GVK = |class (Kube\w+) (?:(?!\nclass )[\s\S])*?static GVK = )\{\s*apiVersion: '([^']+)',\s*kind: '([^']+)',/g;
  for (const [, before, inside, apiVersion, kind] of code.matchAll(pattern)) {
    result.set(before ?? inside, { apiVersion, kind });
  }
  return result;
}

function readVersion(folder, version) {
  const { types, code } = readPackage(folder, version);
  const interfaces = readInterfaces(types);
  const kinds = readKinds(code);
  const names = new Map();
  for (const name of interfaces.keys()) {
    const short = name.replace(/^Kube(\w+)Props$/, '$1');
    names.set(name, short !== name && interfaces.has(short) ? `${short}Object` : short);
  }
  const scalars = { string: 's', boolean: 'b', any: 'a', Date: 's', Quantity: 'q', IntOrString: 'x' };
  const encode = (field, type) => {
    if (type.endsWith('[]')) {
      return `[]${encode(field, type.slice(0, -2))}`;
    }
    const map = /^\{\s*\[key: string\]: ([^;]+);\s*\}$/.exec(type);
    if (map) {
      return `{}${encode(field, map[1])}`;
    }
    if (type === 'number') {
      return doubles.has(`${field.owner}#${field.wire}`) ? 'n' : longs.has(field.wire) ? 'l' : 'i';
    }
    if (type in scalars) {
      return scalars[type];
    }
    if (names.has(type)) {
      return names.get(type);
    }
    if (types.includes(`export declare enum ${type} `)) {
      return 's';
    }
    throw new Error(`${version}: unknown type ${type} of ${field.owner}#${field.wire}`);
  };
  const definitions = new Map();
  for (const [name, fields] of interfaces) {
    const encoded = fields
      .map((field) => `${field.wire}${field.required ? '!' : ''}=${encode(field, field.type)}`)
      .sort();
    definitions.set(names.get(name), encoded.join(' '));
  }
  const roots = new Map([['v1 Event', 'CoreEvent']]);
  correct(definitions);
  const reached = new Set();
  const reach = (name) => {
    if (reached.has(name)) {
      return;
    }
    reached.add(name);
    for (const [, inner] of definitions.get(name).matchAll(/=(?:\[\]|\{\})*([A-Z]\w*)/g)) {
      reach(inner);
    }
  };
  reach('CoreEvent');
  for (const [name, { apiVersion, kind }] of kinds) {
    if (kind.endsWith('List')) {
      continue;
    }
    roots.set(`${apiVersion} ${kind}`, names.get(`${name}Props`));
    reach(names.get(`${name}Props`));
  }
  for (const name of [...definitions.keys()].filter((name) => !reached.has(name))) {
    definitions.delete(name);
  }
  if (roots.size < 50 || definitions.size < 300) {
    throw new Error(`${version}: only ${roots.size} kinds and ${definitions.size} definitions found`);
  }
  return { kinds: roots, definitions };
}

/** Types of two groups that share a name are one type in the packages: where it is the other's, the right one is set here. */
function correct(definitions) {
  definitions.set(
    'CoreEvent',
    'action=s count=i eventTime=s firstTimestamp=s involvedObject!=ObjectReference lastTimestamp=s message=s ' +
      'metadata!=ObjectMeta reason=s related=ObjectReference reportingComponent=s reportingInstance=s series=a ' +
      'source=EventSource type=s',
  );
  const rules = definitions.get('PolicyRulesWithSubjects');
  if (rules !== undefined) {
    definitions.set('PolicyRulesWithSubjects', rules.replace('subjects!=[]Subject', 'subjects!=[]a'));
  }
}

function difference(from, to) {
  const removed = [...from.keys()].filter((key) => !to.has(key));
  const changed = [...to].filter(([key, value]) => from.get(key) !== value);
  return [...removed.map((key) => [key, '-']), ...changed].sort(([a], [b]) => (a < b ? -1 : 1));
}

function dataFile(version, base, data) {
  const kinds = difference(base?.kinds ?? new Map(), data.kinds);
  const definitions = difference(base?.definitions ?? new Map(), data.definitions);
  const lines = [
    `// Generated by scripts/schemas.mjs from cdk8s-plus-${minor(version)} ${packages[version]} (Apache-2.0). Do not edit: npm run schemas.`,
    '',
    `/** The kinds of Kubernetes ${version}: apiVersion, kind, definition${base ? `; only what differs from ${first}` : ''}. */`,
    `export const kinds = \`\n${kinds.map(([key, value]) => `${key} ${value}`).join('\n')}\n\`;`,
    '',
    `/** The definitions of Kubernetes ${version}: name, then field=type, \`!\` for required${base ? `; only what differs from ${first}` : ''}. */`,
    `export const definitions = \`\n${definitions.map(([key, value]) => `${key} ${value}`).join('\n')}\n\`;`,
    '',
  ];
  return lines.join('\n');
}

/** TypeScript types of the wire form, all optional: a rule reads what the schema check has let through. */
function typesFile(versions) {
  const fields = new Map();
  const kinds = new Map();
  for (const { definitions, kinds: roots } of versions) {
    for (const [name, line] of definitions) {
      const known = fields.get(name) ?? new Map();
      for (const [, wire, type] of line.matchAll(/(\S+?)!?=(\S+)/g)) {
        known.set(wire, type);
      }
      fields.set(name, known);
    }
    for (const [key, name] of roots) {
      kinds.set(name, key.split(' ')[1]);
    }
  }
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
    return scalars[type] ?? type;
  };
  const reached = new Set();
  const reach = (name) => {
    if (!reached.has(name) && fields.has(name)) {
      reached.add(name);
      [...fields.get(name).values()].forEach((type) => reach(type.replace(/^(\[\]|\{\})*/, '')));
    }
  };
  [...kinds]
    .filter(([name, kind]) => typedKinds.includes(kind) && !/V\d/.test(name.replace(/V2$/, '')))
    .forEach(([name]) => reach(name));
  const head = `// Generated by scripts/schemas.mjs from the cdk8s-plus packages (Apache-2.0). Do not edit: npm run schemas.

/** A number with a unit, as \`500m\` or \`1Gi\`. */
export type Quantity = string | number;

/** A number, or a name or percentage. */
export type IntOrString = string | number;
`;
  const bodies = [...reached].sort().map((name) => {
    const isKind = kinds.has(name);
    const own = [...fields.get(name)].sort(([a], [b]) => (a < b ? -1 : 1));
    const all = isKind ? [['apiVersion', 's'], ['kind', 's'], ...own, ['status', 'a']] : own;
    const unique = new Map(all);
    const lines = [...unique].map(([wire, type]) => {
      const key = /^[A-Za-z_]\w*$/.test(wire) ? wire : `'${wire}'`;
      return `  readonly ${key}?: ${typescript(type)};`;
    });
    return `export interface ${name} {\n${lines.join('\n')}\n}\n`;
  });
  return [head, ...bodies].join('\n');
}

const first = '1.27';
const flag = process.argv.indexOf('--from');
const folder = flag > 0 ? process.argv[flag + 1] : fetchPackages();
try {
  mkdirSync(join(target, 'data'), { recursive: true });
  const versions = Object.keys(packages).sort((a, b) => minor(a) - minor(b));
  const read = versions.map((version) => readVersion(folder, version));
  for (const [index, version] of versions.entries()) {
    const text = dataFile(version, index === 0 ? undefined : read[0], read[index]);
    writeFileSync(join(target, 'data', `kubernetes-${version}.ts`), text);
    console.log(
      `${version}: ${read[index].kinds.size} kinds, ${read[index].definitions.size} definitions, ${text.length} bytes`,
    );
  }
  const options = await prettier.resolveConfig(join(target, 'wire-types.ts'));
  writeFileSync(
    join(target, 'wire-types.ts'),
    await prettier.format(typesFile(read), { ...options, parser: 'typescript' }),
  );
} finally {
  if (flag < 0) {
    rmSync(folder, { recursive: true, force: true });
  }
}
