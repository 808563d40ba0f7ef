/** A part of a manifest. */
export type Json = Readonly<Record<string, unknown>>;

/** What the API server fills in wherever a field of that name is absent in a pod. */
const podDefaults: Readonly<Record<string, unknown>> = {
  dnsPolicy: 'ClusterFirst',
  schedulerName: 'default-scheduler',
  terminationGracePeriodSeconds: 30,
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  protocol: 'TCP',
  enableServiceLinks: true,
  hostNetwork: false,
  hostPID: false,
  hostIPC: false,
  scheme: 'HTTP',
  successThreshold: 1,
  failureThreshold: 3,
  periodSeconds: 10,
  timeoutSeconds: 1,
  defaultMode: 420,
};

/** A pod, or its template, without what only repeats the defaults: writing a default out is no change. */
export function withoutPodDefaults(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutPodDefaults);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const map = value as Json;
  const kept = Object.entries(map).filter(([key, field]) => {
    if (key === 'imagePullPolicy') {
      return field !== defaultPullPolicy(map.image);
    }
    return !Object.hasOwn(podDefaults, key) || podDefaults[key] !== field;
  });
  return Object.fromEntries(kept.map(([key, field]) => [key, free.has(key) ? field : withoutPodDefaults(field)]));
}

/** Maps whose keys are the user's, where a name says nothing about a default. */
const free = new Set(['labels', 'annotations', 'nodeSelector', 'matchLabels', 'requests', 'limits']);

function defaultPullPolicy(image: unknown): string {
  const text = typeof image === 'string' ? image : '';
  const name = text.slice(text.lastIndexOf('/') + 1);
  return name.endsWith(':latest') || !/[:@]/.test(name) ? 'Always' : 'IfNotPresent';
}

/** A part without some of its fields. */
export function without(value: unknown, ...keys: readonly string[]): Json {
  return Object.fromEntries(Object.entries((value ?? {}) as Json).filter(([key]) => !keys.includes(key)));
}

/** A part with nothing but some of its fields. */
export function only(value: unknown, ...keys: readonly string[]): Json {
  return Object.fromEntries(Object.entries((value ?? {}) as Json).filter(([key]) => keys.includes(key)));
}
