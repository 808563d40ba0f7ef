import { raise, refuse, show } from './errors';
import { Manifest } from './manifest';
import { Problems } from './problems';
import { pattern } from './fields';

/** Type of the metadata entry of an object that says which of its fields a release of a Helm chart may set. */
const HELM_VALUE = 'cdk8s-drydock:helm-value';

/** A field of an object that the releases of a Helm chart may set. @internal */
export interface HelmField {
  /** Name of the value, such as `web.logLevel`. */
  readonly name: string;
  /** Path of the field, as in a JSON Patch: `/data/LOG_LEVEL`. */
  readonly path: string;
}

const valueName = pattern(
  /^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)+$/,
  253,
  "a name of two words or more in camel case, divided by '.', such as web.logLevel",
);
const fieldPath = pattern(/^(\/([^/~]|~[01])+)+$/, 1024, "the path of a field, such as '/data/LOG_LEVEL'");

/**
 * What may differ between the releases of a Helm chart, beside what always may: images, replicas, resources and hosts.
 *
 * It counts under `--format helm` alone: the value that the field has in the plain manifest is the default in
 * `values.yaml`.
 */
export class HelmValue {
  /**
   * Makes a field of an object a value of the Helm chart. Fields of several objects may share a value that is the same.
   *
   * @param object the object, such as `config.object` or `web.deployment`.
   * @param path the field in the finished object, as in a JSON Patch: `/data/LOG_LEVEL`.
   * @param name the value's name in `values.yaml`, such as `web.logLevel`.
   * @throws DrydockError when one of the three is not sound
   */
  static at(object: Manifest, path: string, name: string): void {
    if (!(object instanceof Manifest)) {
      raise({ path: '', type: 'HelmValue' }, [
        `'object' must be an object of this package, such as web.deployment, got ${show(object)}`,
      ]);
    }
    const problems = Problems.root();
    fieldPath.test(path, problems.at('path'));
    valueName.test(name, problems.at('name'));
    problems.refuseIfAny(object);
    const known = HelmValue._of(object);
    if (known.some((field) => field.path === path)) {
      refuse(object, `the field ${path} is a value of the Helm chart already; drop one of the two`);
    }
    object.node.addMetadata(HELM_VALUE, { name, path } satisfies HelmField);
  }

  /** The fields of an object that were made values. @internal */
  static _of(object: Pick<Manifest, 'node'>): readonly HelmField[] {
    return object.node.metadata.filter(({ type }) => type === HELM_VALUE).map(({ data }) => data as HelmField);
  }

  private constructor() {}
}
