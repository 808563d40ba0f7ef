import { podRule } from '../../rule/rule';
import type { Volume } from '../../schema/wire-types';
import { keyFiles } from './volume-files';
import { missingFields } from './volume-requirements';
import { systemProblems } from './volume-systems';
import { projectedProblems, sourceProblems, type VolumeProblem } from './volume-details';

/** Finds volumes that are of two types at once, or that lack what their type needs. */
export const volumeSource = podRule({
  id: 'api/volume-source',
  summary: 'a volume of more than one type, or one that lacks what its type needs',
  fields: ['volumes'],
  check(pod, { report }) {
    for (const [index, volume] of (pod.spec.volumes ?? []).entries()) {
      for (const [path, message, fix] of problems(volume)) {
        report({ path: pod.at('volumes', index, ...path), message, fix });
      }
    }
    for (const [path, { key }] of keyFiles(pod)) {
      if (key === '') {
        const message = 'a file of a volume needs the key that it holds, got an empty one';
        report({ path: [...path, 'key'], message, fix: 'name a key of the ConfigMap or Secret' });
      }
    }
  },
});

function* problems(volume: Volume): Iterable<VolumeProblem> {
  const { name = '', ...sources } = volume;
  const types = Object.keys(sources);
  if (types.length > 1) {
    const message = `the volume '${name}' must be of one type, got ${types.join(', ')}`;
    yield [[types[1] ?? ''], message, 'make a volume of each'];
  }
  for (const [type, source] of Object.entries(sources)) {
    for (const field of missingFields(type, source as Record<string, unknown>)) {
      yield [[type, field], `a ${type} volume needs '${field}', and has none`, `add '${field}'`];
    }
  }
  yield* sourceProblems(volume);
  yield* systemProblems(volume);
  yield* projectedProblems(volume.projected?.sources ?? []);
}
