/** An API of a product beside Kubernetes that a release of the product has removed. */
export interface ProductApi {
  /** The release that no longer serves it. */
  readonly removedIn: string;
  /** The apiVersion to use instead. */
  readonly replacement: string;
}

/**
 * API group, versions (none for all), release, replacement.
 *
 * @see https://cert-manager.io/docs/releases/upgrading/remove-deprecated-apis/
 * @see https://istio.io/latest/news/releases/1.6.x/announcing-1.6/upgrade-notes/
 */
const rows: readonly (readonly [group: string, versions: readonly string[], release: string, replacement: string])[] = [
  ['certmanager.k8s.io', [], 'cert-manager 0.11', 'cert-manager.io/v1'],
  ['cert-manager.io', ['v1alpha2', 'v1alpha3', 'v1beta1'], 'cert-manager 1.6', 'cert-manager.io/v1'],
  ['acme.cert-manager.io', ['v1alpha2', 'v1alpha3', 'v1beta1'], 'cert-manager 1.6', 'acme.cert-manager.io/v1'],
  ['rbac.istio.io', [], 'Istio 1.6', 'security.istio.io/v1'],
  ['authentication.istio.io', [], 'Istio 1.6', 'security.istio.io/v1'],
];

/** What is known of an API that a product has removed; undefined for any other. */
export function removedProductApi(apiVersion: string): ProductApi | undefined {
  if (!apiVersion.includes('.')) {
    return undefined;
  }
  const [group = '', version = ''] = apiVersion.split('/');
  const row = rows.find(([name, versions]) => name === group && (versions.length === 0 || versions.includes(version)));
  return row === undefined ? undefined : { removedIn: row[2], replacement: row[3] };
}
