import type { Pod } from '../../model/pod';
import { isAtLeast } from '../../schema/kubernetes-version';
import { valuesAt } from '../../model/values-at';
import type { PodSecurityCheck, PodSecurityReport } from './restricted-checks';

const capabilities = new Set(
  (
    'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID ' +
    'SYS_CHROOT'
  ).split(' '),
);

/** The sysctls that are allowed, by the version that began to allow them. */
const sysctls: readonly (readonly [since: string, names: readonly string[]])[] = [
  [
    '1.0',
    [
      'kernel.shm_rmid_forced',
      'net.ipv4.ip_local_port_range',
      'net.ipv4.ip_unprivileged_port_start',
      'net.ipv4.tcp_syncookies',
      'net.ipv4.ping_group_range',
    ],
  ],
  ['1.27', ['net.ipv4.ip_local_reserved_ports']],
  [
    '1.29',
    [
      'net.ipv4.tcp_keepalive_time',
      'net.ipv4.tcp_fin_timeout',
      'net.ipv4.tcp_keepalive_intvl',
      'net.ipv4.tcp_keepalive_probes',
    ],
  ],
  ['1.32', ['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem']],
];

function hostNamespaces(pod: Pod, found: PodSecurityReport): void {
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC'] as const) {
    if (pod.spec[field] === true) {
      found(pod.at(field), `${field} shares a namespace of the node, got true`, 'remove it');
    }
  }
}

function privileged(pod: Pod, found: PodSecurityReport): void {
  for (const { container, label, at } of pod.containers) {
    if (container.securityContext?.privileged === true) {
      const fix = 'remove it, and add the one capability that is needed';
      found(at('securityContext', 'privileged'), `container '${label}' is privileged: it is root on the node`, fix);
    }
  }
}

function addedCapabilities(pod: Pod, found: PodSecurityReport): void {
  for (const { container, label, at } of pod.containers) {
    for (const [index, name] of (container.securityContext?.capabilities?.add ?? []).entries()) {
      if (!capabilities.has(name)) {
        const message = `container '${label}' may not add the capability ${name}`;
        found(at('securityContext', 'capabilities', 'add', index), message, 'remove it');
      }
    }
  }
}

function hostProcess(pod: Pod, found: PodSecurityReport): void {
  for (const {
    context: { windowsOptions },
    at,
  } of pod.securityContexts) {
    if (windowsOptions?.hostProcess === true) {
      found(at('windowsOptions', 'hostProcess'), 'a host process has the whole Windows node', 'remove it');
    }
  }
}

function hostPath(pod: Pod, found: PodSecurityReport): void {
  for (const [index, volume] of (pod.spec.volumes ?? []).entries()) {
    if (volume.hostPath !== undefined) {
      const message = `volume '${volume.name ?? ''}' is a directory of the node, ${volume.hostPath.path ?? ''}`;
      found(pod.at('volumes', index, 'hostPath'), message, 'use a claim, emptyDir, configMap or secret');
    }
  }
}

function hostPort(pod: Pod, found: PodSecurityReport): void {
  for (const { container, at } of pod.containers) {
    for (const [index, port] of (container.ports ?? []).entries()) {
      if (port.hostPort !== undefined && port.hostPort !== 0) {
        const fix = 'remove it, and reach the pod by a Service';
        found(at('ports', index, 'hostPort'), `the port ${port.hostPort} of the node is taken`, fix);
      }
    }
  }
}

function appArmor(pod: Pod, found: PodSecurityReport, version: string): void {
  const fix = 'use the profile of the runtime, or one loaded on the node';
  const prefix = 'container.apparmor.security.beta.kubernetes.io/';
  for (const [key, value] of Object.entries(pod.annotations)) {
    if (key.startsWith(prefix) && value !== '' && value !== 'runtime/default' && !value.startsWith('localhost/')) {
      found([...pod.path, 'metadata', 'annotations', key], `the AppArmor profile '${value}' is not allowed`, fix);
    }
  }
  for (const {
    context: { appArmorProfile: { type } = {} },
    at,
  } of isAtLeast(version, '1.30') ? pod.securityContexts : []) {
    if (type !== undefined && type !== 'RuntimeDefault' && type !== 'Localhost') {
      found(at('appArmorProfile', 'type'), `the AppArmor profile '${type}' is not allowed`, fix);
    }
  }
}

/** The last is allowed since 1.31. */
const seLinuxTypes = ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];

function seLinux(pod: Pod, found: PodSecurityReport, version: string): void {
  const allowed = isAtLeast(version, '1.31') ? seLinuxTypes : seLinuxTypes.slice(0, -1);
  for (const { context, at } of pod.securityContexts) {
    const { type = '', user = '', role = '' } = context.seLinuxOptions ?? {};
    if (!allowed.includes(type)) {
      const message = `the SELinux type must be one of ${allowed.slice(1).join(', ')}, got ${type}`;
      found(at('seLinuxOptions', 'type'), message, 'remove it');
    }
    for (const [field, value] of user === '' && role === '' ? [] : Object.entries({ user, role })) {
      if (value !== '') {
        found(at('seLinuxOptions', field), `the SELinux ${field} must not be set, got ${value}`, 'remove it');
      }
    }
  }
}

function procMount(pod: Pod, found: PodSecurityReport): void {
  for (const {
    context: { procMount: type },
    at,
  } of pod.securityContexts) {
    if (type !== undefined && type !== 'Default') {
      found(at('procMount'), `procMount shows the /proc of the node, got ${type}`, 'remove it');
    }
  }
}

function seccomp(pod: Pod, found: PodSecurityReport): void {
  for (const {
    context: { seccompProfile: { type } = {} },
    at,
  } of pod.securityContexts) {
    if (type !== undefined && type !== 'RuntimeDefault' && type !== 'Localhost') {
      const message = `the seccomp profile must be RuntimeDefault or Localhost, got ${type}`;
      found(at('seccompProfile', 'type'), message, 'write RuntimeDefault');
    }
  }
}

function unsafeSysctls(pod: Pod, found: PodSecurityReport, version: string): void {
  const asked = pod.spec.securityContext?.sysctls ?? [];
  const allowed =
    asked.length === 0 ? [] : sysctls.flatMap(([since, names]) => (isAtLeast(version, since) ? names : []));
  for (const [index, { name = '' }] of asked.entries()) {
    if (!allowed.includes(name)) {
      const message = `the sysctl ${name} is not allowed; allowed are ${allowed.join(', ')}`;
      found(pod.at('securityContext', 'sysctls', index, 'name'), message, 'remove it, or set it on the node');
    }
  }
}

/** The fields of probes and of the hooks of a container that name a host. */
const hosts = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle.postStart', 'lifecycle.preStop'].flatMap(
  (place) => [`${place}.httpGet.host`, `${place}.tcpSocket.host`],
);

function probeHost(pod: Pod, found: PodSecurityReport, version: string): void {
  for (const { container, at } of isAtLeast(version, '1.34') ? pod.containers : []) {
    for (const [path, host] of hosts.flatMap((place) => valuesAt(container, place))) {
      if (host !== '') {
        const message = `a probe or hook must ask the pod itself, got host ${String(host)}`;
        found(at(...path), message, 'remove it');
      }
    }
  }
}

/** A check, and the fields of which one must be there: of the pod, its metadata, its volumes, its containers or their security contexts. */
export interface BaselineCheck {
  readonly fields: readonly string[];
  readonly check: PodSecurityCheck;
}

/**
 * What the baseline profile asks.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 */
export const baselineChecks: readonly BaselineCheck[] = [
  { check: hostNamespaces, fields: ['hostNetwork', 'hostPID', 'hostIPC'] },
  { check: privileged, fields: ['privileged'] },
  { check: addedCapabilities, fields: ['capabilities'] },
  { check: hostProcess, fields: ['windowsOptions'] },
  { check: hostPath, fields: ['hostPath'] },
  { check: hostPort, fields: ['ports'] },
  { check: appArmor, fields: ['annotations', 'appArmorProfile'] },
  { check: seLinux, fields: ['seLinuxOptions'] },
  { check: procMount, fields: ['procMount'] },
  { check: seccomp, fields: ['seccompProfile'] },
  { check: unsafeSysctls, fields: ['sysctls'] },
  { check: probeHost, fields: ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'] },
];
