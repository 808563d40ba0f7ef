// Asks the packages' own validators about manifests. They are ES modules, which jest does not load, so the tests run
// this file: standard input holds a JSON list of manifests, standard output gets the complaints about each.
import { text } from 'node:stream/consumers';

const PACKAGES = {
  'argoproj.io': '@kubernetes-models/argo-cd',
  'bitnami.com': '@kubernetes-models/sealed-secrets',
  'cert-manager.io': '@kubernetes-models/cert-manager',
  'external-secrets.io': '@kubernetes-models/external-secrets',
  'gateway.networking.k8s.io': '@kubernetes-models/gateway-api',
  'helm.toolkit.fluxcd.io': '@kubernetes-models/flux-cd',
  'kustomize.toolkit.fluxcd.io': '@kubernetes-models/flux-cd',
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
  'source.toolkit.fluxcd.io': '@kubernetes-models/flux-cd',
  'traefik.io': '@kubernetes-models/traefik',
};

async function complaints(manifest) {
  const { apiVersion, kind } = manifest;
  const { [kind]: Model } = await import(`${PACKAGES[apiVersion.split('/')[0]]}/${apiVersion}/${kind}`);
  try {
    new Model(manifest).validate();
    return [];
  } catch (error) {
    if (!Array.isArray(error.errors)) throw error;
    return error.errors.map(({ instancePath, keyword, params }) => ({ path: instancePath, keyword, params }));
  }
}

const answers = [];
for (const manifest of JSON.parse(await text(process.stdin))) answers.push(await complaints(manifest));
process.stdout.write(JSON.stringify(answers));
