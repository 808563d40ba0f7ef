/** The parts of an image reference. */
export interface ImageParts {
  /** The registry, `docker.io` where the reference names none. */
  readonly registry: string;
  /** The path in the registry, `library/nginx` where the reference is `nginx`. */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/**
 * Takes an image reference apart as the container runtimes do.
 *
 * @see https://kubernetes.io/docs/concepts/containers/images/#image-names
 */
export function imageParts(image: string): ImageParts {
  const at = image.indexOf('@');
  const name = at < 0 ? image : image.slice(0, at);
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  const path = colon < 0 ? name : name.slice(0, colon);
  const slash = path.indexOf('/');
  const first = slash < 0 ? '' : path.slice(0, slash);
  const named = first.includes('.') || first.includes(':') || first === 'localhost';
  return {
    registry: named ? first : 'docker.io',
    repository: named ? path.slice(slash + 1) : slash < 0 ? `library/${path}` : path,
    ...(colon < 0 ? {} : { tag: name.slice(colon + 1) }),
    ...(at < 0 ? {} : { digest: image.slice(at + 1) }),
  };
}
