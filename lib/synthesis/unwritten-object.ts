import type { ApiObject } from 'cdk8s';
import { raise } from '../core/errors';
import type { Manifest } from '../core/manifest';
import { sourceOf } from '../core/source-record';
import { emitDocument, emitUnrendered } from './emitter';
import { UnwritableText } from './yaml-scalar';
import { SOURCE_METADATA, type SynthesizedObject } from './synthesized-file';

/**
 * An object of a synthesis that nobody looks at but the one who writes it: what is known of it is made when it is asked
 * for, and its YAML without the manifest.
 */
export class UnwrittenObject implements SynthesizedObject {
  private rendered: unknown;

  constructor(private readonly construct: ApiObject) {}

  get manifest(): unknown {
    return (this.rendered ??= this.construct.toJson() as unknown);
  }

  get constructPath(): string {
    return this.construct.node.path;
  }

  get source(): string | undefined {
    return sourceOfObject(this.construct);
  }

  /** @internal */
  _yaml(): string {
    const unrendered = this.rendered === undefined ? (this.construct as Partial<Manifest>)._unrendered?.() : undefined;
    return (unrendered && emitUnrendered(unrendered)) ?? emitDocument(this.manifest);
  }
}

/** The YAML of objects, divided by `---`. */
export function yamlOf(objects: readonly SynthesizedObject[]): string {
  return objects.map(yamlOfOne).join('---\n');
}

function yamlOfOne(object: SynthesizedObject): string {
  try {
    return object instanceof UnwrittenObject ? object._yaml() : emitDocument(object.manifest);
  } catch (error) {
    if (!(error instanceof UnwritableText)) throw error;
    const { kind = 'object' } = object.manifest as { readonly kind?: string };
    raise({ path: object.constructPath, type: kind }, [error.message]);
  }
}

/** The line of code that defined an object: what its construct says, or what was recorded. */
export function sourceOfObject(construct: ApiObject): string | undefined {
  const said: unknown = construct.node.metadata.find(({ type }) => type === SOURCE_METADATA)?.data;
  return typeof said === 'string' ? said : sourceOf(construct);
}
