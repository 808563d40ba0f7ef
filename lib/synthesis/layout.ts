import { flag, oneOf } from '../core/fields';
import type { Problems } from '../core/problems';
import { checkStruct, type Checked, type Shape } from '../core/shape';

/** In which order the objects of a chart are written, and so applied. */
export enum ObjectOrder {
  /** As they were defined, each after what it depends on: as cdk8s has it. */
  DEFINITION = 'definition',
  /**
   * By kind, as a cluster needs them: namespaces, policies and rights, configuration, storage, Services, workloads, routes.
   * What depends on something still comes after it.
   */
  KIND = 'kind',
}

/** What a layout of files can say. */
export interface LayoutOptions {
  /** Whether each folder gets a `kustomization.yaml` that lists what is in it, in the order of application. @default false */
  readonly kustomization?: boolean;
  /** In which order the objects of a chart come. @default ObjectOrder.DEFINITION */
  readonly order?: ObjectOrder;
}

const layoutOptions: Shape<LayoutOptions> = { kustomization: flag, order: oneOf(Object.values(ObjectOrder)) };

/**
 * How an App divides its objects into files.
 *
 * No name has an ordinal: an object more or less renames no other's file. A list of all files, `.drydock-files`, is written
 * beside them, as it is where there are Folders; by it, the next synthesis removes what has become stale and leaves alone
 * what others have put there.
 */
export class Layout implements Checked {
  /** A file for each chart: `<chart>.k8s.yaml`. */
  static filePerChart(options: LayoutOptions = {}): Layout {
    return new Layout('chart', options);
  }

  /**
   * A folder for each chart, and in it a file for each object: `<chart>/<kind>-<name>.yaml`, with the namespace between
   * the two where a chart has objects of one kind and name in several, and the API group where it has them in several.
   */
  static filePerObject(options: LayoutOptions = {}): Layout {
    return new Layout('object', options);
  }

  private constructor(
    /** What a file holds. @internal */
    readonly _fileFor: 'chart' | 'object',
    private readonly options: LayoutOptions,
  ) {}

  /** @internal */
  get _kustomization(): boolean {
    return this.options.kustomization ?? false;
  }

  /** @internal */
  get _order(): ObjectOrder {
    return this.options.order ?? ObjectOrder.DEFINITION;
  }

  /** @internal */
  _check(at: Problems): void {
    checkStruct(this.options, layoutOptions, at);
  }
}
