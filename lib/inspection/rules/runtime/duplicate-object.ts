import { objectRule } from '../../rule/rule';

/** Finds objects that stand twice among the manifests. */
export const duplicateObject = objectRule({
  id: 'runtime/duplicate-object',
  summary: 'an object that stands twice among the manifests, of which the last alone is kept',
  kinds: 'all',
  check(object, { set, report }) {
    const first = set.firstOf(object);
    if (first !== undefined) {
      const { construct, file } = first.source;
      const place = construct ?? (file === object.source.file ? undefined : file);
      report({
        path: ['metadata', 'name'],
        message: `${String(object)} stands among the manifests already${place === undefined ? '' : `, from ${place}`}; whichever is applied last replaces the other`,
        fix: 'rename one of the two, or remove it',
      });
    }
  },
});
