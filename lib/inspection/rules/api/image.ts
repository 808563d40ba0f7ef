import { containerRule } from '../../rule/rule';
import { describe } from '../../schema/validator';

/** Finds containers without an image, and images that no pod may name. */
export const image = containerRule({
  id: 'api/image',
  summary: 'a container without an image, or with spaces around it',
  check({ container, label, at }, { report }) {
    const { image: reference = '' } = container;
    if (reference === '') {
      const got = container.image === undefined ? 'none' : 'an empty one';
      const message = `container '${label}' needs an image, got ${got}`;
      report({ path: at('image'), message, fix: `add the image with its tag, as 'registry.example.com/web:1.0'` });
    } else if (reference.trim() !== reference) {
      const message = `the image of container '${label}' must have no spaces around it, got ${describe(reference)}`;
      report({ path: at('image'), message, fix: `write ${describe(reference.trim())}` });
    }
  },
});
