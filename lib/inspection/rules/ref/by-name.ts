import type { GroupKind, ManifestObject } from '../../model/manifest-object';
import type { Path } from '../../formats/path';
import { podKinds } from '../../model/pod';
import { valuesAt } from '../../model/values-at';
import { isBuiltIn, references, referenceSummaries, type Reference } from '../../model/references';
import { objectRule, type Rule, type RuleContext } from '../../rule/rule';
import { nearest } from '../../../core/text/nearest';
import { keysOf, makers } from './made-by';

/** The rules that the reference table makes: one for each id in it. */
export const referenceRules: readonly Rule[] = Object.entries(referenceSummaries).map(([id, summary]) => {
  const rows = references.filter(({ rule }) => rule === id);
  const kinds = [...new Set(rows.flatMap(({ from }) => (from === 'pod' ? podKinds : from)))];
  return objectRule({
    id,
    summary,
    kinds,
    ...fieldsOf(rows),
    check(object, context) {
      rows.forEach((row) => {
        if (row.from !== 'pod' && row.from.includes(object.groupKind)) {
          follow(row, object, object.manifest, context);
        } else if (row.from === 'pod' && object.pod !== undefined) {
          follow(row, object, object.pod.spec, context);
        }
      });
    },
  });
});

/** The fields in which the references of rows begin, where each of them begins in a spec. */
function fieldsOf(rows: readonly Reference[]): { readonly fields?: readonly string[] } {
  const fields = rows.map(({ from, path }) => {
    const steps = path.split('.');
    const inContainer = from === 'pod' && /^(?:c|initC|ephemeralC)ontainers\.\*\./.test(path);
    return inContainer ? steps[2] : from === 'pod' ? steps[0] : steps[0] === 'spec' ? steps[1] : undefined;
  });
  return fields.some((field) => field === undefined) ? {} : { fields: [...new Set(fields)] as string[] };
}

function follow(row: Reference, object: ManifestObject, root: unknown, context: RuleContext): void {
  const places = valuesAt(root, row.path);
  if (places.length === 0) {
    return;
  }
  for (const [path, place] of places) {
    const at = row.from === 'pod' ? [...(object.pod?.at() ?? []), ...path] : path;
    const fields = (typeof place === 'object' && place !== null ? place : {}) as Readonly<Record<string, unknown>>;
    const name = row.name === '' ? place : fields[row.name];
    const space = row.namespace === undefined ? undefined : fields[row.namespace];
    const to = row.to === 'kind' ? kindOf(fields, object) : row.to;
    if (typeof name !== 'string' || name === '' || to === undefined || (row.optional && fields.optional === true)) {
      continue;
    }
    const namespace = typeof space === 'string' && space !== '' ? space : object.namespace;
    const found = context.set.find(to, namespace, name);
    const kind = to.split('.')[0] ?? to;
    if (found === undefined) {
      if (
        !isBuiltIn(to, name) &&
        !context.set.externals.has(kind, namespace, name) &&
        !makers(to, namespace, name, context.set)
      ) {
        const near = nearest(
          name,
          context.set
            .ofKind(to)
            .filter((each) => each.namespace === namespace)
            .map((each) => each.name),
        );
        const fix =
          near === undefined ? `add it, or name it as external: ${kind.toLowerCase()}/${name}` : `write ${near}`;
        const path = row.name === '' ? at : [...at, row.name];
        context.report({ path, message: `${kind} '${name}' is not among the manifests`, fix, certain: false });
      }
    } else if (row.key !== undefined) {
      checkKeys(row.key, found, place, at, context);
    }
  }
}

/** A key that an object among the manifests does not have is wrong for certain. */
function checkKeys(keyPath: string, target: ManifestObject, place: unknown, base: Path, context: RuleContext): void {
  const keys = keysOf(target);
  for (const [path, key] of valuesAt(place, keyPath)) {
    if (typeof key === 'string' && keys !== undefined && !keys.includes(key)) {
      const message = `${target.kind} '${target.name}' has no key '${key}'; it has ${keys.join(', ') || 'none'}`;
      const near = nearest(key, keys);
      context.report({ path: [...base, ...path], message, fix: near === undefined ? `add the key` : `write ${near}` });
    }
  }
}

/** The kind that a reference names itself, with its group; undefined for one whose objects we cannot know. */
function kindOf(fields: Readonly<Record<string, unknown>>, object: ManifestObject): GroupKind | undefined {
  const isRoute = object.group === 'gateway.networking.k8s.io';
  const { kind = isRoute ? 'Service' : undefined, apiGroup, apiVersion, group } = fields;
  const isBinding = object.group === 'rbac.authorization.k8s.io';
  const named =
    apiGroup ??
    group ??
    (typeof apiVersion === 'string' ? apiVersion.replace(/\/?[^/]*$/, '') : isBinding ? object.group : '');
  if (typeof kind !== 'string' || typeof named !== 'string') {
    return undefined;
  }
  return named === '' ? kind : `${kind}.${named}`;
}
