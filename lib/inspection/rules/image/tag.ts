import { containerRule } from '../../rule/rule';
import { imageParts } from './image-parts';

/** Finds images that are another one tomorrow. */
export const imageTag = containerRule({
  id: 'image/tag',
  summary: 'an image without a tag or digest, or with the tag latest',
  check({ container: { image = '' }, label, at }, { report }) {
    const { tag, digest } = imageParts(image);
    if (image === '' || digest !== undefined || (tag !== undefined && tag !== 'latest')) {
      return;
    }
    const message = `container '${label}' runs whatever ${image} is when its pod starts`;
    report({ path: at('image'), message, fix: 'write the tag of a version' });
  },
});
