import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import {
  apiObject,
  anyText,
  dnsLabel,
  dnsSubdomain,
  instance,
  integer,
  labelValue,
  listOf,
  mapOf,
  qualifiedName,
  struct,
} from '../core/fields';
import { checkProps, type Shape } from '../core/shape';
import { DaemonRollout } from '../parts/release/daemon-rollout';
import { Exposure } from '../parts/routing/exposure';
import { imageReference, parseImage } from '../parts/images/image-reference';
import { Probe } from '../parts/containers/probe';
import { resources, type Resources } from '../parts/scheduling/resources';
import { Scrape } from '../parts/observability/scrape';
import { MountPropagation, Volume, type VolumeMount } from '../parts/storage/volume';
import { workloadNaming, type WorkloadNaming } from '../pod/workload-props';
import { NodeAgent, type NodeAgentOverride } from './node-agent';

/** What a NodeExporter can say. */
export interface NodeExporterProps extends WorkloadNaming {
  /** Image of node-exporter. @default 'quay.io/prometheus/node-exporter:v1.12.1' */
  readonly image?: string;
  /** Name of the container. @default 'node-exporter' */
  readonly containerName?: string;
  /** Port of every node with the metrics, called `metrics`; from 1024. @default 9100 */
  readonly port?: number;
  /** Arguments beside those that say where the node's file systems are, such as `--no-collector.wifi`. @default - none */
  readonly args?: readonly string[];
  /** What it asks for and what it may use. @default - requests of 50m CPU and 64Mi memory, a limit of 128Mi memory */
  readonly resources?: Resources;
  /** Taints of nodes that do not keep it away. @default - all with the effect NoSchedule */
  readonly tolerations?: readonly k8s.Toleration[];
  /** Labels that a node must have. @default - kubernetes.io/os: linux */
  readonly nodeSelector?: { readonly [key: string]: string };
  /** Name of the PriorityClass. @default 'system-node-critical' */
  readonly priorityClassName?: string;
  /** How new pods take the place of the old ones. @default - not said: rolling, one node at a time */
  readonly rollout?: DaemonRollout;
  /** A Service that leads to the pods. @default Exposure.none() */
  readonly exposure?: Exposure;
  /** How Prometheus finds it. @default - it is not scraped */
  readonly scrape?: Scrape;
  /** Parts that are merged into the objects at the very end. @default - none */
  readonly override?: NodeAgentOverride;
}

const nodeExporterProps: Shape<NodeExporterProps> = {
  ...workloadNaming,
  image: imageReference,
  containerName: dnsLabel,
  port: integer(1024, 65535),
  args: listOf(anyText),
  resources: struct(() => resources),
  tolerations: listOf(apiObject),
  nodeSelector: mapOf(qualifiedName, labelValue),
  priorityClassName: dnsSubdomain,
  rollout: instance(DaemonRollout, 'DaemonRollout.rolling(), DaemonRollout.onDelete()'),
  exposure: instance(Exposure, 'Exposure.headless(), Exposure.clusterIp()'),
  scrape: instance(Scrape, 'Scrape.service(), Scrape.pods()'),
  override: apiObject,
};

const defaultImage = 'quay.io/prometheus/node-exporter:v1.12.1';
const defaultPort = 9100;

const defaultResources: Resources = {
  requests: { cpu: '50m', memory: '64Mi' },
  limits: { memory: '128Mi' },
};

/**
 * The metrics of every node: a NodeAgent with Prometheus' node-exporter, which sees the file systems, the network and the
 * processes of its node, and may change none of them.
 *
 * Its namespace must have the label `pod-security.kubernetes.io/enforce: privileged`, where Pod Security is enforced.
 *
 * @see https://github.com/prometheus/node_exporter#docker
 */
export class NodeExporter extends ChartConstruct {
  /** The NodeAgent that it is. */
  readonly agent: NodeAgent;
  /** Port of every node with the metrics. */
  readonly port: number;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: NodeExporterProps) {
    super(scope, id);
    checkProps(this, props, nodeExporterProps);
    const { image = defaultImage, port = defaultPort, args = [], ...rest } = props;
    this.port = port;
    this.agent = new NodeAgent(this, 'agent', {
      ...rest,
      image,
      containerName: props.containerName ?? 'node-exporter',
      args: [...nodePaths(image), ...(port === defaultPort ? [] : [`--web.listen-address=:${port}`]), ...args],
      ports: [{ name: 'metrics', containerPort: port }],
      resources: props.resources ?? defaultResources,
      livenessProbe: Probe.tcpSocket(),
      readinessProbe: Probe.httpGet('/'),
      hostNetwork: true,
      hostPid: true,
      volumeMounts: nodeMounts,
      nodeSelector: props.nodeSelector ?? { 'kubernetes.io/os': 'linux' },
      tolerations: props.tolerations ?? [{ operator: 'Exists', effect: 'NoSchedule' }],
      priorityClassName: props.priorityClassName ?? 'system-node-critical',
    });
  }
}

const nodeMounts: readonly VolumeMount[] = [
  { mountPath: '/host/proc', volume: Volume.hostPath('proc', '/proc'), readOnly: true },
  { mountPath: '/host/sys', volume: Volume.hostPath('sys', '/sys'), readOnly: true },
  // What is mounted on the node later, such as a claim, is seen here too.
  {
    mountPath: '/host/root',
    volume: Volume.hostPath('root', '/'),
    readOnly: true,
    mountPropagation: MountPropagation.HOST_TO_CONTAINER,
  },
];

function nodePaths(image: string): readonly string[] {
  const paths = ['--path.procfs=/host/proc', '--path.sysfs=/host/sys', '--path.rootfs=/host/root'];
  return knowsUdev(image) ? [...paths, '--path.udev.data=/host/root/run/udev/data'] : paths;
}

/** Versions before 1.4 do not start with an argument that they do not know; one without a version is a current one. */
function knowsUdev(image: string): boolean {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(parseImage(image)?.tag ?? '') ?? [];
  return major === undefined || Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 4);
}
