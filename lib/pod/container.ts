import type { k8s } from 'cdk8s-plus-27';
import type { Wire } from '../core/wire';
import { EnvValue } from '../parts/configuration/env-value';
import { toResourceRequirements } from '../parts/scheduling/resources';
import { toVolumeMount, type VolumeMount } from '../parts/storage/volume';
import type { ContainerProps } from './container-options';

/** A container as the API has it, with the environment variables that it has by now. */
export function toContainer(
  container: ContainerProps,
  variables: readonly (readonly [name: string, value: string | EnvValue])[],
  securityContext: Wire<k8s.SecurityContext> | undefined,
  mounts: readonly VolumeMount[],
): Wire<k8s.Container> {
  const { ports, envFrom, livenessProbe, readinessProbe, startupProbe, postStart, preStop } = container;
  const firstPort = ports?.[0]?.name ?? ports?.[0]?.containerPort;
  return {
    name: container.name,
    image: container.image,
    imagePullPolicy: container.imagePullPolicy,
    command: container.command,
    args: container.args,
    workingDir: container.workingDir,
    ports: ports === undefined || ports.length === 0 ? undefined : ports,
    env:
      variables.length === 0
        ? undefined
        : variables.map(([name, value]) => (typeof value === 'string' ? EnvValue.of(value) : value)._toWire(name)),
    envFrom: envFrom === undefined ? undefined : envFrom.map((source) => source._toWire()),
    resources: container.resources === undefined ? undefined : toResourceRequirements(container.resources),
    startupProbe: startupProbe?._toWire(firstPort),
    livenessProbe: livenessProbe?._toWire(firstPort),
    readinessProbe: readinessProbe?._toWire(firstPort),
    ...(postStart === undefined && preStop === undefined
      ? {}
      : {
          lifecycle: {
            postStart: postStart?._toWire(firstPort),
            preStop: preStop?._toWire(firstPort),
          },
        }),
    securityContext,
    volumeMounts: mounts.length === 0 ? undefined : mounts.map(toVolumeMount),
  };
}
