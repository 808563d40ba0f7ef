import { containerRule } from '../../rule/rule';
import { imageParts } from './image-parts';

/** Finds images from registries that the house does not use. */
export const imageRegistry = containerRule({
  id: 'image/registry',
  summary: 'an image from a registry that is not among the allowed ones',
  check({ container: { image = '' }, label, at }, { settings: { registries = [] }, report }) {
    const { registry, repository } = imageParts(image);
    const full = `${registry}/${repository}`;
    if (
      image === '' ||
      registries.length === 0 ||
      registries.some((allowed) => full === allowed || full.startsWith(allowed.endsWith('/') ? allowed : `${allowed}/`))
    ) {
      return;
    }
    report({
      path: at('image'),
      message: `container '${label}' takes its image from ${registry}; allowed are ${registries.join(', ')}, got ${image}`,
      fix: `copy the image to ${registries[0] ?? ''}, and write its name there`,
    });
  },
});
