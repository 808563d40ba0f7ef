/** The syntax that the API server decodes quantities with. */
const syntax = /^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$/;

const units: Readonly<Record<string, number>> = {
  '': 0,
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

const binary: Readonly<Record<string, number>> = { Ki: 1, Mi: 2, Gi: 3, Ti: 4, Pi: 5, Ei: 6 };

/** What was read before: manifests give few amounts, again and again. */
const read = new Map<string, number | undefined>();
const mostRead = 1000;

/**
 * Reads a Kubernetes quantity.
 *
 * @returns its value as a number, or undefined where the API server would refuse it
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : undefined;
  }
  if (typeof value !== 'string' || value.length > 64) {
    return undefined;
  }
  const before = read.get(value);
  if (before !== undefined || read.has(value)) {
    return before;
  }
  if (read.size >= mostRead) {
    read.clear();
  }
  const number = parse(value);
  read.set(value, number);
  return number;
}

function parse(value: string): number | undefined {
  const [, digits, suffix] = syntax.exec(value) ?? [];
  if (digits === undefined || suffix === undefined || !/^[+-]?(\d+\.?\d*|\.\d+)$/.test(digits)) {
    return undefined;
  }
  const number = Number(digits);
  const power = binary[suffix];
  if (power !== undefined && Object.hasOwn(binary, suffix)) {
    return number * 1024 ** power;
  }
  const unit = units[suffix];
  if (unit !== undefined && Object.hasOwn(units, suffix)) {
    return unit < 0 ? number / 10 ** -unit : number * 10 ** unit;
  }
  const [, exponent] = /^[eE]([-+]?\d+)$/.exec(suffix) ?? [];
  return exponent === undefined ? undefined : number * 10 ** Number(exponent);
}
