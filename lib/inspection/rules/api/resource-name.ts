import { qualifiedNameProblem } from '../../formats/qualified-name';
import { containerRule } from '../../rule/rule';
import { nearest } from '../../../core/text/nearest';
import { describe } from '../../schema/validator';
import { amountsOf, isHugePages, isNative } from './resource-amounts';

const standard = ['cpu', 'memory', 'ephemeral-storage'];

/** Finds names in the resources of containers that are no resource's. */
export const resourceName = containerRule({
  id: 'api/resource-name',
  summary: 'a container that asks for a resource that does not exist',
  fields: ['resources'],
  check(container, { report }) {
    for (const { list, name } of amountsOf(container)) {
      const problem = problemOf(name);
      if (problem !== undefined) {
        const near = name === 'storage' ? 'ephemeral-storage' : nearest(name, standard);
        report({
          path: container.at('resources', list, name),
          message: problem,
          fix:
            near === undefined
              ? `write one of them, or the full name of a device, as 'nvidia.com/gpu'`
              : `write ${near}`,
        });
      }
    }
  },
});

function problemOf(name: string): string | undefined {
  const problem = qualifiedNameProblem(name);
  if (problem !== undefined) {
    return `the name of a resource ${problem}; got ${describe(name)}`;
  }
  if (!name.includes('/')) {
    return standard.includes(name) || isHugePages(name)
      ? undefined
      : `the resource of a container must be one of ${standard.join(', ')}, hugepages-<size>, or one with a domain; got '${name}'`;
  }
  const isQuota = name.startsWith('requests.') || qualifiedNameProblem(`requests.${name}`) !== undefined;
  return isQuota && !isNative(name)
    ? `the domain of a resource must not begin with 'requests.' nor be longer than 244 characters; got ${describe(name)}`
    : undefined;
}
