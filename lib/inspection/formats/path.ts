/** Where in an object something stands: the keys and list indices from its root. */
export type Path = readonly (string | number)[];

/**
 * Writes a path as the Kubernetes API does: `spec.containers[0].image`, `metadata.labels[app.kubernetes.io/name]`.
 * The root of the object is the empty string.
 */
export function formatPath(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') {
      text += `[${step}]`;
    } else if (/^[A-Za-z_$][\w$-]*$/.test(step)) {
      text += text === '' ? step : `.${step}`;
    } else {
      text += `[${step}]`;
    }
  }
  return text;
}

/** Orders paths as their places follow each other: by step, list indices by number, a parent before its children. */
export function comparePaths(a: Path, b: Path): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const left = a[index];
    const right = b[index];
    if (left !== right && left !== undefined && right !== undefined) {
      if (typeof left === 'number' && typeof right === 'number') {
        return left - right;
      }
      return String(left) < String(right) ? -1 : 1;
    }
  }
  return a.length - b.length;
}
