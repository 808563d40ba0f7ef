import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import type { CustomOverrideOf } from '../core/custom-kinds';
import { refuse } from '../core/errors';
import { instance } from '../core/fields';
import { defineCustomObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import { checkProps, required, type Shape } from '../core/shape';
import { MiddlewareSource } from '../parts/routing/middleware-source';
import { override } from '../workloads/overrides';

/** A part of a Middleware, merged into it at the end; `null` removes a field. */
export type MiddlewareOverride = CustomOverrideOf<'Middleware'>;

/** What a Middleware can say. */
export interface MiddlewareProps extends ObjectProps {
  /** What it does to requests. */
  readonly source: MiddlewareSource;
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: MiddlewareOverride;
}

const middlewareProps: Shape<MiddlewareProps> = {
  ...objectProps,
  source: required(
    instance(MiddlewareSource, 'MiddlewareSource.redirectToHttps(), MiddlewareSource.stripPrefix(…), …'),
  ),
  override,
};

/**
 * What Traefik does to requests on their way: a Middleware, which the routes of an IngressRoute name.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/middleware/
 */
export class Middleware extends ChartConstruct {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The Middleware. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: MiddlewareProps) {
    super(scope, id);
    checkProps(this, props, middlewareProps);
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    this.object = defineCustomObject(
      this,
      'middleware',
      'Middleware',
      metadataOfObject(props),
      () => ({ spec: props.source._toWire() }),
      props.override,
    );
  }

  /**
   * The value of Traefik's annotation by which an Ingress names it, `traefik.ingress.kubernetes.io/router.middlewares`.
   *
   * @throws DrydockError when its namespace is not known
   */
  annotationValue(): string {
    if (this.namespace === undefined) {
      refuse(
        this,
        "has no namespace that is known, which is a part of the annotation; give it, or the chart, a 'namespace'",
      );
    }
    return `${this.namespace}-${this.name}@kubernetescrd`;
  }
}
