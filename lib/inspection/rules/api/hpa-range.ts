import { objectRule } from '../../rule/rule';
import { isAtLeast } from '../../schema/kubernetes-version';
import type { HorizontalPodAutoscalerV2, HpaScalingRulesV2 } from '../../schema/wire-types';
import type { Problem } from './node-selector';

/** The most seconds that a scaling policy looks back, and that a stabilization window spans. */
const longest = { period: 1800, window: 3600 };

/** Finds autoscalers with numbers that the API server refuses. */
export const hpaRange = objectRule<HorizontalPodAutoscalerV2>({
  id: 'api/hpa-range',
  summary: 'an autoscaler with a range of replicas that is none, or scaling rules with numbers out of range',
  kinds: ['HorizontalPodAutoscaler.autoscaling'],
  check({ manifest: { spec = {} } }, { version, report }) {
    const { minReplicas: least, maxReplicas: most, behavior = {} } = spec;
    const isOfEvents = spec.metrics?.some(({ type }) => type === 'Object' || type === 'External') ?? false;
    const lowest = isOfEvents && isAtLeast(version, '1.37') ? 0 : 1;
    if (least !== undefined && least < lowest) {
      const path = ['spec', 'minReplicas'];
      const fix = 'write 1; scaling to zero needs the feature gate HPAScaleToZero, or KEDA';
      report({ path, message: `minReplicas must be 1 or more, got ${least}`, fix });
    }
    if (most !== undefined && (most < 1 || most < (least ?? 1))) {
      const path = ['spec', 'maxReplicas'];
      const wanted = Math.max(least ?? 1, 1);
      report({ path, message: `maxReplicas must be minReplicas, ${wanted}, or more; got ${most}`, fix: 'raise it' });
    }
    for (const direction of ['scaleUp', 'scaleDown'] as const) {
      for (const [path, message, fix] of problems(behavior[direction] ?? {})) {
        report({ path: ['spec', 'behavior', direction, ...path], message, fix });
      }
    }
  },
});

function* problems({
  stabilizationWindowSeconds: window = 0,
  selectPolicy,
  policies,
}: HpaScalingRulesV2): Iterable<Problem> {
  if (window < 0 || window > longest.window) {
    const message = `the window must be between 0 and ${longest.window} seconds, got ${window}`;
    yield [['stabilizationWindowSeconds'], message, 'give 300 for five minutes'];
  }
  if (selectPolicy === '') {
    yield [['selectPolicy'], 'selectPolicy must not be empty', 'write Max, Min or Disabled, or remove it'];
  }
  if (policies?.length === 0) {
    yield [['policies'], 'there must be at least one policy, got none', 'add one, or remove the empty list'];
  }
  for (const [index, { type, value, periodSeconds: period }] of (policies ?? []).entries()) {
    const at = ['policies', index];
    if (type === '') {
      yield [[...at, 'type'], 'the type of a policy must not be empty', 'write Pods or Percent'];
    }
    if (value !== undefined && value < 1) {
      yield [
        [...at, 'value'],
        `the value must be 1 or more, got ${value}`,
        `to stop scaling, write selectPolicy: Disabled`,
      ];
    }
    if (period !== undefined && (period < 1 || period > longest.period)) {
      const message = `the period must be between 1 and ${longest.period} seconds, got ${period}`;
      yield [[...at, 'periodSeconds'], message, 'give 60 for a minute'];
    }
  }
}
