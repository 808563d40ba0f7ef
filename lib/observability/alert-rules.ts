import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import type { CustomOverrideOf } from '../core/custom-kinds';
import { instance, listOf } from '../core/fields';
import { defineCustomObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import { checkProps, required, type Shape } from '../core/shape';
import { AlertRule } from '../parts/observability/alert-rule';
import { override } from '../workloads/overrides';

/** A part of a PrometheusRule, merged into it at the end; `null` removes a field. */
export type PrometheusRuleOverride = CustomOverrideOf<'PrometheusRule'>;

/** What an AlertRules can say. Its `labels` are what a Prometheus finds it by, such as `release: kube-prometheus-stack`. */
export interface AlertRulesProps extends ObjectProps {
  /** The alerts: ready ones of AlertRule, or your own. */
  readonly rules: readonly AlertRule[];
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: PrometheusRuleOverride;
}

const alertRulesProps: Shape<AlertRulesProps> = {
  ...objectProps,
  rules: required(listOf(instance(AlertRule, 'AlertRule.down(workload), AlertRule.of({ alert, expr }), …'), 1)),
  override,
};

/**
 * When people are to be told that something is wrong: a PrometheusRule with one group of alerts.
 *
 * @see https://prometheus-operator.dev/docs/developer/alerting/
 */
export class AlertRules extends ChartConstruct {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The PrometheusRule. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: AlertRulesProps) {
    super(scope, id);
    checkProps(this, props, alertRulesProps);
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    this.object = defineCustomObject(
      this,
      'prometheus-rule',
      'PrometheusRule',
      metadataOfObject(props),
      () => ({ spec: { groups: [{ name: props.name, rules: props.rules.map((rule) => rule._toWire()) }] } }),
      props.override,
    );
  }
}
