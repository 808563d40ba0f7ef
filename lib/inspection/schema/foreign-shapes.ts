import type { ObjectShape, Shape } from './shape';

/** Knows the definitions of the API by name. */
export interface Definitions {
  definition(name: string): ObjectShape;
}

const text: Shape = { type: 'string' };
const texts: Shape = { type: 'list', item: text };

function open(name: string, fields: Readonly<Record<string, Shape>>): ObjectShape {
  return { type: 'object', name, fields: new Map(Object.entries(fields)), required: [], open: true };
}

function list(item: Shape): Shape {
  return { type: 'list', item };
}

/**
 * What the rules read of well-known custom resources, so that they meet the right types there too. No more than that: the
 * full check of a custom resource needs its definition.
 */
const specs: Readonly<Record<string, (schemas: Definitions) => Shape>> = {
  'monitoring.coreos.com ServiceMonitor': monitor,
  'monitoring.coreos.com PodMonitor': monitor,
  'gateway.networking.k8s.io HTTPRoute': route,
  'gateway.networking.k8s.io GRPCRoute': route,
  'gateway.networking.k8s.io TCPRoute': route,
  'gateway.networking.k8s.io TLSRoute': route,
  'argoproj.io Rollout': rollout,
  'cert-manager.io Certificate': () =>
    open('CertificateSpec', { secretName: text, issuerRef: open('IssuerRef', { name: text, kind: text }) }),
  'external-secrets.io ExternalSecret': () =>
    open('ExternalSecretSpec', { target: open('ExternalSecretTarget', { name: text }) }),
  'bitnami.com SealedSecret': () => open('SealedSecretSpec', { encryptedData: { type: 'map', item: { type: 'any' } } }),
};

function monitor(schemas: Definitions): Shape {
  return open('MonitorSpec', {
    selector: schemas.definition('LabelSelector'),
    namespaceSelector: open('NamespaceSelector', { any: { type: 'boolean' }, matchNames: texts }),
    endpoints: list(open('Endpoint', { port: text, targetPort: { type: 'int-or-string' } })),
  });
}

function rollout(schemas: Definitions): Shape {
  const template = schemas.definition('PodTemplateSpec');
  return open('RolloutSpec', {
    replicas: { type: 'integer' },
    selector: schemas.definition('LabelSelector'),
    template: { ...template, required: [], fields: template.fields },
  });
}

function route(): Shape {
  const backend = open('BackendRef', {
    group: text,
    kind: text,
    name: text,
    namespace: text,
    port: { type: 'integer' },
  });
  const parent = open('ParentRef', { group: text, kind: text, name: text, namespace: text, sectionName: text });
  const rule = open('RouteRule', { backendRefs: list(backend) });
  return open('RouteSpec', { hostnames: texts, parentRefs: list(parent), rules: list(rule) });
}

/** The shape of an object whose schema is not at hand: its metadata, and what the rules read of it. */
export function foreignShape(apiVersion: string, kind: string, schemas: Definitions): ObjectShape {
  const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
  const key = `${group} ${kind}`;
  const spec = Object.hasOwn(specs, key) ? specs[key] : undefined;
  return open(kind, {
    apiVersion: text,
    kind: text,
    metadata: schemas.definition('ObjectMeta'),
    ...(spec === undefined ? {} : { spec: spec(schemas) }),
  });
}
