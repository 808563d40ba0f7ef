import type { Duration } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import { integer, seconds } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { checkStruct, isPlainObject, type Checked, type Shape } from '../../core/shape';
import type { Wire } from '../../core/wire';
import { Handler, type HttpGetOptions } from './handler';

/** When a probe runs and how it is judged. */
export interface ProbeOptions {
  /** Wait after the start of the container. @default - Kubernetes': none */
  readonly initialDelay?: Duration;
  /** Time between two runs, at least 1 s. @default - Kubernetes': 10 s */
  readonly period?: Duration;
  /** Time after which a run has failed, at least 1 s. @default - Kubernetes': 1 s */
  readonly timeout?: Duration;
  /** Runs in a row after which the probe has failed, at least 1. @default - Kubernetes': 3 */
  readonly failureThreshold?: number;
  /** Runs in a row after which it succeeds again, at least 1; for liveness and startup only 1. @default - Kubernetes': 1 */
  readonly successThreshold?: number;
}

/** When a probe over HTTP runs, what it asks for and how it is judged. */
export interface HttpProbeOptions extends ProbeOptions, HttpGetOptions {}

const probeOptions: Shape<ProbeOptions> = {
  initialDelay: seconds(0),
  period: seconds(1),
  timeout: seconds(1),
  failureThreshold: integer(1),
  successThreshold: integer(1),
};

/** How the kubelet sees whether a container has started, lives, or is ready. */
export class Probe implements Checked {
  /**
   * Asks for a page: a status from 200 to 399 is a success.
   *
   * @param path absolute path, such as `/healthz`.
   * @param options port, protocol, headers, times.
   */
  static httpGet(path: string, options: HttpProbeOptions = {}): Probe {
    // What is no object is refused where the probe is used, with the path of the construct.
    if (!isPlainObject(options)) return new Probe(Handler.httpGet(path), options);
    const { port, scheme, headers, ...rest } = options as HttpProbeOptions;
    const request = {
      port,
      scheme,
      headers,
    };
    return new Probe(Handler.httpGet(path, request), rest);
  }

  /**
   * Opens a connection.
   *
   * @param port number or name of the container's port; its first port where it is left out.
   * @param options times.
   */
  static tcpSocket(port?: number | string, options: ProbeOptions = {}): Probe {
    return new Probe(Handler.tcpSocket(port), options);
  }

  /**
   * Runs a command in the container: an exit code of 0 is a success.
   *
   * @param command program and arguments, without a shell.
   * @param options times.
   */
  static exec(command: readonly string[], options: ProbeOptions = {}): Probe {
    return new Probe(Handler.exec(...(Array.isArray(command) ? (command as string[]) : [])), options);
  }

  private constructor(
    private readonly handler: Handler,
    private readonly options: ProbeOptions,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    this.handler._check(at);
    checkStruct(this.options, probeOptions, at);
  }

  /** Compares with what the container has and what the kind of probe allows. @internal */
  _checkUse(readiness: boolean, ports: readonly { readonly name?: string }[], at: Problems): void {
    this.handler._checkPort(ports, at);
    if (!readiness && (this.options.successThreshold ?? 1) !== 1) {
      at.at('successThreshold').mustBe('1 for liveness and startup probes', this.options.successThreshold);
    }
  }

  /** @internal */
  _toWire(firstPort: number | string | undefined): Wire<k8s.Probe> {
    const { initialDelay, period, timeout, failureThreshold, successThreshold } = this.options;
    return {
      ...this.handler._toWire(firstPort),
      initialDelaySeconds: initialDelay?.toSeconds(),
      periodSeconds: period?.toSeconds(),
      timeoutSeconds: timeout?.toSeconds(),
      failureThreshold,
      successThreshold,
    };
  }
}
