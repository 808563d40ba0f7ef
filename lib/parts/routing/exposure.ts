import { isIP } from 'node:net';
import type { k8s } from 'cdk8s-plus-27';
import type { IConstruct } from 'constructs';
import { annotations, flag, labels, listOf, oneOf, serviceName, struct, text } from '../../core/fields';
import { Problems } from '../../core/problems';
import { checkStruct, field, type Checked, type Shape } from '../../core/shape';
import type { Wire } from '../../core/wire';
import {
  loadBalancerScope,
  loadBalancerTls,
  type LoadBalancerScope,
  type LoadBalancerTls,
} from '../cloud/cloud-load-balancer';
import { loadBalancerWords } from '../cloud/cloud-target';
import { dnsAnnotations, dnsRecord, type DnsRecord } from '../cloud/dns-record';
import { checkPortNames, servicePort, type ContainerPort, type PodPorts, type ServicePort } from './port';

/** How traffic from outside reaches the pods of a Service. */
export enum TrafficPolicy {
  /** Any pod may answer. */
  CLUSTER = 'Cluster',
  /** Only pods of the node that the traffic came to; keeps the client's address. */
  LOCAL = 'Local',
}

/** What every Service can say. */
export interface ExposureOptions {
  /** Name of the Service. @default - the workload's name */
  readonly name?: string;
  /** Ports. @default - one for each port of the main container, of the same number and name */
  readonly ports?: readonly ServicePort[];
  /** Labels of the Service alone. @default - none beside those of all objects */
  readonly labels?: { readonly [key: string]: string };
  /** Annotations of the Service. @default - none */
  readonly annotations?: { readonly [key: string]: string };
  /** Whether requests of one client go to one pod. @default - not said: they do not */
  readonly clientAffinity?: boolean;
}

/** What a Service with a port on every node can say. */
export interface NodePortOptions extends ExposureOptions {
  /** Which pods answer traffic from outside. @default - not said: any */
  readonly externalTrafficPolicy?: TrafficPolicy;
}

/**
 * What a Service behind a load balancer can say. `scope`, `address` and `tls` name no provider: the cloud target that is
 * set on the construct or above it, by CloudTargets, says them in its words.
 */
export interface LoadBalancerOptions extends NodePortOptions {
  /** The implementation that is to serve it, such as `service.k8s.aws/nlb`. @default - that of the cloud target where it needs one, else not said: the cluster's own */
  readonly loadBalancerClass?: string;
  /** Address ranges (CIDR) that may connect. @default - all */
  readonly sourceRanges?: readonly string[];
  /** Who can reach it; needs a cloud target. @default - not said: as the provider has it */
  readonly scope?: LoadBalancerScope;
  /** Name of a static address, as the cloud target knows it (its `addresses`); needs a cloud target. @default - an address that may change */
  readonly address?: string;
  /** TLS that ends at the load balancer; needs a cloud target. @default - none: what comes is passed on as it is */
  readonly tls?: LoadBalancerTls;
  /** Its records in the DNS, for ExternalDNS. @default - none */
  readonly dns?: DnsRecord;
}

/** What a headless Service can say. */
export interface HeadlessOptions extends ExposureOptions {
  /** Whether DNS also names pods that are not ready, as members of a cluster that find each other need. @default - not said: only ready pods */
  readonly publishNotReadyAddresses?: boolean;
}

type Options = LoadBalancerOptions & HeadlessOptions;
type Type = 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'Headless' | 'None';

/** A range of addresses, such as 10.0.0.0/8. @internal */
export const cidr = field((value, at) => {
  const [address = '', bits = '', ...more] = typeof value === 'string' ? value.split('/') : [];
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  if (more.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most) return;
  at.mustBe('a range of addresses such as "10.0.0.0/8" or "2001:db8::/32"', value);
});

const exposureOptions: Shape<ExposureOptions> = {
  name: serviceName,
  ports: listOf(
    struct(() => servicePort),
    1,
  ),
  labels,
  annotations,
  clientAffinity: flag,
};

const nodePortOptions: Shape<NodePortOptions> = {
  ...exposureOptions,
  externalTrafficPolicy: oneOf(Object.values(TrafficPolicy)),
};

const loadBalancerOptions: Shape<LoadBalancerOptions> = {
  ...nodePortOptions,
  loadBalancerClass: text,
  sourceRanges: listOf(cidr, 1),
  scope: loadBalancerScope,
  address: text,
  tls: struct(() => loadBalancerTls),
  dns: struct(() => dnsRecord),
};

const headlessOptions: Shape<HeadlessOptions> = { ...exposureOptions, publishNotReadyAddresses: flag };

const shapes = {
  ClusterIP: exposureOptions,
  NodePort: nodePortOptions,
  LoadBalancer: loadBalancerOptions,
  Headless: headlessOptions,
  None: {},
} as const;

/** How a workload is reached: the type of its Service and what belongs to it. */
export class Exposure implements Checked {
  /** An address inside the cluster. */
  static clusterIp(options: ExposureOptions = {}): Exposure {
    return new Exposure('ClusterIP', options);
  }

  /** A port from 30000 to 32767 of every node, beside the address inside the cluster. */
  static nodePort(options: NodePortOptions = {}): Exposure {
    return new Exposure('NodePort', options);
  }

  /** A load balancer outside of the cluster, beside the address inside. */
  static loadBalancer(options: LoadBalancerOptions = {}): Exposure {
    return new Exposure('LoadBalancer', options);
  }

  /** No address of its own: DNS gives those of the pods. */
  static headless(options: HeadlessOptions = {}): Exposure {
    return new Exposure('Headless', options);
  }

  /** No Service. */
  static none(): Exposure {
    return new Exposure('None', {});
  }

  private constructor(
    private readonly type: Type,
    private readonly options: Options,
  ) {}

  /** The same with other ports, where it has none of its own. @internal */
  _withPorts(ports: readonly ServicePort[]): Exposure {
    return this.options.ports === undefined ? new Exposure(this.type, { ...this.options, ports }) : this;
  }

  /**
   * The same, with all that the cloud target of a construct says of its load balancer. The caller's own annotations and
   * class go before the target's.
   *
   * @param prop the prop of the construct that it was given as.
   * @throws DrydockError when the target lacks what is asked for, or there is none
   * @internal
   */
  _on(owner: IConstruct, targets: PodPorts, prop: string): Exposure {
    if (this.type !== 'LoadBalancer') return this;
    const { scope, address, tls, dns, ...rest } = this.options;
    const problems = Problems.root();
    const at = problems.at(prop);
    this.checkTls(targets, at);
    const words = loadBalancerWords(owner, { scope, address, tls }, at);
    problems.refuseIfAny(owner);
    return new Exposure(this.type, {
      ...rest,
      annotations: { ...(dns === undefined ? {} : dnsAnnotations(dns)), ...words.annotations, ...rest.annotations },
      loadBalancerClass: rest.loadBalancerClass ?? words.loadBalancerClass,
    });
  }

  private checkTls(targets: PodPorts, at: Problems): void {
    const known = this._ports(targets).map(({ port, name }) => (name === undefined ? [port] : [port, name]));
    (this.options.tls?.ports ?? []).forEach((port, i) => {
      if (known.flat().includes(port)) return;
      at.at('tls')
        .at('ports')
        .at(i)
        .add(
          `is ${JSON.stringify(port)}, which the Service does not have`,
          `it has ${known.map(([number, name]) => (name === undefined ? number : `${number} ("${name}")`)).join(', ')}`,
        );
    });
  }

  /** Whether there is a Service. @internal */
  get _defined(): boolean {
    return this.type !== 'None';
  }

  /** @internal */
  get _options(): ExposureOptions {
    return this.options;
  }

  /** @internal */
  _check(at: Problems): void {
    const before = at.count;
    checkStruct<object>(this.options, shapes[this.type], at);
    if (at.count > before) return;
    const ports = this.options.ports ?? [];
    checkPortNames(ports, at.at('ports'));
    ports.forEach((port, i) => {
      if (ports.length > 1 && port.name === undefined) {
        at.at('ports').at(i).at('name').add('is required where a Service has several ports');
      }
      if (port.nodePort === undefined) return;
      const place = at.at('ports').at(i).at('nodePort');
      if (this.type !== 'NodePort' && this.type !== 'LoadBalancer') {
        place.add(`may not be given for a ${this.type} Service`, 'use Exposure.nodePort, or leave it out');
      } else if (port.nodePort < 30000 || port.nodePort > 32767) {
        place.mustBe('from 30000 to 32767', port.nodePort, 'or leave it out, and the cluster chooses one');
      }
    });
  }

  /** Finds ports of the Service that lead nowhere. @internal */
  _checkTargets(targets: PodPorts, at: Problems): void {
    if (this._defined && this.options.ports === undefined && targets.main.length === 0) {
      at.add('is a Service without ports', "add to 'ports' what the container listens on, or use Exposure.none()");
    }
    if (this.options.ports === undefined && targets.main.length > 1 && targets.main.some((t) => t.name === undefined)) {
      at.add('needs a name for each of several ports', "give every element of 'ports' a name");
    }
    (this.options.ports ?? []).forEach((port, i) => {
      if (typeof port.targetPort === 'number' || targetOf(port, targets.all) !== undefined) return;
      const known = targets.all.map((t) =>
        t.name === undefined ? String(t.containerPort) : `"${t.name}" (${t.containerPort})`,
      );
      const place = at.at('ports').at(i);
      if (typeof port.targetPort === 'string') {
        place
          .at('targetPort')
          .add(
            `names the port "${port.targetPort}", which no container has`,
            known.length === 0 ? "name a port in the container's 'ports'" : `they have ${known.join(', ')}`,
          );
      } else {
        place
          .at('targetPort')
          .add('is required where it is not clear', `the containers have ${known.join(', ') || 'no port'}`);
      }
    });
  }

  /** The Service's ports. @internal */
  _ports(targets: PodPorts): readonly ServicePort[] {
    const ports =
      this.options.ports ??
      targets.main.map(({ name, containerPort, protocol }) => ({
        port: containerPort,
        name,
        protocol,
        targetPort: name ?? containerPort,
      }));
    return ports.map((port) => ({ ...port, targetPort: port.targetPort ?? targetOf(port, targets.all) }));
  }

  /** @internal */
  _toWire(selector: { readonly [key: string]: string }, targets: PodPorts): Wire<k8s.ServiceSpec> {
    const { clientAffinity, externalTrafficPolicy, loadBalancerClass, sourceRanges, publishNotReadyAddresses } =
      this.options;
    return {
      ...(this.type === 'NodePort' || this.type === 'LoadBalancer' ? { type: this.type } : {}),
      ...(this.type === 'Headless' ? { clusterIP: 'None' } : {}),
      publishNotReadyAddresses,
      sessionAffinity: clientAffinity === undefined ? undefined : clientAffinity ? 'ClientIP' : 'None',
      externalTrafficPolicy,
      loadBalancerClass,
      loadBalancerSourceRanges: sourceRanges,
      selector,
      ports: this._ports(targets),
    };
  }
}

/** The container's port that a Service's port leads to, by name where it has one. */
function targetOf(port: ServicePort, targets: readonly ContainerPort[]): number | string | undefined {
  const target =
    typeof port.targetPort === 'string'
      ? targets.find((t) => t.name === port.targetPort)
      : (targets.find((t) => t.name !== undefined && t.name === port.name) ??
        targets.find((t) => t.containerPort === port.port) ??
        (targets.length === 1 ? targets[0] : undefined));
  return target?.name ?? target?.containerPort;
}
