import { field } from '../../core/shape';

/** A container image's reference, in its parts. @see https://github.com/distribution/reference/blob/main/reference.go */
export interface ImageReference {
  /** Registry and path as written, such as `registry.example.com:5000/team/api`. */
  readonly repository: string;
  /** Tag, such as `1.2.3`. */
  readonly tag?: string;
  /** Digest, such as `sha256:…`. */
  readonly digest?: string;
}

const label = '[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?';
const registry = `(?:${label}(?:\\.${label})*(?::\\d{1,5})?|\\[[0-9a-fA-F:]+\\](?::\\d{1,5})?)`;
const segment = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const expression = new RegExp(
  `^((?:${registry}/)?${segment}(?:/${segment})*)(?::([\\w][\\w.-]{0,127}))?(?:@([a-z][a-z0-9]*(?:[+._-][a-z0-9]+)*:[0-9a-fA-F]{32,}))?$`,
);

/** The parts of an image reference, or `undefined` where it is not one. */
export function parseImage(image: string): ImageReference | undefined {
  const [, repository, tag, digest] = expression.exec(image) ?? [];
  if (repository === undefined || repository.length > 255) return undefined;
  return { repository, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

/** The repository with the registry and folder that a container runtime adds to a short name. */
export function fullRepository(repository: string): string {
  const [first = '', ...rest] = repository.split('/');
  if (rest.length === 0) return `docker.io/library/${first}`;
  return first.includes('.') || first.includes(':') || first === 'localhost' ? repository : `docker.io/${repository}`;
}

/** A container image's reference: `[registry[:port]/]name[:tag][@digest]`. */
export const imageReference = field((value, at) => {
  if (typeof value === 'string' && parseImage(value) !== undefined) return;
  const lower = typeof value === 'string' ? value.trim().replace(/^[^:@]+/, (name) => name.toLowerCase()) : '';
  at.mustBe(
    'an image reference ([registry[:port]/]name[:tag][@digest], the name in lower case)',
    value,
    lower !== value && parseImage(lower) !== undefined ? `did you mean "${lower}"?` : undefined,
  );
});
