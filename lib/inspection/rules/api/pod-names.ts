import type { ManifestObject } from '../../model/manifest-object';
import { dnsLabel, dnsSubdomain, type NameFormat } from '../../formats/name-formats';
import type { Path } from '../../formats/path';
import type { Pod } from '../../model/pod';
import type { StatefulSet } from '../../schema/wire-types';

/** A name, its place and the form that it must have. */
export type NameCheck = readonly [path: Path, value: string, format: NameFormat];

/** The Service of a StatefulSet, which its pods have as their subdomain. */
export function hostDomain({ groupKind, manifest }: ManifestObject): readonly NameCheck[] {
  const { serviceName = '' } = groupKind === 'StatefulSet.apps' ? ((manifest as StatefulSet).spec ?? {}) : {};
  return serviceName === '' ? [] : [[['spec', 'serviceName'], serviceName, dnsLabel]];
}

/** The names that a pod gives itself, or that it knows other objects by. */
export function namesInPod(pod: Pod): readonly NameCheck[] {
  const checks: NameCheck[] = [];
  for (const { key, format } of names) {
    const name = pod.spec[key];
    if (name !== undefined) {
      checks.push([pod.at(key), name, format]);
    }
  }
  return checks;
}

const names = [
  { key: 'hostname', format: dnsLabel },
  { key: 'subdomain', format: dnsLabel },
  { key: 'nodeName', format: dnsSubdomain },
  { key: 'serviceAccountName', format: dnsSubdomain },
  { key: 'priorityClassName', format: dnsSubdomain },
  { key: 'runtimeClassName', format: dnsSubdomain },
] as const;
