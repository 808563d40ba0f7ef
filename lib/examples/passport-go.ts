import type { Construct } from 'constructs';
import {
  Chart,
  Identity,
  IssuerReference,
  NetworkPeer,
  ProductionService,
  SecretSource,
  SecretStoreKind,
} from '../index';

/** Document 001: the service that the pipeline applies, from one construct. */
export class PassportGoExample extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'backend' });
    new ProductionService(this, 'passport-go', {
      name: 'passport-go',
      identity: Identity.of({ name: 'passport-go', instance: 'passport-go' }),
      annotations: { 'drydock/ignore.net.egress-open': 'the document does not say what the service connects to' },
      image: 'registry.example.com/passport-go:1.1.0',
      securityContext: { runAsUser: 10001, runAsGroup: 10001 },
      writablePaths: [],
      resources: { requests: { cpu: '50m', memory: '32Mi' }, limits: { memory: '64Mi' } },
      config: { APP_ENV: 'production', APP_URL: 'https://passport.example.com' },
      registry: SecretSource.external({
        store: 'vault',
        storeKind: SecretStoreKind.CLUSTER_SECRET_STORE,
        keys: { '.dockerconfigjson': { key: 'backend/registry', property: 'dockerconfigjson' } },
      }),
      hosts: ['passport.example.com'],
      ingressClassName: 'traefik',
      ingressFrom: [NetworkPeer.namespace('traefik')],
      issuer: IssuerReference.clusterIssuer('letsencrypt'),
      certificateName: 'default',
    });
  }
}
