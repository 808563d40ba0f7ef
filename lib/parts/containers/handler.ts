import type { k8s } from 'cdk8s-plus-27';
import { absolutePath, anyText, listOf, mapOf, oneOf, portReference, struct, text } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { type Checked, type Shape } from '../../core/shape';
import type { Wire } from '../../core/wire';

/** A request over HTTP. */
export interface HttpGetOptions {
  /** Number or name of the container's port. @default - the container's first port */
  readonly port?: number | string;
  /** Protocol: `HTTP` or `HTTPS`. @default - HTTP */
  readonly scheme?: string;
  /** Headers by name. @default - none */
  readonly headers?: { readonly [name: string]: string };
}

const httpGetOptions: Shape<HttpGetOptions> = {
  port: portReference,
  scheme: oneOf(['HTTP', 'HTTPS']),
  headers: mapOf(text, anyText),
};

type Port = number | string;

/** What the kubelet does in or to a container: at its start, before its end, or to see how it is. */
export class Handler implements Checked {
  /** Runs a command in the container. @param command program and arguments, without a shell. */
  static exec(...command: string[]): Handler {
    return new Handler(
      () => ({ exec: { command } }),
      (at) => listOf(anyText, 1).test(command, at.at('command')),
      undefined,
    );
  }

  /**
   * Asks for a page: a status from 200 to 399 is a success.
   *
   * @param path absolute path, such as `/healthz`.
   * @param options port, protocol, headers.
   */
  static httpGet(path: string, options: HttpGetOptions = {}): Handler {
    return new Handler(
      (port) => ({
        httpGet: {
          path,
          port: options.port ?? port,
          scheme: options.scheme,
          ...(options.headers === undefined
            ? {}
            : { httpHeaders: Object.entries(options.headers).map(([name, value]) => ({ name, value })) }),
        },
      }),
      (at) => {
        absolutePath.test(path, at.at('path'));
        struct(() => httpGetOptions).test(options, at);
      },
      options?.port ?? 'default',
    );
  }

  /** Opens a connection. @param port number or name of the container's port; its first port where it is left out. */
  static tcpSocket(port?: number | string): Handler {
    return new Handler(
      (first) => ({ tcpSocket: { port: port ?? first } }),
      (at) => {
        if (port !== undefined) portReference.test(port, at.at('port'));
      },
      port ?? 'default',
    );
  }

  private constructor(
    private readonly render: (firstPort: Port) => Wire<k8s.LifecycleHandler>,
    private readonly check: (at: Problems) => void,
    private readonly port: Port | undefined,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    this.check(at);
  }

  /** Compares the port with those of the container. @internal */
  _checkPort(ports: readonly { readonly name?: string }[], at: Problems): void {
    if (this.port === 'default' && ports.length === 0) {
      at.add('needs a port, and the container has none', "give 'port', or add one to 'ports'");
    } else if (typeof this.port === 'string' && this.port !== 'default' && !ports.some((p) => p.name === this.port)) {
      const names = ports.flatMap((p) => (p.name === undefined ? [] : [`"${p.name}"`]));
      at.add(
        `names the port "${this.port}", which the container does not have`,
        names.length === 0 ? "name a port in 'ports', or give its number" : `it has ${names.join(', ')}`,
      );
    }
  }

  /** @internal */
  _toWire(firstPort: Port | undefined): Wire<k8s.LifecycleHandler> {
    // A handler without a port of its own was refused where the container has none.
    return this.render(firstPort ?? 0);
  }
}
