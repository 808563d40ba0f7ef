import type { IConstruct } from 'constructs';
import { absolutePath, anyText, integer, listOf, text } from '../../core/fields';
import { checkArguments } from '../../core/arguments';
import { Inherited } from '../../core/inherited';
import { checkStruct, required, type Shape } from '../../core/shape';
import { fullRepository, parseImage } from './image-reference';
import type { ImageFacts } from './image-facts';
import { officialImages } from './official-images';

const imageFacts: Shape<ImageFacts> = {
  repository: required(text),
  tagContains: text,
  user: integer(1),
  group: integer(0),
  writablePaths: listOf(absolutePath),
};

const inherited = new Inherited<ImageFacts[]>('image-catalog');

/**
 * What is known of images: the official ones that the package knows, and those that are added to the construct tree.
 */
export class ImageCatalog {
  /** The catalogue of a construct and all below it. */
  static of(scope: IConstruct): ImageCatalog {
    inherited.checkScope(scope);
    return new ImageCatalog(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Adds what is known of an image, for the construct and all below it. It comes before what was known above.
   *
   * @throws DrydockError when a fact is not sound
   */
  add(facts: ImageFacts): this {
    checkArguments(this.scope, 'ImageCatalog.add', (at) => checkStruct(facts, imageFacts, at));
    const own = inherited.own(this.scope);
    if (own === undefined) inherited.set(this.scope, [facts]);
    else own.unshift(facts);
    return this;
  }

  /** What is known of an image, or `undefined`. */
  find(image: string): ImageFacts | undefined {
    checkArguments(this.scope, 'ImageCatalog.find', (at) => anyText.test(image, at.at('image')));
    const reference = parseImage(image);
    if (reference === undefined) return undefined;
    const repository = fullRepository(reference.repository);
    const matches = (facts: ImageFacts): boolean =>
      matchesRepository(facts.repository, repository) &&
      (facts.tagContains === undefined || (reference.tag ?? '').includes(facts.tagContains));
    for (let at: IConstruct | undefined = this.scope; at !== undefined; at = at.node.scope) {
      const found = inherited.own(at)?.find(matches);
      if (found !== undefined) return found;
    }
    return official.get(repository)?.find(matches);
  }
}

/** The official images by the repository in full: there is one look-up for every container of an app. */
const official = new Map<string, ImageFacts[]>();
for (const facts of officialImages) {
  const repository = fullRepository(facts.repository);
  official.set(repository, [...(official.get(repository) ?? []), facts]);
}

function matchesRepository(known: string, repository: string): boolean {
  if (known.endsWith('/*')) return repository.startsWith(fullRepository(known.slice(0, -2) + '/').replace(/\/+$/, '/'));
  return fullRepository(known) === repository;
}
