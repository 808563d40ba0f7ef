// Argo CD and Flux: for each construct the least, everything and every bad prop; the order of charts as waves and as
// dependencies; and that both the inspection and the publishers' own validators take what is said.
import { Chart as StockChart, App as StockApp, Duration } from 'cdk8s';
import fc from 'fast-check';
import { App, Chart, ConfigMap, Folder, Layout } from '../../lib';
import { ArgoCdApplication, type ArgoCdApplicationProps } from '../../lib/delivery/argo-cd-application';
import { ArgoCdApplications, type ArgoCdApplicationsProps } from '../../lib/delivery/argo-cd-applications';
import { ArgoCdDestination } from '../../lib/delivery/argo-cd-destination';
import { ArgoCdSource } from '../../lib/delivery/argo-cd-source';
import { chartDependencies, chartWaves } from '../../lib/delivery/chart-dependencies';
import { FluxGitReference } from '../../lib/delivery/flux-git-reference';
import { FluxGitRepository, type FluxGitRepositoryProps } from '../../lib/delivery/flux-git-repository';
import { FluxCrdsPolicy, FluxHelmRelease, type FluxHelmReleaseProps } from '../../lib/delivery/flux-helm-release';
import { FluxHelmRepository, type FluxHelmRepositoryProps } from '../../lib/delivery/flux-helm-repository';
import { FluxKustomization, type FluxKustomizationProps } from '../../lib/delivery/flux-kustomization';
import { FluxKustomizations, type FluxKustomizationsProps } from '../../lib/delivery/flux-kustomizations';
import { FluxSourceReference } from '../../lib/delivery/flux-source-reference';
import { inspect } from '../../lib/inspection/engine/engine';
import { yamlSnapshot } from '../../lib/testing';
import { notInstance, notInteger, notLabels, notList, notObject, notText } from '../support/bad-input';
import { covers, metadata, notFlag, notName, notNamespacedProps, notOneOf, type Bad } from '../support/covers';
import { complaintsOf } from '../support/foreign-validators';
import { at, messageOf, newChart, synthesize, type Synthesized } from '../support/synthesize';

expect.addSnapshotSerializer(yamlSnapshot);

const repoUrl = 'https://git.example.com/shop/deploy.git';
const charts = 'https://charts.example.com';

const notRepository: Bad = [
  ...notText,
  ['git.example.com/shop', 'the address of a Git repository'],
  ['file:///srv/deploy', 'the address of a Git repository'],
  ['https://git.example.com/a b', 'the address of a Git repository'],
];
const notVersion: Bad = [
  ...notText,
  ['1.x', 'must be one exact version such as 1.4.2'],
  ['^1.4.2', 'pin the version that you have tested'],
  ['>=1.0.0 <2.0.0', 'pin the version that you have tested'],
  ['1.4', 'pin the version that you have tested'],
  ['1', 'pin the version that you have tested'],
  ['*', 'pin the version that you have tested'],
  ['01.4.2', 'see semver.org'],
  ['latest', 'must be one exact version'],
];
const notDuration: Bad = [
  ['5m', 'a Duration of whole seconds'],
  [60, 'a Duration of whole seconds'],
  [null, 'a Duration of whole seconds'],
  [Duration.seconds(0), 'got 0 s'],
  [Duration.millis(1500), 'got 1.5 s'],
];
const notPath: Bad = [
  ...notText,
  ['/dist', "must be a relative path without '..'"],
  ['../dist', "must be a relative path without '..'"],
];
const notNamespace: Bad = notNamespacedProps.namespace;
const notHelmChart = (name: string, prop: string, values: Bad): Bad =>
  values.map(([value, says]) => [
    ArgoCdSource.helmChart({ repoUrl: charts, chart: 'podinfo', version: '6.7.1', [prop]: value }),
    `'source.${name}' ${says.startsWith('must') ? says : ''}`.trim(),
  ]);
const notArgoCdSource: Bad = [
  ...notInstance('ArgoCdSource'),
  [ArgoCdSource.git(undefined as never), 'must be an object, got nothing'],
  [ArgoCdSource.git({ path: 'dist' } as never), "'source.repoUrl' is required"],
  [ArgoCdSource.git({ repoUrl } as never), "'source.path' is required"],
  [ArgoCdSource.git({ repoUrl, path: '/dist' }), "'source.path' must be a relative path"],
  [ArgoCdSource.git({ repoUrl, path: 'dist', targetRevision: '' }), "'source.targetRevision' must be"],
  [ArgoCdSource.git({ repoUrl, path: 'dist', include: '' }), "'source.include' must be"],
  [ArgoCdSource.git({ repoUrl, path: 'dist', exclude: 3 as never }), "'source.exclude' must be"],
  [ArgoCdSource.git({ repoUrl, path: 'dist', recurse: 'yes' as never }), "'source.recurse' must be true or false"],
  [ArgoCdSource.git({ repoUrl, paht: 'dist' } as never), "did you mean 'path'?"],
  [ArgoCdSource.chart({ repoUrl } as never), "'source.chart' is required"],
  [ArgoCdSource.chart({ repoUrl, chart: 'shop' as never }), "'source.chart' must be a chart of the app"],
  [ArgoCdSource.chart({ chart: newChart() } as never), "'source.repoUrl' is required"],
  [ArgoCdSource.chart({ chart: newChart(), repoUrl, outputPath: '/dist' }), "'source.outputPath' must be"],
  [ArgoCdSource.chart({ chart: newChart(), repoUrl, targetRevision: '' }), "'source.targetRevision' must be"],
  ...notRepository.map(([value, says]) => [ArgoCdSource.git({ repoUrl: value as string, path: 'x' }), says] as const),
  ...notVersion.map(
    ([version, says]) =>
      [ArgoCdSource.helmChart({ repoUrl: charts, chart: 'podinfo', version: version as string }), says] as const,
  ),
  ...notHelmChart('repoUrl', 'repoUrl', [
    ['oci://registry.example.com/charts', ''],
    ['charts', ''],
  ]),
  ...notHelmChart('chart', 'chart', [['Podinfo', '']]),
  ...notHelmChart('releaseName', 'releaseName', [['a'.repeat(54), '']]),
  ...notHelmChart('values', 'values', [[[], 'must be an object']]),
  ...notHelmChart('skipCrds', 'skipCrds', [['yes', 'must be true or false']]),
];
const notDestination: Bad = [
  ...notInstance('ArgoCdDestination'),
  [ArgoCdDestination.inCluster('Shop'), "'destination.namespace' must be"],
  [ArgoCdDestination.server('10.0.0.1'), "'destination.server' must be the address of an API server"],
  [ArgoCdDestination.cluster(''), "'destination.name' must be"],
];
const notSyncPolicy: Bad = [
  ...notObject,
  [{ automated: true }, "'syncPolicy.automated' must be an object"],
  [{ automated: { prune: 'yes' } }, "'syncPolicy.automated.prune' must be true or false"],
  [{ automated: { selfheal: true } }, "did you mean 'selfHeal'?"],
  [{ createNamespace: 'true' }, "'syncPolicy.createNamespace' must be true or false"],
  [{ retry: {} }, "'syncPolicy.retry.limit' is required"],
  [{ retry: { limit: -2 } }, "'syncPolicy.retry.limit' must be"],
  [{ retry: { limit: 1, duration: '5s' } }, "'syncPolicy.retry.duration' must be"],
  [{ retry: { limit: 1, factor: 0 } }, "'syncPolicy.retry.factor' must be"],
  [{ retry: { limit: 1, maxDuration: 5 } }, "'syncPolicy.retry.maxDuration' must be"],
];
const syncPolicy = {
  automated: { prune: true, selfHeal: true, allowEmpty: false },
  createNamespace: true,
  serverSideApply: true,
  pruneLast: true,
  applyOutOfSyncOnly: true,
  failOnSharedResource: true,
  retry: { limit: 3, duration: Duration.seconds(10), factor: 2, maxDuration: Duration.minutes(5) },
};
const notApplicationOptions = {
  destination: notDestination,
  project: notText,
  syncPolicy: notSyncPolicy,
  cascadingDeletion: notFlag,
};

covers<ArgoCdApplicationProps>(
  'ArgoCdApplication',
  (chart, props) => new ArgoCdApplication(chart, 'it', props),
  {
    name: 'shop',
    source: ArgoCdSource.git({ repoUrl, path: 'dist' }),
    destination: ArgoCdDestination.inCluster(),
  },
  {
    ...metadata,
    name: 'shop',
    namespace: 'argocd',
    project: 'shop',
    source: ArgoCdSource.git({
      repoUrl: 'git@git.example.com:shop/deploy.git',
      targetRevision: 'v1.4.2',
      path: 'dist/staging',
      include: 'shop.k8s.yaml',
      exclude: '*.json',
      recurse: false,
    }),
    destination: ArgoCdDestination.server('https://10.0.0.1:6443', 'shop'),
    syncPolicy,
    cascadingDeletion: true,
    wave: -1,
    override: { spec: { revisionHistoryLimit: 3 } },
  },
  {
    ...notNamespacedProps,
    ...notApplicationOptions,
    source: notArgoCdSource,
    wave: [[1.5, 'must be a whole number'], ...notInteger.slice(2)],
  },
);

describe('ArgoCdApplication', () => {
  const from = (source: ArgoCdSource, destination = ArgoCdDestination.inCluster()): Synthesized | undefined =>
    synthesize((chart) => new ArgoCdApplication(chart, 'it', { name: 'podinfo', source, destination }))[0];

  test('takes a Helm chart of an exact version, from an index or an OCI registry', () => {
    const chart = { repoUrl: charts, chart: 'podinfo', version: 'v6.7.1-rc.1+build.5' };
    expect(at(from(ArgoCdSource.helmChart(chart)), 'spec.source')).toEqual({
      repoURL: charts,
      chart: 'podinfo',
      targetRevision: 'v6.7.1-rc.1+build.5',
    });
    const values = { replicaCount: 2, ui: { message: 'ahoy' } };
    const full = { ...chart, repoUrl: 'registry.example.com:5000/charts', releaseName: 'shop', values, skipCrds: true };
    expect(at(from(ArgoCdSource.helmChart(full)), 'spec.source')).toMatchObject({
      repoURL: 'registry.example.com:5000/charts',
      helm: { releaseName: 'shop', valuesObject: values, skipCrds: true },
    });
  });

  test('takes a chart of the app from where it is written, be it its own', () => {
    const chart = newChart();
    const source = ArgoCdSource.chart({ chart, repoUrl });
    const destination = ArgoCdDestination.inCluster();
    const { object } = new ArgoCdApplication(chart, 'it', { name: 'root', source, destination });
    expect(at(object.toJson(), 'spec.source')).toEqual({
      repoURL: repoUrl,
      path: 'dist',
      directory: { include: 'test.k8s.yaml' },
    });
  });

  test('names a cluster as Argo CD knows it', () => {
    const source = ArgoCdSource.git({ repoUrl, path: '.' });
    expect(at(from(source, ArgoCdDestination.cluster('edge', 'shop')), 'spec.destination')).toEqual({
      name: 'edge',
      namespace: 'shop',
    });
  });

  test('fails when an address holds a password, and does not repeat it', () => {
    const message = messageOf(() =>
      from(ArgoCdSource.git({ repoUrl: 'https://bot:hunter2@git.example.com/a', path: '.' })),
    );
    expect(message).toContain("'source.repoUrl' must hold no password; keep it in a Secret that the controller reads");
    expect(message).not.toContain('hunter2');
  });

  test('fails when an OCI registry is named with its scheme, and says how Argo CD writes it', () => {
    const source = ArgoCdSource.helmChart({ repoUrl: 'oci://registry.example.com/a', chart: 'a', version: '1.0.0' });
    expect(messageOf(() => from(source))).toContain("leave out 'oci://', as Argo CD has it");
  });
});

covers<FluxGitRepositoryProps>(
  'FluxGitRepository',
  (chart, props) => new FluxGitRepository(chart, 'it', props),
  { name: 'deploy', url: repoUrl, interval: Duration.minutes(5) },
  {
    ...metadata,
    name: 'deploy',
    namespace: 'flux-system',
    url: 'ssh://git@git.example.com/shop/deploy.git',
    reference: FluxGitReference.branch('main'),
    interval: Duration.seconds(90),
    timeout: Duration.minutes(1),
    secretName: 'deploy-key',
    override: { spec: { sparseCheckout: ['dist'] } },
  },
  {
    ...notNamespacedProps,
    url: [
      ...notText,
      ['git@git.example.com:shop/deploy.git', 'write "ssh://git@git.example.com/shop/deploy.git"'],
      ['https://bot:hunter2@git.example.com/a', 'must hold no password'],
    ],
    reference: [
      ...notInstance('FluxGitReference'),
      [FluxGitReference.branch(''), "'reference.branch' must be"],
      [FluxGitReference.tag(3 as never), "'reference.tag' must be"],
      [FluxGitReference.semver(''), "'reference.semver' must be"],
      [FluxGitReference.commit('abc123'), "'reference.commit' must be the full hash of a commit"],
    ],
    interval: notDuration,
    timeout: notDuration,
    secretName: notName,
  },
);

test.each([
  [FluxGitReference.tag('v1'), { tag: 'v1' }],
  [FluxGitReference.semver('>=1.0.0'), { semver: '>=1.0.0' }],
  [FluxGitReference.commit('a'.repeat(40)), { commit: 'a'.repeat(40) }],
])('FluxGitRepository takes the reference %j', (reference, ref) => {
  const props = { name: 'deploy', url: repoUrl, interval: Duration.minutes(5), reference };
  expect(at(synthesize((chart) => new FluxGitRepository(chart, 'it', props))[0], 'spec.ref')).toEqual(ref);
});

covers<FluxHelmRepositoryProps>(
  'FluxHelmRepository',
  (chart, props) => new FluxHelmRepository(chart, 'it', props),
  { name: 'charts', url: 'oci://registry.example.com/charts' },
  {
    ...metadata,
    name: 'charts',
    namespace: 'flux-system',
    url: charts,
    interval: Duration.hours(1),
    secretName: 'charts',
    override: { spec: { passCredentials: true } },
  },
  {
    ...notNamespacedProps,
    url: [...notText, ['charts.example.com', 'an address that begins with https://, http:// or oci://']],
    interval: [
      ...notDuration,
      [Duration.hours(1), 'has no effect on an OCI registry, which has no index; leave it out'],
    ],
    secretName: notName,
  },
);

const helmRepository = FluxSourceReference.helmRepository('charts');
covers<FluxHelmReleaseProps>(
  'FluxHelmRelease',
  (chart, props) => new FluxHelmRelease(chart, 'it', props),
  { name: 'podinfo', source: helmRepository, chart: 'podinfo', version: '6.7.1', interval: Duration.minutes(10) },
  {
    ...metadata,
    name: 'podinfo',
    namespace: 'flux-system',
    source: FluxSourceReference.helmRepository('charts', 'infra'),
    chart: 'podinfo',
    version: '6.7.1',
    interval: Duration.minutes(10),
    timeout: Duration.minutes(3),
    releaseName: 'web',
    targetNamespace: 'web',
    createNamespace: true,
    crds: FluxCrdsPolicy.CREATE_REPLACE,
    retries: 3,
    dependsOn: ['database'],
    values: { replicaCount: 2, ui: { message: 'ahoy' } },
    override: { spec: { maxHistory: 3 } },
  },
  {
    ...notNamespacedProps,
    source: [
      [{}, 'must be a FluxHelmRepository'],
      ['charts', 'must be a FluxHelmRepository'],
      [FluxSourceReference.gitRepository('deploy'), 'or FluxSourceReference.helmRepository(name), got a GitRepository'],
      [FluxSourceReference.helmRepository('A'), "'source.name' must be"],
      [FluxSourceReference.helmRepository('a', 'b.c'), "'source.namespace' must be"],
    ],
    chart: [...notText, ['Podinfo', 'the name of a chart'], ['oci://a/b', 'the name of a chart']],
    version: notVersion,
    interval: notDuration,
    timeout: notDuration,
    releaseName: [...notText, ['a'.repeat(54), '(54 characters)']],
    targetNamespace: notNamespace,
    createNamespace: [...notFlag, [true, "needs the namespace to create; give 'targetNamespace'"]],
    crds: notOneOf,
    retries: [...notInteger.slice(1), [-2, 'got -2']],
    dependsOn: [
      ...notList,
      [[], 'at least 1 element'],
      [['A'], 'lower-case'],
      [['podinfo'], 'names the release itself'],
    ],
    values: notObject,
  },
);

const gitRepository = FluxSourceReference.gitRepository('deploy');
const notKustomizationOptions = {
  source: [
    [{}, 'must be a FluxGitRepository'],
    ['deploy', 'must be a FluxGitRepository'],
    [null, 'must be a FluxGitRepository'],
    [helmRepository, '.bucket(name), got a HelmRepository'],
    [FluxSourceReference.ociRepository(''), "'source.name' must be"],
  ] as Bad,
  interval: notDuration,
  retryInterval: notDuration,
  timeout: notDuration,
  prune: notFlag,
  targetNamespace: notNamespace,
  serviceAccountName: notName,
};
covers<FluxKustomizationProps>(
  'FluxKustomization',
  (chart, props) => new FluxKustomization(chart, 'it', props),
  { name: 'shop', source: gitRepository, path: './dist/staging', interval: Duration.minutes(10) },
  {
    ...metadata,
    name: 'shop',
    namespace: 'shop',
    source: FluxSourceReference.bucket('deploy', 'flux-system'),
    path: './dist/staging',
    interval: Duration.minutes(10),
    retryInterval: Duration.minutes(1),
    timeout: Duration.minutes(2),
    prune: false,
    wait: true,
    dependsOn: ['database'],
    targetNamespace: 'shop',
    serviceAccountName: 'deployer',
    override: { spec: { force: true } },
  },
  {
    ...notNamespacedProps,
    ...notKustomizationOptions,
    path: notPath,
    wait: notFlag,
    dependsOn: [
      ...notList,
      [[], 'at least 1 element'],
      [['A'], 'lower-case'],
      [['shop'], 'names the Kustomization itself'],
    ],
  },
);

test('a Flux object names the namespace of its source only where that is another', () => {
  const sourceRef = (own: string): unknown => {
    const chart = newChart(undefined, own);
    const source = new FluxGitRepository(chart, 'git', {
      name: 'deploy',
      namespace: 'flux-system',
      url: repoUrl,
      interval: Duration.minutes(5),
    });
    const kustomization = { name: 'shop', source, path: 'dist', interval: Duration.minutes(5) };
    return at(new FluxKustomization(chart, 'it', kustomization).object.toJson(), 'spec.sourceRef');
  };
  expect(sourceRef('flux-system')).toEqual({ kind: 'GitRepository', name: 'deploy' });
  expect(sourceRef('shop')).toEqual({ kind: 'GitRepository', name: 'deploy', namespace: 'flux-system' });
});

/** An app with a Folder of charts: `data`, on it `shop` and `pay`, and on both of them `edge`. */
function diamond(layout?: Layout): { app: App; folder: Folder; gitOps: Chart } {
  const app = new App(layout === undefined ? {} : { layout });
  const folder = new Folder(app, 'staging');
  const add = (id: string, namespace?: string): Chart => {
    const chart = new Chart(folder, id, namespace === undefined ? {} : { namespace });
    new ConfigMap(chart, 'config', { name: id, data: { a: 'b' } });
    return chart;
  };
  const [edge, shop, pay, data] = [add('edge'), add('shop', 'store'), add('pay', 'store'), add('data', 'store')];
  edge.addDependency(shop);
  edge.node.findChild('config').node.addDependency(pay.node.findChild('config'));
  shop.addDependency(data);
  pay.node.addDependency(data.node.findChild('config'));
  return { app, folder, gitOps: new Chart(app, 'gitops', { namespace: 'argocd' }) };
}

function objectsOf(app: App, chart: Chart): readonly Synthesized[] {
  const files = app.synthesize();
  return files
    .flatMap(({ objects }) => objects)
    .filter(({ constructPath }) => constructPath.startsWith(chart.node.path))
    .map(({ manifest }) => manifest as Synthesized);
}

const applications = (of: ArgoCdApplicationsProps['of']): ArgoCdApplicationsProps => ({
  of,
  repoUrl,
  destination: ArgoCdDestination.inCluster(),
});

describe('ArgoCdApplications', () => {
  test('applies each chart from its file, in waves by what the charts depend on', () => {
    const { app, folder, gitOps } = diamond();
    new ArgoCdApplications(gitOps, 'apps', applications(folder));
    expect(objectsOf(app, gitOps)).toMatchSnapshot();
  });

  test('applies each chart from its folder where each has one, and says all that it is told', () => {
    const { app, folder, gitOps } = diamond(Layout.filePerObject({ kustomization: true }));
    const { objects } = new ArgoCdApplications(gitOps, 'apps', {
      of: folder,
      repoUrl,
      targetRevision: 'main',
      outputPath: 'deploy/manifests',
      destination: ArgoCdDestination.cluster('edge', 'fixed'),
      project: 'shop',
      syncPolicy,
      cascadingDeletion: true,
      namePrefix: 'shop-',
      namespace: 'ops',
      labels: { team: 'blue' },
      annotations: { note: 'x' },
    });
    expect(objects.map(({ name }) => name)).toEqual([
      'shop-staging-edge',
      'shop-staging-shop',
      'shop-staging-pay',
      'shop-staging-data',
    ]);
    expect(objectsOf(app, gitOps).slice(0, 1)).toMatchSnapshot();
  });

  test('knows a dependency that is added after it, also one of a single construct', () => {
    const { app, folder, gitOps } = diamond();
    new ArgoCdApplications(gitOps, 'apps', applications(folder));
    const find = (id: string): Chart => folder.node.findChild(id) as Chart;
    find('pay').node.findChild('config').node.addDependency(find('shop'));
    const waves = objectsOf(app, gitOps).map(({ metadata: { name, annotations } }) => [
      name,
      annotations?.['argocd.argoproj.io/sync-wave'],
    ]);
    expect(Object.fromEntries(waves)).toEqual({
      'staging-edge': '3',
      'staging-shop': '1',
      'staging-pay': '2',
      'staging-data': '0',
    });
  });

  test('leaves out its own chart and those of Folders below', () => {
    const { app, gitOps } = diamond();
    new Chart(app, 'Base_Stack');
    expect(new ArgoCdApplications(gitOps, 'apps', applications(app)).objects.map(({ name }) => name)).toEqual([
      'base-stack',
    ]);
  });

  test('fails when a chart was added or removed since', () => {
    const { app, folder, gitOps } = diamond();
    new ArgoCdApplications(gitOps, 'apps', applications(folder));
    new Chart(folder, 'late');
    folder.node.tryRemoveChild('edge');
    const message = messageOf(() => app.synthesize());
    expect(message).toContain(
      "[gitops/apps] the chart 'staging/late' was added after this ArgoCdApplications; create the ArgoCdApplications last",
    );
    expect(message).toContain("[gitops/apps] the chart 'staging/edge' is gone since");
  });

  test('fails when there is no chart, and says where there are some', () => {
    const app = new App();
    const gitOps = new Chart(app, 'gitops');
    const build = (): unknown => new ArgoCdApplications(gitOps, 'apps', applications(app));
    expect(messageOf(build)).toBe(
      "gitops/apps (ArgoCdApplications): 'of' holds no charts yet; create this after the charts",
    );
    gitOps.node.tryRemoveChild('apps');
    new Chart(new Folder(app, 'staging'), 'shop');
    expect(messageOf(build)).toContain("'of' holds charts only in Folders below it");
  });

  test('fails when two charts would have Applications of one name, or a name is too long', () => {
    const { folder, gitOps } = diamond();
    new Chart(folder, 'SHOP');
    expect(messageOf(() => new ArgoCdApplications(gitOps, 'apps', applications(folder)))).toContain(
      "the charts 'staging/shop' and 'staging/SHOP' would both be called \"staging-shop\"; give one another id",
    );
    folder.node.tryRemoveChild('SHOP');
    gitOps.node.tryRemoveChild('apps');
    const namePrefix = 'p'.repeat(40);
    new Chart(folder, 'a'.repeat(30));
    expect(messageOf(() => new ArgoCdApplications(gitOps, 'apps', { ...applications(folder), namePrefix }))).toContain(
      'at most 63 characters',
    );
  });

  test('fails when the charts are of another app, or the app is not one of this package', () => {
    const { folder } = diamond();
    const { gitOps } = diamond();
    expect(messageOf(() => new ArgoCdApplications(gitOps, 'apps', applications(folder)))).toContain(
      "'of' is of another app; give a construct of this one",
    );
    const stock = new StockApp();
    new StockChart(stock, 'shop');
    const chart = new StockChart(stock, 'gitops');
    new ArgoCdApplications(chart, 'apps', applications(stock));
    expect(messageOf(() => void chart.toJson())).toContain('use the App of cdk8s-drydock');
  });

  test('fails when charts depend on each other in a circle, as every app does', () => {
    const { app, folder, gitOps } = diamond();
    new ArgoCdApplications(gitOps, 'apps', applications(folder));
    const find = (id: string): Chart => folder.node.findChild(id) as Chart;
    find('data').addDependency(find('edge'));
    expect(messageOf(() => app.synthesize())).toMatch(/cycle/i);
  });
});

describe('FluxKustomizations', () => {
  const options = (of: FluxKustomizationsProps['of']): FluxKustomizationsProps => ({
    of,
    source: gitRepository,
    interval: Duration.minutes(10),
  });

  test('applies each chart from its folder, after those that it depends on', () => {
    const { app, folder, gitOps } = diamond(Layout.filePerObject());
    new FluxKustomizations(gitOps, 'all', options(folder));
    expect(objectsOf(app, gitOps)).toMatchSnapshot();
  });

  test('says all that it is told', () => {
    const { app, folder, gitOps } = diamond(Layout.filePerObject());
    new FluxKustomizations(gitOps, 'all', {
      ...options(folder),
      retryInterval: Duration.minutes(1),
      timeout: Duration.minutes(2),
      prune: false,
      wait: false,
      targetNamespace: 'shop',
      serviceAccountName: 'deployer',
      outputPath: 'deploy/manifests',
      namePrefix: 'shop-',
      namespace: 'flux-system',
      labels: { team: 'blue' },
      annotations: { note: 'x' },
    });
    expect(objectsOf(app, gitOps).slice(-1)).toMatchSnapshot();
  });

  test('takes the one file of a folder that holds nothing else', () => {
    const app = new App();
    const folder = new Folder(app, 'staging');
    new ConfigMap(new Chart(folder, 'shop'), 'config', { name: 'shop', data: { a: 'b' } });
    const gitOps = new Chart(app, 'gitops');
    new FluxKustomizations(gitOps, 'all', options(folder));
    expect(at(objectsOf(app, gitOps)[0], 'spec.path')).toBe('./dist/staging');
  });

  test('fails when a folder holds another chart, and says how each gets its own', () => {
    const { app, folder, gitOps } = diamond();
    new FluxKustomizations(gitOps, 'all', options(folder));
    expect(messageOf(() => app.synthesize())).toContain(
      "gitops/all (FluxKustomizations): Flux applies all below a folder, and the folder 'staging' of the chart " +
        "'staging/edge' also holds 'staging/shop'; give each chart a folder, with new App({ layout: Layout.filePerObject() })",
    );
  });

  test('fails when the output folder itself would be applied with all of its folders', () => {
    const { app, gitOps } = diamond();
    new ConfigMap(new Chart(app, 'top'), 'config', { name: 'top', data: { a: 'b' } });
    new FluxKustomizations(gitOps, 'all', options(app));
    expect(messageOf(() => app.synthesize())).toContain("the output folder of the chart 'top' also holds");
  });

  test.each(Object.entries(notKustomizationOptions))('fails when %s is not sound', (prop, values) => {
    for (const [value, says] of values) {
      const { folder, gitOps } = diamond();
      const message = messageOf(() => new FluxKustomizations(gitOps, 'it', { ...options(folder), [prop]: value }));
      expect(message).toMatch(new RegExp(`^gitops/it \\(FluxKustomizations\\): .*'${prop}`, 's'));
      expect(message).toContain(says);
    }
  });
});

describe('both kinds of set', () => {
  const scopes: Bad = [
    ['app', 'must be a construct with charts'],
    [{}, 'must be a construct with charts'],
    [null, 'must be a construct with charts'],
  ];
  const both: Readonly<Record<string, Bad>> = {
    of: scopes,
    outputPath: notPath,
    namePrefix: [...notText, ['Shop-', 'lower-case'], ['-shop', 'beginning with a letter or digit']],
    namespace: notNamespace,
    labels: notLabels,
    annotations: notLabels.slice(0, 2),
    nmae: [['x', 'is not a known prop']],
  };
  const ofArgoCd: Readonly<Record<string, Bad>> = {
    ...notApplicationOptions,
    repoUrl: notRepository,
    targetRevision: notText,
  };

  test.each(Object.entries({ ...both, ...ofArgoCd }))(
    'ArgoCdApplications fails when %s is not sound',
    (prop, values) => {
      for (const [value, says] of values) {
        const { folder, gitOps } = diamond();
        const message = messageOf(
          () => new ArgoCdApplications(gitOps, 'it', { ...applications(folder), [prop]: value }),
        );
        expect(message).toMatch(new RegExp(`^gitops/it \\(ArgoCdApplications\\): .*'${prop}`, 's'));
        expect(message).toContain(says);
      }
    },
  );

  test.each(Object.entries({ ...both, wait: notFlag }))(
    'FluxKustomizations fails when %s is not sound',
    (prop, values) => {
      for (const [value, says] of values) {
        const { folder, gitOps } = diamond();
        const props = { of: folder, source: gitRepository, interval: Duration.minutes(1), [prop]: value };
        const message = messageOf(() => new FluxKustomizations(gitOps, 'it', props));
        expect(message).toMatch(new RegExp(`^gitops/it \\(FluxKustomizations\\): .*'${prop}`, 's'));
        expect(message).toContain(says);
      }
    },
  );

  test.each([
    ['ArgoCdApplications', (chart: Chart) => new ArgoCdApplications(chart, 'it', undefined as never)],
    ['FluxKustomizations', (chart: Chart) => new FluxKustomizations(chart, 'it', undefined as never)],
  ])('%s fails when it gets no props at all', (_, build) => {
    expect(messageOf(() => build(newChart()))).toContain('must be an object, got nothing');
  });
});

describe('the order of charts', () => {
  test('counts a chart inside another before it, and what stands outside of the charts not at all', () => {
    const app = new App();
    const outer = new Chart(app, 'outer');
    const inner = new Chart(outer, 'inner');
    const stranger = new Chart(app, 'stranger');
    new ConfigMap(inner, 'config', { name: 'a', data: { a: 'b' } }).node.addDependency(stranger);
    const found = chartDependencies([outer, inner]);
    expect([...(found.get(outer) ?? [])]).toEqual([inner]);
    expect([...(found.get(inner) ?? [])]).toEqual([]);
    expect([...chartWaves(found).entries()].map(([chart, wave]) => [chart.node.id, wave])).toEqual([
      ['inner', 0],
      ['outer', 1],
    ]);
  });

  test('gives each chart a wave one after the latest that it depends on, whatever the charts', () => {
    const edges = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 25 });
    fc.assert(
      fc.property(edges, (pairs) => {
        const app = new App();
        const all = Array.from({ length: 10 }, (_, i) => new Chart(app, `c${i}`));
        for (const [a, b] of pairs) {
          const [from, to] = [all[Math.max(a, b)], all[Math.min(a, b)]];
          if (a !== b && from !== undefined && to !== undefined) from.addDependency(to);
        }
        const dependencies = chartDependencies(all);
        const waves = chartWaves(dependencies);
        for (const chart of all) {
          const before = [...(dependencies.get(chart) ?? [])].map((each) => waves.get(each) ?? NaN);
          expect(waves.get(chart)).toBe(before.length === 0 ? 0 : Math.max(...before) + 1);
        }
      }),
      { numRuns: 50, seed: 7 },
    );
  });

  test('leaves those of a circle without a wave', () => {
    const app = new App();
    const [a, b] = [new Chart(app, 'a'), new Chart(app, 'b')];
    a.addDependency(b);
    b.addDependency(a);
    expect(chartWaves(chartDependencies([a, b])).size).toBe(0);
  });
});

describe('what Argo CD and Flux are told', () => {
  const { app, folder, gitOps } = diamond(Layout.filePerObject());
  new ArgoCdApplications(gitOps, 'apps', { ...applications(folder), syncPolicy, cascadingDeletion: true });
  new ArgoCdApplication(gitOps, 'helm', {
    name: 'podinfo',
    source: ArgoCdSource.helmChart({
      repoUrl: charts,
      chart: 'podinfo',
      version: '6.7.1',
      values: { replicaCount: 2 },
    }),
    destination: ArgoCdDestination.inCluster('web'),
  });
  const flux = new Chart(app, 'flux', { namespace: 'flux-system' });
  const interval = Duration.minutes(10);
  const source = new FluxGitRepository(flux, 'git', { name: 'deploy', url: repoUrl, interval });
  new FluxKustomizations(flux, 'all', { of: folder, source, interval });
  new FluxHelmRelease(flux, 'release', {
    name: 'podinfo',
    source: new FluxHelmRepository(flux, 'charts', { name: 'charts', url: charts }),
    chart: 'podinfo',
    version: '6.7.1',
    interval,
    createNamespace: true,
    targetNamespace: 'web',
    crds: FluxCrdsPolicy.CREATE,
    retries: 3,
    values: { replicaCount: 2 },
  });
  const objects = [...objectsOf(app, gitOps), ...objectsOf(app, flux)];

  test('is what their own validators take', () => {
    expect(objects.length).toBe(12);
    expect(complaintsOf(objects)).toEqual([]);
  });

  test('is what the inspection takes, which knows their kinds', () => {
    const found = (manifests: readonly object[]): readonly string[] =>
      inspect({ sources: manifests.map((manifest) => ({ manifest })) }, { preset: 'strict' }).findings.map(
        ({ severity, rule, path }) => `${severity} ${rule} ${path}`,
      );
    expect(found(objects)).toEqual([]);
    const broken = (kind: string, spec: object): object => {
      const object = objects.find((each) => each.kind === kind);
      return { ...object, spec: { ...(object?.spec as object), ...spec } };
    };
    expect(found([broken('Application', { source: { path: 'dist' } })])).toEqual([
      expect.stringMatching(/^error schema\/\S+ spec\.source/),
    ]);
    for (const kind of ['Kustomization', 'HelmRelease', 'GitRepository', 'HelmRepository']) {
      expect(found([broken(kind, { interval: 5 })])).toEqual([
        expect.stringMatching(/^error schema\/\S+ spec\.interval$/),
      ]);
    }
  });
});
