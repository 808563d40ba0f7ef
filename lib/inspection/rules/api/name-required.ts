import { objectRule } from '../../rule/rule';

/** Kinds that are questions to the API server or parts of other objects; and LimitRanges, which it gives a name itself. */
const nameless = /Review$|^(Binding|Eviction|TokenRequest|Scale|LimitRange)$|Options$|List$/;

/** Finds objects without a name. */
export const nameRequired = objectRule({
  id: 'api/name-required',
  summary: 'an object without a name',
  kinds: 'all',
  check({ kind, name, manifest }, { report }) {
    if (name === '' && (manifest.metadata?.generateName ?? '') === '' && !nameless.test(kind)) {
      report({
        path: ['metadata', 'name'],
        message: `a ${kind} needs a name, got ${manifest.metadata?.name === '' ? 'an empty one' : 'none'}`,
        fix: 'add metadata.name',
      });
    }
  },
});
