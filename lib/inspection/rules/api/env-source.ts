import { configKeyProblem } from '../../formats/config-key';
import { dnsSubdomain } from '../../formats/name-formats';
import type { Path } from '../../formats/path';
import { containerRule } from '../../rule/rule';
import { describe } from '../../schema/validator';
import type { EnvFromSource, EnvVar } from '../../schema/wire-types';

type Problem = readonly [path: Path, message: string, fix: string];

const references = ['configMapKeyRef', 'secretKeyRef'] as const;

/** Finds environment variables that come from nowhere, or from two places at once. */
export const envSource = containerRule({
  id: 'api/env-source',
  summary: 'an environment variable without a source, with more than one, or with one that names nothing',
  fields: ['env', 'envFrom'],
  check({ container, at }, { report }) {
    for (const [index, variable] of (container.env ?? []).entries()) {
      for (const [path, message, fix] of variable.valueFrom === undefined ? [] : ofVariable(variable)) {
        report({ path: at('env', index, 'valueFrom', ...path), message, fix });
      }
    }
    for (const [index, source] of (container.envFrom ?? []).entries()) {
      for (const [path, message, fix] of ofAll(source)) {
        report({ path: at('envFrom', index, ...path), message, fix });
      }
    }
  },
});

function* ofVariable({ name: variable = '', value = '', valueFrom }: EnvVar): Iterable<Problem> {
  if (valueFrom === undefined) {
    return;
  }
  const sources = Object.keys(valueFrom);
  if (sources.length === 0) {
    const fix = 'add fieldRef, resourceFieldRef, configMapKeyRef or secretKeyRef';
    yield [[], `'valueFrom' of '${variable}' must say where from, got nothing`, fix];
  } else if (value !== '') {
    yield [[], `'${variable}' has both 'value' and 'valueFrom'`, 'remove one of the two'];
  } else if (sources.length > 1) {
    yield [[], `'${variable}' must have one source, got ${sources.join(', ')}`, 'keep one of them'];
  }
  for (const source of references) {
    const reference = valueFrom[source];
    const { name = '', key } = reference ?? {};
    if (reference !== undefined) {
      yield* ofName([source, 'name'], name);
    }
    const problem = key === undefined ? undefined : configKeyProblem(key);
    if (problem !== undefined) {
      yield [[source, 'key'], `the key ${problem}; got ${describe(key)}`, 'write the key as it stands in the data'];
    }
  }
}

function* ofAll(source: EnvFromSource): Iterable<Problem> {
  const given = (['configMapRef', 'secretRef'] as const).filter((key) => source[key] !== undefined);
  if (given.length === 0) {
    yield [[], `'envFrom' must say where from, got nothing`, 'add configMapRef or secretRef'];
  } else if (given.length > 1) {
    yield [[], `'envFrom' takes configMapRef or secretRef, got both`, 'make two items of it'];
  }
  for (const key of given) {
    yield* ofName([key, 'name'], source[key]?.name ?? '');
  }
}

function* ofName(path: Path, name: string): Iterable<Problem> {
  if (!dnsSubdomain.pattern.test(name) || name.length > dnsSubdomain.longest) {
    const got = name === '' ? 'none' : describe(name);
    yield [path, `the name must be ${dnsSubdomain.title}: ${dnsSubdomain.rule}; got ${got}`, 'name the object'];
  }
}
