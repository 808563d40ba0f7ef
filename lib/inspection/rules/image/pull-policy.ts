import { containerRule } from '../../rule/rule';
import { imageParts } from './image-parts';

/** Finds containers that may run an image which the node still has. */
export const pullPolicy = containerRule({
  id: 'image/pull-policy',
  summary: 'a container whose image is not pulled at every start',
  check({ container: { image = '', imagePullPolicy }, label, at }, { report }) {
    const { tag = 'latest', digest } = imageParts(image);
    const policy = imagePullPolicy ?? (tag === 'latest' && digest === undefined ? 'Always' : 'IfNotPresent');
    if (image !== '' && policy !== 'Always') {
      report({
        path: at('imagePullPolicy'),
        message: `container '${label}' runs what the node has of ${image}, without asking the registry, got ${policy}${imagePullPolicy === undefined ? ' by default' : ''}`,
        fix: 'write imagePullPolicy: Always',
      });
    }
  },
});
