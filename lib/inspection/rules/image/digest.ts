import { containerRule } from '../../rule/rule';
import { imageParts } from './image-parts';

/** Finds images that somebody can replace. */
export const imageDigest = containerRule({
  id: 'image/digest',
  summary: 'an image that is not pinned to its digest',
  check({ container: { image = '' }, label, at }, { report }) {
    if (image !== '' && imageParts(image).digest === undefined) {
      const message = `container '${label}' runs ${image}, whose tag can be moved to another image`;
      report({ path: at('image'), message, fix: 'append @sha256: and the digest of the image' });
    }
  },
});
