import { dnsLabel } from '../../formats/name-formats';
import { objectRule } from '../../rule/rule';
import { describe } from '../../schema/validator';
import type {
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerV2,
  MetricSpecV2,
  MetricTargetV2,
} from '../../schema/wire-types';
import { metricTargetProblems } from './metric-target';
import type { Problem } from './node-selector';

type Source = keyof MetricSpecV2 & ('resource' | 'containerResource' | 'pods' | 'object' | 'external');

/** The source that each type of metric has, and the targets that it may aim at. */
const sources: Readonly<Record<string, readonly [source: Source, targets: readonly (keyof MetricTargetV2)[]]>> = {
  Resource: ['resource', ['averageUtilization', 'averageValue']],
  ContainerResource: ['containerResource', ['averageUtilization', 'averageValue']],
  Pods: ['pods', ['averageValue']],
  Object: ['object', ['value', 'averageValue']],
  External: ['external', ['value', 'averageValue']],
};

/** Finds metrics of autoscalers that the API server refuses. */
export const hpaMetrics = objectRule<HorizontalPodAutoscalerV2 & HorizontalPodAutoscaler>({
  id: 'api/hpa-metrics',
  summary: 'a metric of an autoscaler without the source or the target that its type needs',
  kinds: ['HorizontalPodAutoscaler.autoscaling'],
  check({ manifest: { spec = {} } }, { report }) {
    const percent = spec.targetCPUUtilizationPercentage;
    if (percent !== undefined && percent < 1) {
      const path = ['spec', 'targetCPUUtilizationPercentage'];
      report({ path, message: `the target must be 1 or more percent, got ${percent}`, fix: 'give one, as 80' });
    }
    for (const [index, metric] of (spec.metrics ?? []).entries()) {
      for (const [path, message, fix] of problems(metric)) {
        report({ path: ['spec', 'metrics', index, ...path], message, fix });
      }
    }
  },
});

function* problems(metric: MetricSpecV2): Iterable<Problem> {
  const { type = '' } = metric;
  const [wanted, targets] = Object.hasOwn(sources, type) ? (sources[type] ?? []) : [];
  if (metric.type === '') {
    yield [['type'], 'the type of a metric must not be empty', `write ${Object.keys(sources).join(', ')}`];
  }
  if (wanted === undefined || targets === undefined) {
    return;
  }
  if (metric[wanted] === undefined) {
    yield [[wanted], `a metric of type ${type} needs '${wanted}', got none`, `add '${wanted}'`];
  } else {
    yield* metricTargetProblems([wanted, 'target'], metric[wanted].target ?? {}, targets, type);
  }
  for (const [other] of Object.values(sources).filter(([each]) => each !== wanted && metric[each] !== undefined)) {
    yield [
      [other],
      `a metric of type ${type} may have '${wanted}' alone, got '${other}'`,
      'give each metric its own item',
    ];
  }
  const container = metric.containerResource?.container;
  if (
    container !== undefined &&
    container !== '' &&
    !(dnsLabel.pattern.test(container) && container.length <= dnsLabel.longest)
  ) {
    const message = `the container's name must be ${dnsLabel.title}, got ${describe(container)}`;
    yield [['containerResource', 'container'], message, 'name a container of the pods'];
  }
}
