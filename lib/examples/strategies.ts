import type { Construct } from 'constructs';
import {
  Chart,
  Color,
  Folder,
  Identity,
  IngressTls,
  NetworkPeer,
  Release,
  Strategy,
  TraefikMatch,
  TraefikTls,
  TrafficRouter,
  WebService,
} from '../index';
import { webServer } from './web-server';

/** The version that runs, and the one that takes its place. */
const versions = { old: 'nginx:1.18.0-alpine', new: 'nginx:1.30-alpine' };

/** A stage: the folder of its manifests, the strategy, and the version that the props say. */
type Stage = readonly [folder: string, strategy: Strategy, image?: string];

const release = Release.of({ image: versions.new });
const host = 'brutal.systems';
const routers = {
  gateway: TrafficRouter.gateway({ gateways: [{ name: 'edge', namespace: 'traefik' }], hostnames: [host] }),
  traefik: TrafficRouter.traefik({
    match: TraefikMatch.host(host),
    entryPoints: ['websecure'],
    tls: TraefikTls.certResolver('letsencrypt'),
  }),
  nginx: TrafficRouter.nginx({
    hosts: [host],
    className: 'nginx',
    tls: IngressTls.certManager('letsencrypt', 'brutal-systems-tls'),
  }),
};
type Router = (typeof routers)[keyof typeof routers];

const recreate = Strategy.recreate();
const asDocumented = { 'drydock/ignore.rel.rolling-update': 'the document describes this strategy, too' };

/** Two stages: what is applied, and what is applied for the new version. */
function atOnce(strategy: Strategy): readonly Stage[] {
  return [
    ['1-steady', strategy],
    ['2-release', strategy, versions.new],
  ];
}

const blueGreen: readonly Stage[] = [
  ['1-steady', Strategy.blueGreen({ live: Color.BLUE })],
  ['2-start', Strategy.blueGreen({ live: Color.BLUE, release: release.start() })],
  ['3-shift', Strategy.blueGreen({ live: Color.BLUE, release: release.shift() })],
  ['4-promote', Strategy.blueGreen({ live: Color.BLUE, release: release.promote() })],
  ['5-steady', Strategy.blueGreen({ live: Color.GREEN }), versions.new],
  ['4-abort', Strategy.blueGreen({ live: Color.BLUE, release: release.abort() })],
];

const canaryByReplicas: readonly Stage[] = [
  ['1-steady', Strategy.canaryByReplicas()],
  ['2-start', Strategy.canaryByReplicas({ release: release.start() })],
  ['3-shift', Strategy.canaryByReplicas({ release: release.shiftTo(50) })],
  ['4-promote', Strategy.canaryByReplicas({ release: release.promote() })],
  ['5-steady', Strategy.canaryByReplicas(), versions.new],
  ['4-abort', Strategy.canaryByReplicas({ release: release.abort() })],
];

function canaryByWeight(router: Router): readonly Stage[] {
  return [
    ['1-steady', Strategy.canaryByWeight({ router })],
    ['2-start', Strategy.canaryByWeight({ router, release: release.start() })],
    ['3-shift', Strategy.canaryByWeight({ router, release: release.shiftTo(25) })],
    ['4-promote', Strategy.canaryByWeight({ router, release: release.promote() })],
    ['5-steady', Strategy.canaryByWeight({ router }), versions.new],
    ['4-abort', Strategy.canaryByWeight({ router, release: release.abort() })],
  ];
}

function abTestByHeader(router: Router): readonly Stage[] {
  const header = { name: 'x-trial', value: 'yes' };
  return [
    ['1-steady', Strategy.abTestByHeader({ router, header })],
    ['2-start', Strategy.abTestByHeader({ router, header, release: release.start() })],
    ['3-shift', Strategy.abTestByHeader({ router, header, release: release.shift() })],
    ['4-promote', Strategy.abTestByHeader({ router, header, release: release.promote() })],
    ['5-steady', Strategy.abTestByHeader({ router, header }), versions.new],
    ['4-abort', Strategy.abTestByHeader({ router, header, release: release.abort() })],
  ];
}

function abTestByCookie(router: typeof routers.traefik | typeof routers.nginx): readonly Stage[] {
  const cookie = { name: 'trial' };
  return [
    ['1-steady', Strategy.abTestByCookie({ router, cookie })],
    ['2-start', Strategy.abTestByCookie({ router, cookie, release: release.start() })],
    ['3-shift', Strategy.abTestByCookie({ router, cookie, release: release.shift() })],
    ['4-promote', Strategy.abTestByCookie({ router, cookie, release: release.promote() })],
    ['5-steady', Strategy.abTestByCookie({ router, cookie }), versions.new],
    ['4-abort', Strategy.abTestByCookie({ router, cookie, release: release.abort() })],
  ];
}

/** Each strategy by the folder of its stages. */
const strategies: Readonly<Record<string, readonly Stage[]>> = {
  recreate: atOnce(recreate),
  rolling: atOnce(Strategy.rolling({ maxUnavailable: 1 })),
  'blue-green': blueGreen,
  'canary-by-replicas': canaryByReplicas,
  'canary-by-weight-gateway': canaryByWeight(routers.gateway),
  'canary-by-weight-traefik': canaryByWeight(routers.traefik),
  'canary-by-weight-nginx': canaryByWeight(routers.nginx),
  'ab-test-by-header-gateway': abTestByHeader(routers.gateway),
  'ab-test-by-header-traefik': abTestByHeader(routers.traefik),
  'ab-test-by-header-nginx': abTestByHeader(routers.nginx),
  'ab-test-by-cookie-traefik': abTestByCookie(routers.traefik),
  'ab-test-by-cookie-nginx': abTestByCookie(routers.nginx),
};

/**
 * Document 001: the website in each update strategy, at each stage of a release from nginx 1.18 to 1.30.
 *
 * `strategies/<strategy>/<stage>/website.k8s.yaml` is what is applied at the stage; 4-abort stands in the place of
 * 4-promote, and leads back to 1-steady.
 */
export class StrategiesExample extends Folder {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const [name, stages] of Object.entries(strategies)) {
      const folder = new Folder(this, name);
      const controller = name.endsWith('-nginx') ? 'ingress-nginx' : 'traefik';
      for (const [stage, strategy, image = versions.old] of stages) {
        const chart = new Chart(new Folder(folder, stage), 'website', { namespace: 'frontend' });
        const website = new WebService(chart, 'website', {
          ...webServer(image),
          name: 'website',
          // A web server of files asks nobody.
          networkPolicy: { ingress: [{ from: NetworkPeer.namespace(controller) }], egress: [] },
          identity: Identity.of({ instance: 'website' }),
          revisionHistoryLimit: 4,
          resources: { requests: { cpu: '10m', memory: '20Mi' }, limits: { cpu: '20m', memory: '30Mi' } },
          ...(strategy === recreate ? { annotations: asDocumented } : {}),
          strategy,
        });
        for (const { deployment, replicas } of website.tracks) {
          if (replicas !== 1) continue;
          deployment.metadata.addAnnotation('drydock/ignore.rel.replicas', 'one pod is what a canary begins with');
        }
      }
    }
  }
}
