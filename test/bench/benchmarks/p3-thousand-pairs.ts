import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Benchmark, Result, Timing } from '../benchmark';
import { app, isInstalled, measure, ROOM, type Candidate } from '../measure';

const PAIRS = 1000;

/** 1,000 pairs of a Deployment and a Service, beside what other tools take for them. */
export const thousandPairs: Benchmark = {
  name: 'a thousand pairs',
  ids: ['P3', 'P3-helm'],
  run() {
    const candidates: Record<string, Candidate> = {
      ours: app(`cdk8s-drydock, ${PAIRS} pairs`, 'drydock-pairs', 1, PAIRS),
      stock: app(`cdk8s and cdk8s-plus-27, ${PAIRS} pairs`, 'stock-pairs', 1, PAIRS),
      ...(isInstalled('helm') ? { helm: helm() } : {}),
      ...(isInstalled('jsonnet') ? { jsonnet: jsonnet() } : {}),
    };
    const times: Record<string, Timing> = measure(candidates, 15);
    const { ours, stock, helm: helmTiming, jsonnet: jsonnetTiming } = times;
    if (ours === undefined || stock === undefined) {
      throw new Error('nothing was measured');
    }
    const results: Result[] = [
      {
        id: 'P3',
        title: `${PAIRS} pairs of Deployment and Service: cdk8s-drydock / cdk8s and cdk8s-plus-27`,
        ratio: ours.milliseconds / stock.milliseconds,
        goal: 0.3,
        timings: [ours, stock, ...(jsonnetTiming === undefined ? [] : [jsonnetTiming])],
      },
    ];
    if (helmTiming !== undefined) {
      results.push({
        id: 'P3-helm',
        title: `${PAIRS} pairs of Deployment and Service: cdk8s-drydock / helm template`,
        ratio: ours.milliseconds / helmTiming.milliseconds,
        goal: 1,
        timings: [ours, helmTiming],
      });
    }
    return results;
  },
};

/** What the constructs make of a pair, for the tools that are given it as it is. */
function pair(name: string): readonly object[] {
  const labels = { 'app.kubernetes.io/name': name };
  const container = {
    name,
    image: 'registry.example.org/team/web:1.27.5',
    ports: [{ name: 'http', containerPort: 8080 }],
    env: [
      { name: 'LOG_LEVEL', value: 'info' },
      { name: 'PORT', value: '8080' },
    ],
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  };
  const pod = {
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [container],
  };
  const template = { metadata: { labels }, spec: pod };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, labels },
      spec: { replicas: 2, selector: { matchLabels: labels }, template },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, labels },
      spec: { selector: labels, ports: [{ name: 'http', port: 8080, targetPort: 'http' }] },
    },
  ];
}

function helm(): Candidate {
  const folder = join(ROOM, 'helm');
  mkdirSync(join(folder, 'templates'), { recursive: true });
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: pairs\nversion: 1.0.0\n');
  writeFileSync(join(folder, 'values.yaml'), `pairs: ${PAIRS}\n`);
  const documents = pair('web-0-{{ $pair }}').map(
    (object) => `---\n${stringify(object, { aliasDuplicateObjects: false })}`,
  );
  const template = `{{- range $pair := until (int .Values.pairs) }}\n${documents.join('')}{{- end }}\n`;
  writeFileSync(join(folder, 'templates', 'pairs.yaml'), template);
  return { what: `helm template, ${PAIRS} pairs`, program: 'helm', arguments: ['template', 'pairs', folder] };
}

function jsonnet(): Candidate {
  const file = join(ROOM, 'pairs.jsonnet');
  const objects = JSON.stringify(pair('NAME')).replaceAll('"NAME"', 'name');
  const all = `std.flatMap(function(p) pair('web-0-' + p), std.range(0, ${PAIRS - 1}))`;
  writeFileSync(file, `local pair(name) = ${objects};\nstd.manifestYamlStream(${all})\n`);
  return { what: `jsonnet, ${PAIRS} pairs`, program: 'jsonnet', arguments: ['--string', file] };
}
