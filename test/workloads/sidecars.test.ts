import { parse } from 'yaml';
import { Exposure, SecretKey, SecurityProfile, Size, Volume, WebService, type ContainerProps } from '../../lib';
import { LogDestination } from '../../lib/parts/observability/log-destination';
import { LogShipper, type LogShipperOptions } from '../../lib/pod/log-shipper';
import { MetricsExporter, type NginxExporterOptions } from '../../lib/pod/metrics-exporter';
import { ReverseProxy, type ReverseProxyOptions } from '../../lib/pod/reverse-proxy';
import { yamlSnapshot } from '../../lib/testing';
import { PhpService, type PhpServiceProps } from '../../lib/workloads/php-service';
import type { WebServiceProps } from '../../lib/workloads/web-service';
import { notInstance, notInteger, notObject, notText, refusesBadInput, type BadInput } from '../support/bad-input';
import { at, messageOf, newChart, only, synthesize, type Synthesized } from '../support/synthesize';

expect.addSnapshotSerializer(yamlSnapshot);

const logs = Volume.emptyDir('logs');
const elasticsearch = LogDestination.elasticsearch({ host: 'elasticsearch.logging' });

/** The objects of a web service with some sidecars. */
function beside(...sidecars: ContainerProps[]): readonly Synthesized[] {
  return synthesize((chart) => {
    new WebService(chart, 'web', {
      name: 'web',
      image: 'ghcr.io/acme/web:1.4.2',
      volumeMounts: [{ mountPath: '/var/log/web', volume: logs }],
      sidecars,
    });
  });
}

/** The text of a file of the one ConfigMap. */
function fileOf(objects: readonly Synthesized[], name: string): string {
  return (only(objects, 'ConfigMap').data as Record<string, string>)[name] ?? '';
}

test('the least of each sidecar brings its configuration along, and runs restricted', () => {
  expect(
    beside(
      ReverseProxy.nginx({ upstreamPort: 3000, statusPort: 8081 }),
      MetricsExporter.nginx({ port: 8081 }),
      LogShipper.fluentBit({ logs, to: elasticsearch }),
    ),
  ).toMatchSnapshot();
});

test('a sidecar with every option says every option', () => {
  const resources = { limits: { memory: '64Mi' } };
  expect(
    beside(
      ReverseProxy.nginx({
        upstreamPort: 3000,
        port: 9443,
        portName: 'web',
        tls: Volume.secret('tls', 'web-tls'),
        maxBodySize: Size.mebibytes(16),
        name: 'proxy',
        image: 'ghcr.io/acme/nginx:1',
        resources,
      }),
      MetricsExporter.nginx({
        port: 8082,
        path: '/status',
        name: 'exporter',
        image: 'ghcr.io/acme/exporter:1',
        resources,
      }),
      LogShipper.fluentBit({
        logs,
        files: 'access/*.json',
        json: true,
        name: 'shipper',
        image: 'ghcr.io/acme/fluent-bit:1',
        resources,
        to: LogDestination.elasticsearch({
          host: 'search.example.com',
          port: 443,
          indexPrefix: 'web',
          tls: true,
          credentials: { user: SecretKey.of('search', 'user'), password: SecretKey.of('search', 'password') },
        }),
      }),
    ),
  ).toMatchSnapshot();
});

test('the log shipper sends to a Fluentd as well, and its configuration is YAML', () => {
  const to = LogDestination.fluentd({ host: 'fluentd', tls: true });
  const config = parse(fileOf(beside(LogShipper.fluentBit({ logs, to })), 'fluent-bit.yaml')) as unknown;
  expect(at(config, 'pipeline.outputs.0')).toMatchObject({
    name: 'forward',
    host: 'fluentd',
    port: 24224,
    tls: true,
    'tls.verify': true,
  });
  expect(at(config, 'pipeline.inputs.0.path')).toBe('/var/log/app/*.log');
  expect(at(config, 'parsers')).toBeUndefined();
});

test('no password of a log destination stands in the configuration', () => {
  const credentials = { user: SecretKey.of('search', 'user'), password: SecretKey.of('search', 'password') };
  const objects = beside(LogShipper.fluentBit({ logs, to: LogDestination.elasticsearch({ host: 'a', credentials }) }));
  expect(fileOf(objects, 'fluent-bit.yaml')).toContain('http_passwd: ${ELASTICSEARCH_PASSWORD}');
  expect(at(only(objects, 'Deployment'), 'spec.template.spec.containers.1.env.1')).toEqual({
    name: 'ELASTICSEARCH_PASSWORD',
    valueFrom: { secretKeyRef: { name: 'search', key: 'password' } },
  });
});

/** Runs through a table of options: each bad value is refused with the factory's name, the option and what is wrong. */
function refusesBadOptions<Options>(
  factory: string,
  make: (options: Record<string, unknown>) => unknown,
  good: Record<string, unknown>,
  bad: BadInput<Options>,
): void {
  test(`${factory} fails when an option is not sound`, () => {
    for (const [option, values] of Object.entries(bad as Record<string, readonly (readonly [unknown, string])[]>)) {
      for (const [value, says] of values) {
        const message = messageOf(() => make({ ...good, [option]: value }));
        expect(message.startsWith(`${factory}: `)).toBe(true);
        expect(message).toContain(`'${option}`);
        expect(message).toContain(says);
      }
    }
    expect(messageOf(() => make({ ...good, nmae: 'x' }))).toContain("did you mean 'name'?");
    expect(messageOf(() => make(null as unknown as Record<string, unknown>))).toContain('must be an object, got null');
  });
}

const badShipper: BadInput<LogShipperOptions> = {
  logs: [...notInstance('Volume'), [Volume.emptyDir('A'), 'got "A"'], [undefined, 'is required']],
  to: [...notInstance('LogDestination'), [LogDestination.fluentd({ host: 'A b' }), 'got "A b"']],
  files: [...notText, ['/a.log', 'got "/a.log"'], ['../a.log', "without '..'"]],
  json: [['yes', 'must be true or false']],
  name: notText,
  image: notText,
  resources: notObject,
};
refusesBadOptions(
  'LogShipper.fluentBit',
  (options) => LogShipper.fluentBit(options as unknown as LogShipperOptions),
  { logs, to: elasticsearch },
  badShipper,
);

const badExporter: BadInput<NginxExporterOptions> = {
  port: notInteger,
  path: [...notText, ['status', 'must be an absolute path']],
  name: notText,
  image: notText,
  resources: notObject,
};
refusesBadOptions('MetricsExporter.nginx', (options) => MetricsExporter.nginx(options), {}, badExporter);

const badProxy: BadInput<ReverseProxyOptions> = {
  upstreamPort: [...notInteger, [undefined, 'is required'], [8080, 'got 8080 for both; change one of them']],
  port: [...notInteger, [443, 'from 1024 to 65535, got 443'], [3000, "must differ from 'upstreamPort'"]],
  portName: [...notText, ['Web', 'for example "web"']],
  tls: notInstance('Volume'),
  statusPort: [...notInteger, [80, 'got 80'], [8080, "must differ from 'port', got 8080 for both"]],
  maxBodySize: [
    ['16m', 'must be a Size of at least 1 KiB'],
    [Size.kibibytes(0), 'must be a Size of at least 1 KiB'],
  ],
  name: notText,
  image: notText,
  resources: notObject,
};
test("ReverseProxy.nginx fails when its port is the application's", () => {
  expect(messageOf(() => ReverseProxy.nginx({ upstreamPort: 8080 }))).toBe(
    "ReverseProxy.nginx: 'port' must differ from 'upstreamPort', got 8080 for both; change one of them",
  );
});
refusesBadOptions(
  'ReverseProxy.nginx',
  (options) => ReverseProxy.nginx(options as unknown as ReverseProxyOptions),
  { upstreamPort: 3000 },
  { ...badProxy, upstreamPort: badProxy.upstreamPort.filter(([value]) => value !== 8080) },
);

describe('PhpService', () => {
  const least: PhpServiceProps = { name: 'shop', image: 'ghcr.io/acme/shop:1.4.2' };

  test('the least PhpService is an nginx and a php-fpm that share the code, restricted', () => {
    expect(synthesize((chart) => new PhpService(chart, 'shop', least))).toMatchSnapshot();
  });

  test('a PhpService with everything says everything', () => {
    const objects = synthesize((chart) => {
      const shop = new PhpService(chart, 'shop', {
        name: 'shop',
        image: 'php:8.4-fpm-alpine',
        codeImage: 'ghcr.io/acme/shop-code:1.4.2',
        codePath: '/app/',
        publicFolder: 'web',
        frontController: 'app.php',
        phpUser: 1000,
        nginxImage: 'ghcr.io/acme/nginx:1',
        nginxResources: { limits: { memory: '32Mi' } },
        copyResources: { limits: { memory: '16Mi' } },
        containerName: 'php',
        replicas: 2,
        exposure: Exposure.loadBalancer(),
        sidecars: [{ name: 'extra', image: 'busybox:1.37' }],
        initContainers: [{ name: 'migrate', image: 'ghcr.io/acme/shop-code:1.4.2' }],
        ingress: { hosts: ['shop.example.com'] },
      });
      shop.addEnv('DB_HOST', 'database');
    });
    expect(objects).toMatchSnapshot();
  });

  test("a configuration of the caller's takes the place of nginx's", () => {
    const nginxConfig = 'server { listen 8080; }\n';
    const objects = synthesize((chart) => new PhpService(chart, 'shop', { ...least, nginxConfig }));
    expect(fileOf(objects, 'default.conf')).toBe(nginxConfig);
  });

  test('a PhpService under the plain profile says nothing about users', () => {
    const objects = synthesize((chart) => new PhpService(chart, 'shop', least), SecurityProfile.PLAIN);
    expect(JSON.stringify(objects)).not.toContain('runAs');
  });

  test('what is bound to it reaches php-fpm, and its DNS name is that of the Service', () => {
    const shop = new PhpService(newChart(undefined, 'shop'), 'shop', least);
    expect(shop.dnsName('other')).toBe('shop.shop.svc.cluster.local');
    expect([shop.name, shop.namespace, shop.identity.selector]).toEqual([
      'shop',
      'shop',
      { 'app.kubernetes.io/name': 'shop' },
    ]);
  });

  const bad: BadInput<Omit<PhpServiceProps, keyof WebServiceProps>> = {
    codeImage: notText,
    codePath: [...notText, ['html', 'must be an absolute path'], ['/a b', 'got "/a b"'], ['/a;', 'got "/a;"']],
    publicFolder: [...notText, ['/web', 'got "/web"'], ['../web', 'got "../web"'], ['a b', 'got "a b"']],
    frontController: [...notText, ['index', 'must be a script, such as "index.php"'], ['a;.php', 'got "a;.php"']],
    phpUser: [...notInteger, [0, 'got 0']],
    nginxImage: notText,
    nginxResources: notObject,
    copyResources: notObject,
    nginxConfig: notText,
  };
  refusesBadInput(
    'PhpService',
    'test/shop',
    (props) => new PhpService(newChart(), 'shop', props as unknown as PhpServiceProps),
    { ...least },
    bad,
  );
});
