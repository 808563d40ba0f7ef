import { inspectEmitted } from '../../inspection/input/emitted-files';
import { emit } from '../../synthesis/emitter';
import type { InspectionOptions } from '../../synthesis/inspection/inspection';
import { filesOf, objectsOf, type Manifest } from './subject';

/** What the matchers say of an App, a Chart, a manifest, a list of manifests, or YAML text. */
export interface InspectionMatchers<R = void> {
  /**
   * Passes when the inspection finds no error, and no warning either with `strictExit`.
   *
   * @param options what to look for, over the drydock.config.yaml of the working folder
   */
  toPassInspection(options?: InspectionOptions): R;

  /**
   * Passes when there is an object of a kind and a name that holds a part.
   *
   * @param kind as `Deployment`, or with its group as `Deployment.apps`
   * @param name as `web`, or with its namespace as `shop/web`
   * @param partial what the object must hold, as `toMatchObject` takes it. @default anything
   */
  toHaveResource(kind: string, name: string, partial?: object): R;

  /** Passes when there are so many objects of a kind. */
  toHaveResourceCount(kind: string, count: number): R;
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- it is how the types of Jest are extended
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unused-vars -- as Jest has it
    interface Matchers<R, T = {}> extends InspectionMatchers<R> {}
  }
}

/** What Jest, and whatever takes matchers as it does, gives to a matcher. */
export interface MatcherContext {
  /** Its tools. */
  readonly utils: {
    diff(expected: unknown, received: unknown): string | null | undefined;
    readonly iterableEquality: unknown;
    readonly subsetEquality: unknown;
  };
  /** Whether two values are equal. */
  equals(a: unknown, b: unknown, testers?: readonly unknown[]): boolean;
}

/** What a matcher answers. */
export interface MatcherResult {
  /** Whether it is so. */
  readonly pass: boolean;
  /** What is said where it should have been otherwise. */
  readonly message: () => string;
}

/** The matchers of this package: `expect.extend(inspectionMatchers)`. */
export const inspectionMatchers = {
  toPassInspection(received: unknown, options: InspectionOptions = {}): MatcherResult {
    const { failed, report } = inspectEmitted(filesOf(received), options, process.cwd());
    return {
      pass: !failed,
      message: () =>
        failed
          ? `expected the manifests to pass the inspection\n\n${report()}`
          : `expected the manifests not to pass the inspection, but they did\n\n${report()}`,
    };
  },

  toHaveResource(
    this: MatcherContext,
    received: unknown,
    kind: string,
    name: string,
    partial: object = {},
  ): MatcherResult {
    const objects = objectsOf(received);
    const named = objects.filter((object) => isOfKind(object, kind) && isCalled(object, name));
    const testers = [this.utils.iterableEquality, this.utils.subsetEquality];
    const pass = named.some((object) => this.equals(object, partial, testers));
    return {
      pass,
      message: () => {
        const [first] = named;
        if (first === undefined) {
          return `expected a ${kind} called ${name}; ${inventory(objects)}`;
        }
        if (pass) {
          return `expected no ${kind} called ${name}${said(partial)}, got\n\n${emit([first])}`;
        }
        const [expected, got] = [yamlOf(partial), yamlOf(restricted(first, partial))];
        const diff = this.utils.diff(expected, got) ?? `expected\n\n${expected}\ngot\n\n${got}`;
        return `expected the ${kind} ${name} to hold a part that it does not hold\n\n${diff}`;
      },
    };
  },

  toHaveResourceCount(received: unknown, kind: string, count: number): MatcherResult {
    const objects = objectsOf(received);
    const found = objects.filter((object) => isOfKind(object, kind));
    return {
      pass: found.length === count,
      message: () =>
        `expected ${count} of the kind ${kind}${found.length === count ? ' not to be there' : `, got ${found.length}`}; ` +
        inventory(objects),
    };
  },
};

function isOfKind({ apiVersion, kind }: Manifest, wanted: string): boolean {
  const version = String(apiVersion);
  const group = version.includes('/') ? `.${version.slice(0, version.indexOf('/'))}` : '';
  return wanted === kind || wanted === `${String(kind)}${group}`;
}

function isCalled(object: Manifest, wanted: string): boolean {
  const name = nameOf(object);
  return wanted === name || wanted === name.slice(name.indexOf('/') + 1);
}

function nameOf({ metadata }: Manifest): string {
  const { namespace, name } = (metadata ?? {}) as { readonly namespace?: string; readonly name?: string };
  return namespace === undefined ? String(name) : `${namespace}/${String(name)}`;
}

function inventory(objects: readonly Manifest[]): string {
  const names = objects.map((object) => `${String(object.kind)} ${nameOf(object)}`);
  return names.length === 0 ? 'there are no objects' : `there are\n${names.map((each) => `  ${each}\n`).join('')}`;
}

function said(partial: object): string {
  return Object.keys(partial).length === 0 ? '' : ` that holds\n\n${yamlOf(partial)}\n`;
}

/** What of an object stands where a part says something, so that a difference shows that alone. */
function restricted(value: unknown, part: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(part)) {
    return value.map((item, index) => (index < part.length ? restricted(item, part[index]) : (item as unknown)));
  }
  if (isPlain(value) && isPlain(part)) {
    const keys = Object.keys(value).filter((key) => Object.hasOwn(part, key));
    return Object.fromEntries(keys.map((key) => [key, restricted(value[key], part[key])]));
  }
  return value;
}

function isPlain(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function yamlOf(value: unknown): string {
  return emit([JSON.parse(JSON.stringify(sorted(value), asText))]);
}

/** An asymmetric matcher, as `expect.any(String)`, is shown by its name. */
function asText(_key: string, value: unknown): unknown {
  const matcher = value as { asymmetricMatch?: unknown; toAsymmetricMatcher?(): string } | null;
  return typeof matcher?.asymmetricMatch === 'function' ? (matcher.toAsymmetricMatcher?.() ?? 'a matcher') : value;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (isPlain(value)) {
    return Object.fromEntries(
      Object.keys(value)
        .sort()
        .map((key) => [key, sorted(value[key])]),
    );
  }
  return value;
}
