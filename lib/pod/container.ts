import type { k8s } from 'cdk8s-plus-27';
import type { Wire } from '../core/wire';
import { EnvValue } from '../parts/env-value';
import { toResourceRequirements } from '../parts/resources';
import { toVolumeMount, type VolumeMount } from '../parts/volume';
import type { ContainerProps } from './container-options';

/** A container as the API has it. */
export function toContainer(
  container: ContainerProps,
  securityContext: Wire<k8s.SecurityContext> | undefined,
  mounts: readonly VolumeMount[],
): Wire<k8s.Container> {
  const { ports, env, envFrom, livenessProbe, readinessProbe, startupProbe, postStart, preStop } = container;
  const firstPort = ports?.[0]?.name ?? ports?.[0]?.containerPort;
  const variables = Object.entries(env ?? {});
  return {
    name: container.name,
    image: container.image,
    ...(container.imagePullPolicy === undefined ? {} : { imagePullPolicy: container.imagePullPolicy }),
    ...(container.command === undefined ? {} : { command: container.command }),
    ...(container.args === undefined ? {} : { args: container.args }),
    ...(container.workingDir === undefined ? {} : { workingDir: container.workingDir }),
    ...(ports === undefined || ports.length === 0 ? {} : { ports }),
    ...(variables.length === 0
      ? {}
      : {
          env: variables.map(([name, value]) => (typeof value === 'string' ? EnvValue.of(value) : value)._toWire(name)),
        }),
    ...(envFrom === undefined ? {} : { envFrom: envFrom.map((source) => source._toWire()) }),
    ...(container.resources === undefined ? {} : { resources: toResourceRequirements(container.resources) }),
    ...(startupProbe === undefined ? {} : { startupProbe: startupProbe._toWire(firstPort) }),
    ...(livenessProbe === undefined ? {} : { livenessProbe: livenessProbe._toWire(firstPort) }),
    ...(readinessProbe === undefined ? {} : { readinessProbe: readinessProbe._toWire(firstPort) }),
    ...(postStart === undefined && preStop === undefined
      ? {}
      : {
          lifecycle: {
            ...(postStart === undefined ? {} : { postStart: postStart._toWire(firstPort) }),
            ...(preStop === undefined ? {} : { preStop: preStop._toWire(firstPort) }),
          },
        }),
    ...(securityContext === undefined ? {} : { securityContext }),
    ...(mounts.length === 0 ? {} : { volumeMounts: mounts.map(toVolumeMount) }),
  };
}
