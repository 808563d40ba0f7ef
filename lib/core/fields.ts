import type { Duration, Size } from 'cdk8s';
import type { Problems } from './problems';
import { isSecretName } from './text/secret-name';
import { checkStruct, field, isPlainObject, type Checked, type Field, type Shape, type Test } from './shape';

/** A string that is not empty. */
export const text = field((value, at) => {
  if (typeof value !== 'string' || value === '') at.mustBe('a string that is not empty', value);
});

/** Any string, also the empty one. */
export const anyText = field((value, at) => {
  if (typeof value === 'string') return;
  const scalar = typeof value === 'number' || typeof value === 'boolean';
  at.mustBe('a string', value, scalar && !at.isSecret() ? `for example ${JSON.stringify(String(value))}` : undefined);
});

/** True or false. */
export const flag = field((value, at) => {
  if (typeof value !== 'boolean') at.mustBe('true or false', value);
});

/** A whole number in a range, both ends included. */
export function integer(minimum: number, maximum = 2147483647): Field<false> {
  return field((value, at) => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum) return;
    const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : NaN;
    const fits = number >= minimum && number <= maximum;
    at.mustBe(`a whole number from ${minimum} to ${maximum}`, value, fits ? `for example ${number}` : undefined);
  });
}

/** A port number. */
export const portNumber = integer(1, 65535);

/** One of some strings. */
export function oneOf(values: readonly string[]): Field<false> {
  return field((value, at) => {
    if (typeof value === 'string' && values.includes(value)) return;
    at.mustBe(`one of ${values.map((v) => `"${v}"`).join(', ')}`, value);
  });
}

/** A string that matches one of Kubernetes' patterns and is no longer than it allows. */
export function pattern(
  expression: RegExp,
  maximum: number,
  allowed: string,
  fix?: (got: string) => string,
): Field<false> {
  return field((value, at) => {
    if (typeof value === 'string' && value.length <= maximum && expression.test(value)) return;
    const size = typeof value === 'string' && value.length > maximum ? ` (${value.length} characters)` : '';
    at.add(
      `must be ${allowed}, at most ${maximum} characters, got ${typeof value === 'string' && !at.isSecret() ? JSON.stringify(value) : at.show(value)}${size}`,
      typeof value === 'string' && value !== '' && !at.isSecret() ? fix?.(value) : undefined,
    );
  });
}

const suggest = (separators: RegExp, maximum: number) => (got: string) => {
  const name = got
    .toLowerCase()
    .replace(separators, '-')
    .slice(0, maximum)
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
  return name === '' || name === got ? 'choose another name' : `for example "${name}"`;
};

/** A host name, whose first label may be a `*`. @internal */
export const hostName = pattern(
  /^(?!\d+(\.\d+){3}$)(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  253,
  'a host name in lower case, such as shop.example.com or *.example.com, not an address',
);

/** A name as most objects have it. @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
export const dnsSubdomain = pattern(
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  253,
  "lower-case letters, digits, '-' and '.', beginning and ending with a letter or digit",
  suggest(/[^a-z0-9.-]+/g, 253),
);

/** A name that becomes a part of DNS names or label values: workloads, namespaces, containers, volumes. */
export const dnsLabel = pattern(
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  63,
  "lower-case letters, digits and '-', beginning and ending with a letter or digit",
  suggest(/[^a-z0-9-]+/g, 63),
);

/** A Service's name: as a DNS label, beginning with a letter. */
export const serviceName = pattern(
  /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  63,
  "lower-case letters, digits and '-', beginning with a letter and ending with a letter or digit",
  suggest(/[^a-z0-9-]+/g, 63),
);

/** A container port's name. @see https://www.rfc-editor.org/rfc/rfc6335#section-5.1 */
export const portName = pattern(
  /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  15,
  "lower-case letters, digits and single '-', with at least one letter, beginning and ending with a letter or digit",
  suggest(/[^a-z0-9]+/g, 15),
);

/** The number or the name of a port. */
export const portReference = field((value, at) => {
  (typeof value === 'string' ? portName : portNumber).test(value, at);
});

/** An environment variable's name, as Kubernetes before 1.30 allows it. */
export const envName = pattern(
  /^[-._a-zA-Z][-._a-zA-Z0-9]*$/,
  1024,
  "letters, digits, '_', '-' and '.', not beginning with a digit",
  (got) => `for example "${got.replace(/[^-._a-zA-Z0-9]+/g, '_').replace(/^([0-9])/, '_$1')}"`,
);

/** A key of a ConfigMap or Secret: also the name of the file that it becomes. */
export const dataKey = pattern(
  /^(?!\.\.)(?!\.$)[-._a-zA-Z0-9]+$/,
  253,
  "letters, digits, '-', '_' and '.', not '.' or beginning with '..'",
);

/** An absolute path in a container. */
export const absolutePath = field((value, at) => {
  if (typeof value !== 'string' || !value.startsWith('/') || value.includes(':')) {
    at.mustBe("an absolute path ('/...') without ':'", value);
  }
});

/** A relative path that stays below where it starts. */
export const relativePath = field((value, at) => {
  if (typeof value === 'string' && value !== '' && !value.startsWith('/') && !value.split('/').includes('..')) return;
  at.mustBe("a relative path without '..'", value);
});

/** A whole number or a percentage, as in maxUnavailable. */
export const integerOrPercent = field((value, at) => {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return;
  if (typeof value === 'string' && /^(\d{1,2}|100)%$/.test(value)) return;
  at.mustBe('a whole number from 0, or a percentage such as "25%"', value);
});

const labelName = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const labelPrefix = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** The key of a label or annotation: a name of 63 characters, and before a '/' a DNS name. */
export const qualifiedName = field((value, at) => {
  const parts = typeof value === 'string' ? value.split('/') : [];
  const [name, prefix] = [parts.at(-1) ?? '', parts.length === 2 ? (parts[0] ?? '') : undefined];
  const sound = parts.length >= 1 && parts.length <= 2 && labelName.test(name);
  if (sound && (prefix === undefined || (prefix.length <= 253 && labelPrefix.test(prefix)))) return;
  at.mustBe(
    "a key such as 'team' or 'example.com/team': letters, digits, '-', '_', '.', 63 characters behind the '/'",
    value,
  );
});

/** A label's value. */
export const labelValue = field((value, at) => {
  if (typeof value === 'string' && (value === '' || labelName.test(value))) return;
  at.mustBe("empty, or letters, digits, '-', '_' and '.' (63), beginning and ending with a letter or digit", value);
});

/** Labels: a map of qualified names to label values. */
export const labels = mapOf(qualifiedName, labelValue);

/** Annotations: a map of qualified names to strings. */
export const annotations = mapOf(qualifiedName, anyText);

const quantityPattern = /^\+?(\d+\.?\d*|\.\d+)(m|[kMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;

/** A quantity of a resource: a string in Kubernetes' notation or, where bytes are counted, a cdk8s Size. */
export const quantity = quantityIn('Gi');

/** A quantity whose messages suggest a unit. @param refuse what is wrong with one that the notation allows. @internal */
export function quantityIn(unit: string, refuse?: (value: string) => string | undefined): Field<false> {
  return field((value, at) => {
    const sound = typeof value === 'string' && quantityPattern.test(value);
    const fix = sound ? refuse?.(value) : suggestedQuantity(value, unit);
    if (sound ? fix === undefined : isSize(value)) return;
    at.mustBe('a quantity such as "100m", "0.5", "256Mi" or Size.mebibytes(256)', value, fix);
  });
}

/** What was meant by `64MB`, `64 Mi`, `64mi` and 64. */
function suggestedQuantity(value: unknown, unit: string): string | undefined {
  if (typeof value === 'number' && value > 0 && Number.isFinite(value)) {
    return `for example "${unit === 'm' ? `${Math.ceil(value * 1000)}m` : `${Math.ceil(value)}${unit}`}"`;
  }
  const [, number, letter] = /^(\d+(?:\.\d+)?)\s*([kmgtpe])i?b?$/i.exec(typeof value === 'string' ? value : '') ?? [];
  return number === undefined || letter === undefined ? undefined : `for example "${number}${letter.toUpperCase()}i"`;
}

/** A duration in whole seconds, in a range. */
export function seconds(minimum: number, maximum = 2147483647): Field<false> {
  return field((value, at) => {
    const allowed = `a Duration of whole seconds, from ${minimum} to ${maximum}`;
    if (!isDuration(value)) return at.mustBe(`${allowed}, such as Duration.seconds(${Math.max(minimum, 30)})`, value);
    const count = value.toMilliseconds() / 1000;
    if (!Number.isInteger(count) || count < minimum || count > maximum) at.add(`must be ${allowed}, got ${count} s`);
  });
}

/** A class, also one whose constructor is private. */
interface AnyClass {
  readonly name: string;
  [Symbol.hasInstance](value: unknown): boolean;
}

/** An instance of one of our value classes, which then checks itself. */
export function instance(type: AnyClass, how: string): Field<false> {
  return field((value, at) => {
    if (!(value instanceof type))
      return at.mustBe(`${/^[AEIO]/.test(type.name) ? 'an' : 'a'} ${type.name} (${how})`, value);
    if (typeof (value as Checked)._check === 'function') (value as Checked)._check(at);
  });
}

/** A struct of a shape. */
export function struct<T>(shape: () => Shape<T>): Field<false> {
  return field((value, at) => checkStruct(value, shape(), at));
}

/** A plain object of the Kubernetes API that is passed on as it is; its schema is the inspection's to check. */
export const apiObject = field((value, at) => {
  if (!isPlainObject(value)) at.mustBe('an object', value);
});

/** A list of which each element passes a test. */
export function listOf(element: Field, minimum = 0): Field<false> {
  return field((value, at) => {
    if (!Array.isArray(value))
      return at.mustBe('a list', value, typeof value === 'string' ? listOfWords(value) : undefined);
    if (value.length < minimum)
      at.add(`must have at least ${minimum} ${minimum === 1 ? 'element' : 'elements'}, got ${value.length}`);
    value.forEach((each: unknown, i) => element.test(each, at.at(i)));
  });
}

function listOfWords(text: string): string | undefined {
  const words = text.split(/\s+/).filter((word) => word !== '');
  return words.length === 0 || !/^[\w./=: -]+$/.test(text) ? undefined : `for example ${JSON.stringify(words)}`;
}

/** A map of which each key and value pass a test. */
export function mapOf(key: Field, value: Field): Field<false> {
  return field((map, at) => {
    if (!isPlainObject(map)) return at.mustBe('an object', map, mapOfNamed(map));
    for (const [name, each] of Object.entries(map)) {
      key.test(name, at.at(name));
      value.test(each, at.at(name));
    }
  });
}

/** What was meant by a list of names and values, as Kubernetes has it. */
function mapOfNamed(list: unknown): string | undefined {
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  const { name, value } = (first ?? {}) as { readonly name?: unknown; readonly value?: unknown };
  if (typeof name !== 'string' || value === undefined) return undefined;
  const key = /^\w+$/.test(name) ? name : JSON.stringify(name);
  return `for example { ${key}: ${isSecretName(name) ? "'…'" : JSON.stringify(value)} }`;
}

/** One of several kinds of value, told apart by the first test whose guard accepts it. */
export function either(guard: (value: unknown) => boolean, then: Field, otherwise: Field): Field<false> {
  const test: Test = (value: unknown, at: Problems) => (guard(value) ? then : otherwise).test(value, at);
  return field(test);
}

/** Whether a value is a cdk8s Duration, of whichever copy of cdk8s. */
export function isDuration(value: unknown): value is Duration {
  return typeof (value as Duration | undefined)?.toMilliseconds === 'function';
}

/** Whether a value is a cdk8s Size, of whichever copy of cdk8s. */
export function isSize(value: unknown): value is Size {
  return typeof (value as Size | undefined)?.toMebibytes === 'function';
}
