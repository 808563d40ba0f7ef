// The documents' manifests of configuration, rights, network and storage, given to the constructs in the plain profile,
// come out deep-equal. What is no longer in Kubernetes is in the fixture as it is done today.
import {
  ClusterRole,
  ClusterRoleBinding,
  ConfigMap,
  Exposure,
  ExternalNameService,
  Identity,
  Ingress,
  PersistentVolumeClaim,
  PolicyRule,
  RoleBinding,
  RoleSubject,
  Secret,
  SecretSource,
  SecretType,
  SecurityProfile,
  Service,
  ServiceBackend,
  StorageClass,
  StorageProvisioner,
  TenantNamespace,
  Verb,
} from '../../lib';
import { manifestsOf, sorted } from '../support/documents';
import { synthesize } from '../support/synthesize';

test('configuration, rights, network and storage of documents 001, 002 and 004 come out as the documents have them', () => {
  const objects = synthesize((chart) => {
    new ConfigMap(chart, 'superapi', {
      name: 'superapi',
      namespace: 'backend',
      identity: Identity.of({ instance: 'superapi' }),
      data: {
        APP_ENV: 'production',
        APP_URL: 'https://superapi.example.com',
        DB_HOST: 'mariadb-0.vlc1.example.net',
        DB_DATABASE: 'superapi',
        DB_USERNAME: 'superapi',
        REDIS_HOST: 'redis-0.vlc1.example.net',
      },
    });
    new Ingress(chart, 'landing', {
      name: 'landing',
      namespace: 'frontend',
      identity: Identity.of({ instance: 'landing' }),
      annotations: { 'traefik.ingress.kubernetes.io/router.entrypoints': 'h2' },
      rules: [{ host: 'brutal.systems', paths: [{ backend: ServiceBackend.of('landing', 'http') }] }],
    });
    new Service(chart, 'my-svc', {
      name: 'my-svc',
      selects: Identity.labels({ app: 'my-app', type: 'front-app' }),
      exposure: Exposure.nodePort({ ports: [{ targetPort: 80, port: 80, nodePort: 30008 }] }),
    });
    new ExternalNameService(chart, 'google', { name: 'my-google-svc', externalName: 'google.com' });
    new TenantNamespace(chart, 'namespace', { name: 'pacman', labels: { name: 'pacman' } });
    const name = 'pacman-clusterrole';
    const role = new ClusterRole(chart, 'role', {
      name,
      rules: [PolicyRule.resources({ resources: ['pods', 'nodes'], verbs: [Verb.GET, Verb.WATCH, Verb.LIST] })],
    });
    const subjects = [RoleSubject.serviceAccountNamed('default', 'pacman')];
    new RoleBinding(chart, 'role-binding', { name, namespace: 'pacman', role, subjects });
    new ClusterRoleBinding(chart, 'cluster-role-binding', { name, role, subjects });
    new PersistentVolumeClaim(chart, 'claim', { name: 'mongo-storage', namespace: 'pacman', size: '1Gi' });
    new Ingress(chart, 'pacman', {
      name: 'pacman-ingress',
      namespace: 'pacman',
      rules: [{ host: 'pacman.com', paths: [{ backend: ServiceBackend.of('pacman', 80) }] }],
    });
    new StorageClass(chart, 'csi-hostpath-sc', {
      name: 'csi-hostpath-sc',
      provisioner: StorageProvisioner.csiHostPath(),
      isDefault: true,
    });
    new StorageClass(chart, 'standard', {
      name: 'standard',
      provisioner: StorageProvisioner.of('k8s.io/minikube-hostpath'),
      isDefault: false,
    });
  }, SecurityProfile.PLAIN);
  expect(sorted(objects)).toEqual(sorted(manifestsOf('platform')));
});

test('the Secret of document 001 comes out as the document has it, with values of the environment and a mark', () => {
  const keys = [
    'APP_KEY',
    'DB_PASSWORD',
    'AWS_SECRET_ACCESS_KEY',
    'RECAPTCHA_SECRET_KEY',
    'STRIPE_SECRET',
    'STRIPE_ENDPOINT_SECRET',
  ];
  const before = process.env;
  process.env = { ...before, ...Object.fromEntries(keys.map((key) => [`TEST_${key}`, `value of ${key}`])) };
  try {
    const [secret] = synthesize((chart) => {
      new Secret(chart, 'secret', {
        name: 'superapi',
        namespace: 'backend',
        identity: Identity.of({ instance: 'superapi' }),
        type: SecretType.OPAQUE,
        source: SecretSource.environment(Object.fromEntries(keys.map((key) => [key, `TEST_${key}`]))),
      });
    }, SecurityProfile.PLAIN);
    expect(secret).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: 'superapi',
        namespace: 'backend',
        labels: { 'app.kubernetes.io/instance': 'superapi' },
        annotations: { 'drydock/sensitive': 'true' },
      },
      type: 'Opaque',
      stringData: Object.fromEntries(keys.map((key) => [key, `value of ${key}`])),
    });
  } finally {
    process.env = before;
  }
});
