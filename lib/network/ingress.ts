import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { absolutePath, dnsSubdomain, instance, listOf, oneOf, struct, hostName } from '../core/fields';
import { defineObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import type { Problems } from '../core/problems';
import { checkProps, required, type Shape } from '../core/shape';
import { IngressTls, PathType } from '../parts/routing/ingress-options';
import { ServiceBackend } from '../parts/routing/service-backend';
import { override, type IngressOverride } from '../workloads/overrides';

/** Where a path of a host leads to. */
export interface IngressPath {
  /** The Service and its port. */
  readonly backend: ServiceBackend;
  /** The path. @default '/' */
  readonly path?: string;
  /** How the path is compared. @default PathType.PREFIX */
  readonly pathType?: PathType;
}

/** Where a host leads to. */
export interface IngressRule {
  /** Host name, such as `shop.example.com` or `*.example.com`. @default - any host */
  readonly host?: string;
  /** Where its paths lead to. */
  readonly paths: readonly IngressPath[];
  /** Certificate of the host. @default - no TLS */
  readonly tls?: IngressTls;
}

/** What an Ingress can say. */
export interface IngressProps extends ObjectProps {
  /** Where the hosts lead to. @default - everything to the default backend */
  readonly rules?: readonly IngressRule[];
  /** Where all leads to that no rule is about. @default - not said: the controller answers that there is nothing */
  readonly defaultBackend?: ServiceBackend;
  /** Class of the controller that serves it, such as `traefik`. @default - not said: the cluster's default class */
  readonly className?: string;
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: IngressOverride;
}

const backend = instance(ServiceBackend, 'ServiceBackend.of(service, port)');

const ingressPath: Shape<IngressPath> = {
  backend: required(backend),
  path: absolutePath,
  pathType: oneOf(Object.values(PathType)),
};

const ingressRule: Shape<IngressRule> = {
  host: hostName,
  paths: required(
    listOf(
      struct(() => ingressPath),
      1,
    ),
  ),
  tls: instance(IngressTls, 'IngressTls.secret(name), IngressTls.certManager(issuer, secretName)'),
};

const ingressProps: Shape<IngressProps> = {
  ...objectProps,
  rules: listOf(
    struct(() => ingressRule),
    1,
  ),
  defaultBackend: backend,
  className: dnsSubdomain,
  override,
};

/**
 * HTTP from outside, by host and path, to one or several Services: an Ingress that stands alone. That of one workload
 * is its `ingress`.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
 */
export class Ingress extends ChartConstruct {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The Ingress. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: IngressProps) {
    super(scope, id);
    checkProps(this, props, ingressProps, (at) => checkTogether(props, at));
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    const { className, defaultBackend, rules = [] } = props;
    const tls = toTls(rules);
    const annotations = Object.assign({}, ...rules.map((rule) => rule.tls?.annotations)) as Record<string, string>;
    this.object = defineObject(
      this,
      'ingress',
      'Ingress',
      metadataOfObject(props, { annotations }),
      () => ({
        spec: {
          ...(className === undefined ? {} : { ingressClassName: className }),
          ...(defaultBackend === undefined ? {} : { defaultBackend: toBackend(defaultBackend) }),
          ...(tls.length === 0 ? {} : { tls }),
          ...(rules.length === 0 ? {} : { rules: rules.map(toRule) }),
        },
      }),
      props.override,
    );
  }
}

function toBackend({ service, port }: ServiceBackend): {
  readonly service: { readonly name: string; readonly port: { readonly name?: string; readonly number?: number } };
} {
  return { service: { name: service, port: typeof port === 'string' ? { name: port } : { number: port } } };
}

function toRule({ host, paths }: IngressRule): {
  readonly host?: string;
  readonly http: {
    readonly paths: readonly {
      readonly path: string;
      readonly pathType: string;
      readonly backend: ReturnType<typeof toBackend>;
    }[];
  };
} {
  return {
    ...(host === undefined ? {} : { host }),
    http: {
      paths: paths.map((each) => ({
        path: each.path ?? '/',
        pathType: each.pathType ?? PathType.PREFIX,
        backend: toBackend(each.backend),
      })),
    },
  };
}

/** The certificates, each with all its hosts. */
function toTls(
  rules: readonly IngressRule[],
): readonly { readonly hosts: readonly string[]; readonly secretName: string }[] {
  const hosts = new Map<string, string[]>();
  for (const { host, tls } of rules) {
    if (tls === undefined || host === undefined) continue;
    hosts.set(tls.secretName, [...(hosts.get(tls.secretName) ?? []), host]);
  }
  return [...hosts].map(([secretName, names]) => ({ hosts: [...new Set(names)], secretName }));
}

function checkTogether(props: IngressProps, at: Problems): void {
  const { rules = [], defaultBackend } = props;
  if (rules.length === 0 && defaultBackend === undefined) at.add("leads nowhere: give 'rules' or 'defaultBackend'");
  defaultBackend?._checkNoWeight(at.at('defaultBackend'));
  const paths = new Map<string, string>();
  const issuers = new Map<string, string>();
  rules.forEach((rule, i) => {
    const place = at.at('rules').at(i);
    if (rule.tls !== undefined && rule.host === undefined) place.at('tls').add('needs a host', "give 'host'");
    for (const [key, issuer] of Object.entries(rule.tls?.annotations ?? {})) {
      const before = issuers.get(key) ?? issuer;
      if (before !== issuer) {
        place.at('tls').add(`names the issuer "${issuer}", and another rule "${before}"`, 'use two Ingresses');
      }
      issuers.set(key, before);
    }
    rule.paths.forEach((path, j) => {
      path.backend._checkNoWeight(place.at('paths').at(j).at('backend'));
      const key = `${rule.host ?? ''} ${path.pathType ?? PathType.PREFIX} ${path.path ?? '/'}`;
      const before = paths.get(key);
      const own = `rules[${i}].paths[${j}]`;
      if (before !== undefined)
        place.at('paths').at(j).add(`is the same host and path as ${before}`, 'drop one of them');
      paths.set(key, before ?? own);
    });
  });
}
