import { fieldsOf, nameOf, type ApplyObject } from './apply-object';

/** Why an object was refused, in words that a log may hold, and what to do. */
export interface Refusal {
  readonly message: string;
  /** What to do. @default not known */
  readonly fix?: string;
}

/** A longer value in a message is cut. */
const longestValue = 80;

/**
 * The words of the server without what no log should hold: the patch that kubectl prints with an error, which has all of
 * the object in it, and values that are long or of a Secret.
 */
export function serverWords(text: string, object: ApplyObject): string {
  const withoutPatch = text
    .replace(/error when applying patch:\n[^]*?\nfor: "[^\n]*?": /g, '')
    .replace(/\r?\n\s*(?:\* )?/g, ' ')
    .replace(/ Please review the fields above[^]*$/, '')
    .replace(/error when (?:creating|patching|retrieving current configuration of[^]*?) "[^"]*": */g, '')
    .replace(/unable to recognize "[^"]*": /g, '')
    .replace(/^(?:error: )+/i, '')
    .trim();
  return withoutValues(withoutPatch, object.kind === 'Secret' ? 0 : longestValue);
}

function withoutValues(text: string, longest: number): string {
  const marker = 'Invalid value: ';
  let words = '';
  let from = 0;
  for (let at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, from)) {
    const start = at + marker.length;
    const end = endOfValue(text, start);
    const value = text.slice(start, end);
    words += text.slice(from, start) + (value.length > longest ? `${value.slice(0, Math.min(longest, 40))}…` : value);
    from = end;
  }
  return words + text.slice(from);
}

/** Where a value in the syntax of Go ends: at a colon or comma outside of its quotes and brackets. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  let at = start;
  for (; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (sign === '"') {
      for (at++; at < text.length && text[at] !== '"'; at++) {
        at += text[at] === '\\' ? 1 : 0;
      }
    } else if ('{[('.includes(sign)) {
      depth++;
    } else if ('}])'.includes(sign)) {
      depth--;
    }
    if (depth < 0 || (depth === 0 && ',:'.includes(sign))) {
      return at;
    }
  }
  return at;
}

/** What a message is known by, and what helps. The first that matches is taken. */
const fixes: readonly (readonly [RegExp, (match: RegExpExecArray, object: ApplyObject) => string])[] = [
  [
    /no matches for kind|could not find the requested resource/,
    (_, object) =>
      isBuiltIn(object)
        ? `the cluster serves no ${object.kind} of ${object.apiVersion}; 'kubectl api-versions' lists what it serves`
        : `install its custom resource definition first: what provides ${object.kind} of ${object.group || object.apiVersion}`,
  ],
  [
    /namespaces? "([^"]+)" not found/,
    ([, name]) =>
      `put the Namespace ${name} into a stack before this one, or make it with 'kubectl create namespace ${name}'`,
  ],
  [
    /is forbidden: User "([^"]*)" cannot (\w+) resource "([^"]*)"(?: in API group "([^"]*)")?/,
    ([, user, verb, resource, group], { namespace }) =>
      `bind a role to ${user} that may ${verb} ${resource}${group ? `.${group}` : ''}${namespace === '' ? '' : ` in ${namespace}`}`,
  ],
  [
    /violates PodSecurity "([^"]*)"/,
    ([, level]) =>
      `meet the level ${level} of the namespace, as the security profile of that name does, or lower the level`,
  ],
  [/exceeded quota: ([^,\s]+)/, ([, quota]) => `ask for less, or raise the quota ${quota} of the namespace`],
  [
    /field is immutable|updates to statefulset spec for fields other than|is immutable after creation|immutable when .* set/,
    (_, object) =>
      `the cluster never changes it: give the object another name, or delete ${nameOf(object)} and apply again; drydock does not delete it`,
  ],
  [/failed calling webhook "([^"]*)"/, ([, name]) => `the webhook ${name} does not answer; see whether its pods run`],
  [/admission webhook "([^"]*)" denied/, ([, name]) => `meet the policy of the webhook ${name}`],
  [
    /metadata\.annotations: Too long/,
    () => `apply with --server-side, which keeps no copy of the object in an annotation`,
  ],
  [
    /Apply failed with .*conflicts? with "kubectl-client-side-apply"/,
    (_, object) =>
      `it was applied without --server-side before: hand its fields over once, with 'kubectl apply --server-side --force-conflicts' of ${object.file}`,
  ],
  [
    /Apply failed with \d+ conflict/,
    () => 'drop the field from the manifest, so that its present owner keeps it, or have that owner give it up',
  ],
  [
    /strict decoding error|unknown field|cannot be handled as a|unrecognized type|failed to create typed patch object/,
    () =>
      `correct the field: it is unknown to this version of Kubernetes, or of another type; 'drydock check' finds such fields`,
  ],
  [/cannot use generate name with apply/, () => 'give the object a name'],
  [
    /provided port is already allocated|provided IP is already allocated/,
    () => 'choose another, or let the cluster choose',
  ],
  [/must be logged in|Unauthorized/, () => 'renew the credentials of the context'],
  [/ is being terminated/, () => 'wait until it is gone, and apply again'],
  [
    /connection (?:to the server \S+ was )?refused|i\/o timeout|TLS handshake|EOF$|Client\.Timeout|context deadline exceeded/,
    () => 'the cluster did not answer; apply again when it does',
  ],
  [/ is invalid: /, () => `correct what the server names; 'drydock check' finds most of it without a cluster`],
];

/** The refusal of an object as a report shows it. */
export function refusalOf(text: string, object: ApplyObject): Refusal {
  const message = serverWords(text, object);
  for (const [pattern, fix] of fixes) {
    const match = pattern.exec(message);
    if (match !== null) {
      return { message, fix: fix(match, object) };
    }
  }
  return { message };
}

/** The object that a refused one lacks, where the message says so: by kind and name, or as a definition of its kind. */
export function missingObject(message: string, refused: ApplyObject): ((object: ApplyObject) => boolean) | undefined {
  if (/no matches for kind|could not find the requested resource/.test(message)) {
    return (object) => object.kind === 'CustomResourceDefinition' && defines(object, refused);
  }
  for (const [kind, pattern] of lacking) {
    const name = pattern.exec(message)?.[1];
    if (name !== undefined) {
      return (object) => object.kind === kind && object.name === name;
    }
  }
  return undefined;
}

const lacking: readonly (readonly [string, RegExp])[] = [
  ['Namespace', /namespaces? "([^"]+)" not found/],
  ['ServiceAccount', /serviceaccount "([^"]+)" not found/],
  ['PriorityClass', /no PriorityClass with name (\S+) was found/],
];

function defines({ manifest }: ApplyObject, object: ApplyObject): boolean {
  const { group, names } = fieldsOf(manifest.spec);
  return group === object.group && fieldsOf(names).kind === object.kind;
}

/** Groups without a dot, and those of Kubernetes' own that every cluster has. */
function isBuiltIn({ group }: ApplyObject): boolean {
  return !group.includes('.') || builtInGroups.has(group);
}

const builtInGroups: ReadonlySet<string> = new Set(
  [
    ...['admissionregistration', 'apiextensions', 'authentication', 'authorization', 'certificates', 'coordination'],
    ...['discovery', 'events', 'flowcontrol.apiserver', 'networking', 'node', 'rbac.authorization', 'scheduling'],
    ...['storage'],
  ].map((name) => `${name}.k8s.io`),
);
