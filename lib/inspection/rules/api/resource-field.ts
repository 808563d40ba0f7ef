import type { Path } from '../../formats/path';
import { nearest } from '../../../core/text/nearest';
import { parseQuantity } from '../../schema/quantity';
import { describe } from '../../schema/validator';
import type { ResourceFieldSelector } from '../../schema/wire-types';

const resources = ['limits', 'requests'].flatMap((kind) =>
  ['cpu', 'memory', 'ephemeral-storage'].map((name) => `${kind}.${name}`),
);
const ofCpu = ['1m', '1'];
const ofBytes = '1 1k 1M 1G 1T 1P 1E 1Ki 1Mi 1Gi 1Ti 1Pi 1Ei'.split(' ');

/** What is wrong with a request or limit that a container is to be told. */
export function* resourceProblems(
  { resource, containerName = '', divisor }: ResourceFieldSelector,
  inVolume: boolean,
): Iterable<readonly [path: Path, message: string, fix: string]> {
  if (inVolume && containerName === '') {
    const message = 'a file must say whose resource it holds, got no containerName';
    yield [['resourceFieldRef', 'containerName'], message, 'add the name of the container'];
  }
  if (resource === undefined) {
    return;
  }
  if (!resources.includes(resource) && !/^(limits|requests)\.hugepages-/.test(resource)) {
    const near = nearest(resource, resources);
    const message = `the resource must be one of ${resources.join(', ')}, or hugepages; got ${describe(resource)}`;
    yield [['resourceFieldRef', 'resource'], message, near === undefined ? 'choose one of these' : `write ${near}`];
    return;
  }
  const allowed = resource.endsWith('.cpu') ? ofCpu : ofBytes;
  const number = parseQuantity(divisor ?? 0) ?? 0;
  if (number !== 0 && !allowed.some((each) => parseQuantity(each) === number)) {
    const message = `the divisor of ${resource} must be one of ${allowed.join(', ')}, got ${describe(divisor)}`;
    yield [['resourceFieldRef', 'divisor'], message, `write ${allowed.includes('1Mi') ? '1Mi' : '1m or 1'}`];
  }
}
