import { dnsLabel } from '../../formats/name-formats';
import type { Path } from '../../formats/path';
import { qualifiedNameProblem } from '../../formats/qualified-name';
import { podRule } from '../../rule/rule';
import { describe } from '../../schema/validator';
import type { NodeAffinity, PodAffinity, PodAffinityTerm } from '../../schema/wire-types';
import { nodeSelectorProblems, nodeTermProblems, type Problem } from './node-selector';

const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';

/** Finds affinities that the API server refuses; their label selectors are api/label-syntax's. */
export const affinity = podRule({
  id: 'api/affinity',
  summary: 'an affinity with a weight, a topology key, an operator or values that the API server refuses',
  fields: ['affinity'],
  check(pod, { version, report }) {
    if (pod.spec.affinity === undefined) {
      return;
    }
    const { nodeAffinity = {}, podAffinity = {}, podAntiAffinity = {} } = pod.spec.affinity;
    for (const [path, message, fix] of [
      ...ofNodes(pod.at('affinity', 'nodeAffinity'), nodeAffinity, version),
      ...ofPods(pod.at('affinity', 'podAffinity'), podAffinity),
      ...ofPods(pod.at('affinity', 'podAntiAffinity'), podAntiAffinity),
    ]) {
      report({ path, message, fix });
    }
  },
});

function* ofNodes(base: Path, nodes: NodeAffinity, version: string): Iterable<Problem> {
  const selector = nodes[required];
  if (selector !== undefined) {
    yield* nodeSelectorProblems([...base, required], selector, version);
  }
  for (const [index, { weight, preference }] of (nodes[preferred] ?? []).entries()) {
    yield* ofWeight([...base, preferred, index, 'weight'], weight);
    yield* nodeTermProblems([...base, preferred, index, 'preference'], preference ?? {});
  }
}

function* ofPods(base: Path, pods: PodAffinity): Iterable<Problem> {
  for (const [index, term] of (pods[required] ?? []).entries()) {
    yield* ofTerm([...base, required, index], term);
  }
  for (const [index, { weight, podAffinityTerm }] of (pods[preferred] ?? []).entries()) {
    yield* ofWeight([...base, preferred, index, 'weight'], weight);
    yield* ofTerm([...base, preferred, index, 'podAffinityTerm'], podAffinityTerm ?? {});
  }
}

function* ofWeight(path: Path, weight: number | undefined): Iterable<Problem> {
  if (weight !== undefined && (weight < 1 || weight > 100)) {
    yield [path, `the weight must be between 1 and 100, got ${weight}`, 'give a weight from 1 to 100'];
  }
}

function* ofTerm(base: Path, { topologyKey, namespaces = [] }: PodAffinityTerm): Iterable<Problem> {
  const problem = topologyKey === undefined ? undefined : qualifiedNameProblem(topologyKey);
  if (problem !== undefined) {
    const message = `the topology key ${problem}; got ${describe(topologyKey)}`;
    yield [[...base, 'topologyKey'], message, `write a label of nodes, as 'kubernetes.io/hostname'`];
  }
  for (const [index, namespace] of namespaces.entries()) {
    if (!(dnsLabel.pattern.test(namespace) && namespace.length <= dnsLabel.longest)) {
      const message = `the namespace must be ${dnsLabel.title}, got ${describe(namespace)}`;
      yield [[...base, 'namespaces', index], message, `write ${dnsLabel.rule}`];
    }
  }
}
