import { integer, portReference, serviceName } from '../../core/fields';
import type { Problems } from '../../core/problems';
import type { Checked } from '../../core/shape';

/** What has the name of a Service: a Service, or the `service` of a WebService. */
export interface IServiceName {
  /** The Service's name. */
  readonly name: string;
}

/** What has a Service, such as a WebService. */
export interface IServiceOwner {
  /** The Service, where there is one. */
  readonly service?: IServiceName;
}

/** A Service and its port, as a route leads to it. */
export class ServiceBackend implements Checked {
  /**
   * A Service of the same namespace.
   *
   * @param service its name, or what has one.
   * @param port number or name of its port; routes of the Gateway API know numbers only.
   */
  static of(service: string | IServiceName, port: number | string): ServiceBackend {
    return new ServiceBackend(typeof service === 'string' ? service : service?.name, port, undefined);
  }

  /**
   * The Service of a workload.
   *
   * @param workload a WebService or what else has a `service`.
   * @param port number or name of the Service's port.
   */
  static workload(workload: IServiceOwner, port: number | string): ServiceBackend {
    return new ServiceBackend(workload?.service?.name ?? '', port, undefined);
  }

  private constructor(
    /** The Service's name. */
    readonly service: string,
    /** Number or name of its port. */
    readonly port: number | string,
    /** Its share of the requests, relative to those of the others. @default - as much as the others */
    readonly weight: number | undefined,
  ) {}

  /** The same, with a share of the requests. @param weight relative to those of the others; 0 is none. */
  weighing(weight: number): ServiceBackend {
    return new ServiceBackend(this.service, this.port, weight);
  }

  /** @internal */
  _check(at: Problems): void {
    if (this.service === '') return at.add('names no Service', 'give its name, or a workload that has one');
    serviceName.test(this.service, at.at('service'));
    portReference.test(this.port, at.at('port'));
    if (this.weight !== undefined) integer(0, 1000000).test(this.weight, at.at('weight'));
  }

  /** Finds a weight where there are no shares. @internal */
  _checkNoWeight(at: Problems): void {
    if (this.weight !== undefined) at.add('may not have a weight here: all requests go to it', 'leave it out');
  }
}
