import {
  ConfigRollout,
  EnvValue,
  IssuerReference,
  NetworkPeer,
  ProductionService,
  SecretKey,
  SecretSource,
  type ProductionServiceProps,
  type WorkloadNaming,
} from '../../lib';
import { yamlSnapshot } from '../../lib/testing';
import { notInteger, notList, notObject, notText, refusesBadInput, type BadInput } from '../support/bad-input';
import { at, newChart, only, synthesize } from '../support/synthesize';

expect.addSnapshotSerializer(yamlSnapshot);

const least: ProductionServiceProps = {
  name: 'passport',
  image: 'registry.example.com/passport:1.1.0',
  resources: { requests: { cpu: '50m', memory: '32Mi' }, limits: { memory: '64Mi' } },
  hosts: ['passport.example.com'],
  issuer: IssuerReference.clusterIssuer('letsencrypt'),
  ingressFrom: [NetworkPeer.namespace('traefik')],
};

const everything: ProductionServiceProps = {
  ...least,
  namespace: 'backend',
  labels: { team: 'accounts' },
  annotations: { 'kubernetes.io/change-cause': 'Release 1.1.0' },
  port: 3000,
  healthPath: '/healthz',
  minReplicas: 3,
  maxReplicas: 6,
  certificateName: 'default',
  ingressClassName: 'traefik',
  config: { APP_ENV: 'production' },
  configRollout: ConfigRollout.CHECKSUM,
  env: { TOKEN: EnvValue.secret(SecretKey.of('passport', 'token')) },
  registry: SecretSource.external({ store: 'vault', keys: { '.dockerconfigjson': 'backend/registry' } }),
  registryName: 'pull',
  writablePaths: ['/tmp'],
  securityContext: { runAsUser: 10001 },
  override: { deployment: { spec: { minReadySeconds: 5 } } },
};

test('the least ProductionService has what the order of the pipeline asks for, but for what it does not need', () => {
  const objects = synthesize((chart) => new ProductionService(chart, 'p', least));
  expect(objects.map(({ kind }) => kind)).toEqual([
    'NetworkPolicy',
    'PodDisruptionBudget',
    'Service',
    'Deployment',
    'HorizontalPodAutoscaler',
    'Ingress',
    'Certificate',
  ]);
});

test("a ProductionService with everything stands in the order of the pipeline's log", () => {
  const objects = synthesize((chart) => new ProductionService(chart, 'p', everything));
  expect(objects.map(({ kind }) => kind)).toEqual([
    'NetworkPolicy',
    'PodDisruptionBudget',
    'ExternalSecret',
    'ConfigMap',
    'Service',
    'Deployment',
    'HorizontalPodAutoscaler',
    'Ingress',
    'Certificate',
  ]);
  expect(objects).toMatchSnapshot();
});

test('a change of the settings changes the pods', () => {
  const template = (value: string): unknown =>
    at(
      only(
        synthesize((chart) => new ProductionService(chart, 'p', { ...least, config: { A: value } })),
        'Deployment',
      ),
      'spec.template',
    );
  expect(template('a')).not.toEqual(template('b'));
});

test('a Secret of the registry that exists is used and not defined', () => {
  const registry = SecretSource.existing('.dockerconfigjson');
  const objects = synthesize((chart) => new ProductionService(chart, 'p', { ...least, registry }));
  expect(objects.some(({ kind }) => kind.includes('Secret'))).toBe(false);
  expect(at(only(objects, 'Deployment'), 'spec.template.spec.imagePullSecrets')).toEqual([{ name: 'registry' }]);
});

test('where it may connect to can be said', () => {
  const egress = [{ to: NetworkPeer.namespace('persistence'), ports: [{ port: 5432 }] }];
  const objects = synthesize((chart) => new ProductionService(chart, 'p', { ...least, egress }));
  expect(at(only(objects, 'NetworkPolicy'), 'spec.policyTypes')).toEqual(['Ingress', 'Egress']);
  expect(at(only(objects, 'NetworkPolicy'), 'spec.egress')).toContainEqual({
    ports: [{ port: 5432 }],
    to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'persistence' } } }],
  });
});

const bad: BadInput<Omit<ProductionServiceProps, keyof WorkloadNaming>> = {
  image: notText,
  port: [...notInteger, [70000, 'got 70000']],
  healthPath: [...notText, ['health', 'must be an absolute path']],
  resources: [...notObject, [{ requests: {} }, 'none is requested'], [undefined, 'is required']],
  minReplicas: [...notInteger, [1, 'from 2 to'], [11, 'must be at most maxReplicas (10), got 11']],
  maxReplicas: notInteger,
  hosts: [...notList, [[], 'at least 1'], [['A'], 'got "A"']],
  issuer: [
    ['letsencrypt', 'must be an Issuer'],
    [undefined, 'is required'],
  ],
  certificateName: notText,
  ingressClassName: notText,
  ingressFrom: [...notList, [[], 'at least 1'], [['traefik'], 'must be a NetworkPeer']],
  egress: [...notList, [[{ to: 'traefik' }], 'must be a NetworkPeer'], [[{}], 'is required']],
  configRollout: [
    ['often', 'must be one of "checksum", "immutable", "none"'],
    [ConfigRollout.NONE, "says how 'config' is noticed, and there is none; give 'config', or drop it"],
  ],
  config: [...notObject, [{ 'A B': 'x' }, 'got "A B"'], [{ A: 1 }, 'got 1']],
  env: [...notObject, [{ A: 1 }, 'got 1']],
  registry: [['secret', 'must be a SecretSource']],
  registryName: notText,
  writablePaths: [...notList, [['tmp'], 'must be an absolute path']],
  securityContext: notObject,
  override: [...notObject, [{ pod: {} }, 'is not a known prop']],
};

refusesBadInput<Omit<ProductionServiceProps, keyof WorkloadNaming>>(
  'ProductionService',
  'test/p',
  (props) => new ProductionService(newChart(), 'p', props as unknown as ProductionServiceProps),
  { ...least },
  bad,
);
