import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { apiObject, instance, labelValue, listOf, mapOf, qualifiedName, struct } from '../core/fields';
import { checkProps, required, type Shape } from '../core/shape';
import { Probe } from '../parts/containers/probe';
import { imageReference } from '../parts/images/image-reference';
import { LogDestination } from '../parts/observability/log-destination';
import { addedContainerResources } from '../parts/scheduling/added-container-resources';
import { resources, type Resources } from '../parts/scheduling/resources';
import { Volume } from '../parts/storage/volume';
import { fluentBitContainer, fluentBitImage } from '../pod/fluent-bit';
import { workloadNaming, type WorkloadNaming } from '../pod/workload-props';
import { NodeAgent, type NodeAgentOverride } from './node-agent';

/** What a NodeLogShipper can say. */
export interface NodeLogShipperProps extends WorkloadNaming {
  /** Where the logs are sent. */
  readonly to: LogDestination;
  /** Image of Fluent Bit. @default 'fluent/fluent-bit:5.1' */
  readonly image?: string;
  /** What it asks for and what it may use. @default - requests of 50m CPU and 64Mi memory, a limit of 256Mi memory */
  readonly resources?: Resources;
  /** Taints of nodes that do not keep it away. @default - all with the effect NoSchedule */
  readonly tolerations?: readonly k8s.Toleration[];
  /** Labels that a node must have. @default - kubernetes.io/os: linux */
  readonly nodeSelector?: { readonly [key: string]: string };
  /** Parts that are merged into the objects at the very end. @default - none */
  readonly override?: NodeAgentOverride;
}

const nodeLogShipperProps: Shape<NodeLogShipperProps> = {
  ...workloadNaming,
  to: required(instance(LogDestination, 'LogDestination.elasticsearch({ … }), LogDestination.fluentd({ … })')),
  image: imageReference,
  resources: struct(() => resources),
  tolerations: listOf(apiObject),
  nodeSelector: mapOf(qualifiedName, labelValue),
  override: apiObject,
};

/** Port of Fluent Bit's own HTTP server. */
const port = 2020;

/**
 * The logs of every pod, sent elsewhere: a NodeAgent with a Fluent Bit that reads what the containers of its node write to
 * their standard output, and adds the names of their pod and namespace.
 *
 * It runs as root, without a capability, because the node's log files are root's. Its namespace must have the label
 * `pod-security.kubernetes.io/enforce: privileged`, where Pod Security is enforced.
 *
 * @see https://docs.fluentbit.io/manual/installation/kubernetes
 */
export class NodeLogShipper extends ChartConstruct {
  /** The NodeAgent that it is. */
  readonly agent: NodeAgent;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: NodeLogShipperProps) {
    super(scope, id);
    checkProps(this, props, nodeLogShipperProps);
    const { to, image = fluentBitImage, ...rest } = props;
    const { name, ...container } = fluentBitContainer({
      name: 'fluent-bit',
      image,
      to,
      logs: { mountPath: '/var/log', volume: Volume.hostPath('logs', '/var/log'), readOnly: true },
      // On the node, so that a new pod goes on where the old one stopped.
      buffer: Volume.hostPath('buffer', '/var/lib/fluent-bit', 'DirectoryOrCreate'),
      input: {
        tag: 'kube.*',
        path: '/var/log/containers/*.log',
        'multiline.parser': 'docker, cri',
        skip_long_lines: true,
      },
      // The file's name says which pod it is: neither a token nor rights for the Kubernetes API are needed.
      port,
      filters: [{ name: 'kubernetes', match: 'kube.*', use_tag_for_meta: true, merge_log: true, keep_log: false }],
    });
    this.agent = new NodeAgent(this, 'agent', {
      ...rest,
      ...container,
      containerName: name,
      resources: props.resources ?? addedContainerResources.logShipper,
      // That it answers, not that it delivers: to restart it does not bring the destination back.
      livenessProbe: Probe.httpGet('/', { port, failureThreshold: 6 }),
      readinessProbe: Probe.httpGet('/', { port }),
      writablePaths: [],
      securityContext: { runAsUser: 0, runAsGroup: 0, runAsNonRoot: false },
      nodeSelector: props.nodeSelector ?? { 'kubernetes.io/os': 'linux' },
      tolerations: props.tolerations ?? [{ operator: 'Exists', effect: 'NoSchedule' }],
    });
  }
}
