/**
 * What is wrong with a key of a ConfigMap or Secret, or undefined.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object
 */
export function configKeyProblem(key: string): string | undefined {
  if (key === '') {
    return 'must not be empty';
  }
  if (key.length > 253) {
    return `must have at most 253 characters, has ${key.length}`;
  }
  if (!/^[-._a-zA-Z0-9]+$/.test(key)) {
    return `must consist of letters, digits, '-', '_' and '.'`;
  }
  return key === '.' || key.startsWith('..') ? `must not be '.' nor begin with '..'` : undefined;
}
