import type { Path } from '../../formats/path';
import type { PodContainer } from '../../model/pod';
import { containerRule } from '../../rule/rule';
import { parseQuantity } from '../../schema/quantity';
import {
  amountsOf,
  compareQuantities,
  isExclusive,
  isHugePages,
  limitOf,
  type ResourceAmount,
} from './resource-amounts';

/** Finds requests of devices and huge pages that the API server refuses, since these cannot be shared nor split. */
export const extendedResource = containerRule({
  id: 'api/extended-resource',
  summary: 'a device or huge pages of which the request differs from the limit, or that are asked for in fractions',
  fields: ['resources'],
  check(container, { report }) {
    const amounts = amountsOf(container).filter(({ name, value }) => isExclusive(name) && value >= 0);
    if (amounts.length === 0) {
      return;
    }
    for (const amount of amounts) {
      for (const [path, message, fix] of problems(amount, container)) {
        report({ path: container.at('resources', ...path), message, fix });
      }
    }
    const { requests = {}, limits = {} } = container.container.resources ?? {};
    const huge = amounts.find(({ name }) => isHugePages(name));
    const hasComputing = [requests, limits].some((list) => Object.hasOwn(list, 'cpu') || Object.hasOwn(list, 'memory'));
    if (huge !== undefined && !hasComputing) {
      const message = `a container with '${huge.name}' must ask for cpu or memory too`;
      report({ path: container.at('resources', huge.list, huge.name), message, fix: 'add a memory request and limit' });
    }
  },
});

type Problem = readonly [path: Path, message: string, fix: string];

function* problems({ list, name, text, value }: ResourceAmount, container: PodContainer): Iterable<Problem> {
  const limit = limitOf(container, name);
  if (list === 'requests' && limit === undefined) {
    const message = `'${name}' cannot be shared, so it needs a limit equal to the request of ${text}, got none`;
    yield [[list, name], message, `add the limit '${name}: ${text}'`];
  } else if (list === 'requests' && limit !== undefined && compareQuantities(text, limit) !== 0) {
    const message = `'${name}' cannot be shared, so the request must equal the limit of ${limit}, got ${text}`;
    yield [[list, name], message, 'give both the same amount, or the limit alone'];
  }
  if (isHugePages(name)) {
    const size = parseQuantity(name.slice('hugepages-'.length)) ?? 0;
    if (size <= 0) {
      yield [[list, name], `'${name}' must end in the size of a page`, `write hugepages-2Mi or hugepages-1Gi`];
    } else if (!Number.isInteger(value / size)) {
      const fix = `give a multiple of ${name.slice('hugepages-'.length)}`;
      yield [[list, name], `'${name}' must be a whole number of pages, got ${text}`, fix];
    }
  } else if (!Number.isInteger(value)) {
    yield [[list, name], `'${name}' cannot be split, so it must be a whole number, got ${text}`, 'give a whole number'];
  }
}
