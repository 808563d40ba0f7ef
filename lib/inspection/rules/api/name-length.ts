import type { GroupKind, ManifestObject } from '../../model/manifest-object';
import { dnsLabel } from '../../formats/name-formats';
import { objectRule } from '../../rule/rule';
import { isClusterScoped } from '../../../core/kubernetes/cluster-scoped';
import type { Job } from '../../schema/wire-types';
import { nameFormatOf } from './name-syntax';

/** Kinds whose names must leave room for what their controllers add, and why. */
const shorter: ReadonlyMap<GroupKind, readonly [most: number, why: string]> = new Map<
  GroupKind,
  readonly [number, string]
>([
  ['CronJob.batch', [52, 'its Jobs are called so and by 11 characters more']],
  ['Job.batch', [63, 'its pods carry the name as a label']],
  ['StatefulSet.apps', [52, 'its pods carry the name and 11 characters more as a label, and would not be made']],
]);

/** What every kind allows: most names are no longer, and there are many. */
const allowed = 52;

/** Finds names that are too long for the API server, or for what the controllers make of them. */
export const nameLength = objectRule({
  id: 'api/name-length',
  summary: 'a name or namespace that is too long for its kind',
  kinds: 'all',
  check(object, { version, report }) {
    const { generateName = '', namespace = '' } = object.manifest.metadata ?? {};
    if (object.name.length <= allowed && generateName.length <= allowed && namespace.length <= allowed) {
      return;
    }
    const { longest } = nameFormatOf(object.groupKind, version);
    const [most, why] = (hasOwnLabels(object) ? undefined : shorter.get(object.groupKind)) ?? [longest, undefined];
    const checks = [
      ['name', object.name, most, why],
      ['generateName', object.name === '' ? generateName : '', longest, undefined],
      ['namespace', isClusterScoped(object.groupKind) ? '' : namespace, dnsLabel.longest, undefined],
    ] as const;
    for (const [key, value, limit, reason] of checks) {
      if (value.length > limit) {
        const because = reason === undefined ? '' : `, since ${reason}`;
        report({
          path: ['metadata', key],
          message: `the ${key} of a ${object.kind} must have at most ${limit} characters${because}; got ${value.length}`,
          fix: `shorten it by ${value.length - limit}`,
        });
      }
    }
  },
});

/** Whether an object is a Job that gives its pods their labels itself, its name not among them. */
function hasOwnLabels({ groupKind, manifest }: ManifestObject): boolean {
  return groupKind === 'Job.batch' && (manifest as Job).spec?.manualSelector === true;
}
