import type { Duration } from 'cdk8s';
import type { PrometheusRuleSpecGroupsRules } from '../../../imports/monitoring.coreos.com';
import { anyText, dnsLabel, integer, mapOf, pattern, seconds, text } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { checkStruct, required, type Checked, type Shape } from '../../core/shape';
import type { Wire } from '../../core/wire';
import { toGoDuration } from '../containers/go-duration';
import { podSelector, type IAlertTarget } from '../pod-selector';

/** What every alert can say. */
export interface AlertOptions {
  /** Time for which the condition must hold, from 0. @default - that of the alert */
  readonly forDuration?: Duration;
  /** `severity` label, by which alerts are routed, such as `critical`. @default - that of the alert */
  readonly severity?: string;
  /** Further labels. @default - none */
  readonly labels?: { readonly [key: string]: string };
  /** Further annotations, such as `runbook_url`. @default - none */
  readonly annotations?: { readonly [key: string]: string };
}

/** An alert in Prometheus' own language. */
export interface CustomAlertOptions extends AlertOptions {
  /** Name, such as `QueueTooLong`. */
  readonly alert: string;
  /** PromQL expression; the alert is on where it has a result. */
  readonly expr: string;
  /** One line for people. @default - none */
  readonly summary?: string;
}

/** A Prometheus label's name. */
const labelName = pattern(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 253, "a label of Prometheus: letters, digits and '_'");

const alertOptions: Shape<AlertOptions> = {
  forDuration: seconds(0),
  severity: text,
  labels: mapOf(labelName, anyText),
  annotations: mapOf(labelName, anyText),
};

const customAlertOptions: Shape<CustomAlertOptions> = {
  ...alertOptions,
  alert: required(labelName),
  expr: required(text),
  summary: text,
};

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly forText?: string;
  readonly severity?: string;
  readonly summary?: string;
}

/**
 * An alert of Prometheus. The ready ones need kube-state-metrics, and the one about certificates those of cert-manager;
 * both are part of the usual installations.
 */
export class AlertRule implements Checked {
  /** Prometheus cannot reach any pod of the workload, or knows none. @param target the workload; it must be scraped. */
  static down(target: IAlertTarget, options: AlertOptions = {}): AlertRule {
    return AlertRule.about(target, options, {
      alert: 'ServiceDown',
      expr: (up) => `absent(${up} == 1)`,
      metric: 'up',
      forText: '5m',
      severity: 'critical',
      summary: 'cannot be scraped: no pod of it answers',
    });
  }

  /** Containers restart again and again. @param target the workload. @param restarts how many in an hour are too many, from 1. */
  static restarting(target: IAlertTarget, restarts = 3, options: AlertOptions = {}): AlertRule {
    return AlertRule.about(
      target,
      options,
      {
        alert: 'ContainerRestarting',
        expr: (metric) => `increase(${metric}[1h]) > ${restarts}`,
        metric: 'kube_pod_container_status_restarts_total',
        severity: 'warning',
        summary: `restarted more than ${restarts} times in an hour`,
      },
      (at) => integer(1).test(restarts, at.at('restarts')),
    );
  }

  /** A container was ended because it used more memory than its limit. @param target the workload. */
  static outOfMemory(target: IAlertTarget, options: AlertOptions = {}): AlertRule {
    return AlertRule.about(target, options, {
      alert: 'ContainerOutOfMemory',
      expr: (restarts, selector) =>
        `(${restarts} - ${restarts} offset 10m >= 1) and ignoring (reason) ` +
        `min_over_time(kube_pod_container_status_last_terminated_reason{${selector}, reason="OOMKilled"}[10m]) == 1`,
      metric: 'kube_pod_container_status_restarts_total',
      severity: 'warning',
      summary: 'was ended for using more memory than its limit',
    });
  }

  /** A certificate of cert-manager is about to end, because it was not renewed. @param certificate the Certificate. @param days how many days are too few, from 1. */
  static certificateExpiring(certificate: IAlertTarget, days = 14, options: AlertOptions = {}): AlertRule {
    const namespace = certificate?.namespace;
    const selector = `${namespace === undefined ? '' : `namespace="${namespace}", `}name="${certificate?.name}"`;
    return new AlertRule(
      {
        alert: 'CertificateExpiring',
        expr: `certmanager_certificate_expiration_timestamp_seconds{${selector}} - time() < ${days} * 86400`,
        forText: '1h',
        severity: 'critical',
        summary: `the certificate ${nameOf(certificate)} ends in less than ${days} days`,
      },
      options,
      (at) => {
        checkTarget(certificate, at.at('certificate'));
        integer(1).test(days, at.at('days'));
      },
    );
  }

  /** An alert in Prometheus' own language. */
  static of(options: CustomAlertOptions): AlertRule {
    const { alert = '', expr = '', summary, ...rest } = (options ?? {}) as Partial<CustomAlertOptions>;
    return new AlertRule({ alert, expr, ...(summary === undefined ? {} : { summary }) }, rest, (at) =>
      checkStruct(options, customAlertOptions, at),
    );
  }

  private static about(
    target: IAlertTarget,
    options: AlertOptions,
    rule: Omit<Alert, 'expr'> & {
      readonly metric: string;
      readonly expr: (metric: string, selector: string) => string;
    },
    check: (at: Problems) => void = () => undefined,
  ): AlertRule {
    const { metric, expr, summary, ...more } = rule;
    const selector = podSelector(target);
    return new AlertRule(
      { ...more, expr: expr(`${metric}{${selector}}`, selector), summary: `${nameOf(target)} ${summary}` },
      options,
      (at) => {
        checkTarget(target, at.at('target'));
        check(at);
      },
    );
  }

  private constructor(
    private readonly alert: Alert,
    private readonly options: AlertOptions,
    private readonly check: (at: Problems) => void,
  ) {}

  /** The alert's name. @internal */
  get _name(): string {
    return this.alert.alert;
  }

  /** @internal */
  _check(at: Problems): void {
    const before = at.count;
    this.check(at);
    if (at.count === before) checkStruct(this.options, alertOptions, at);
  }

  /** @internal */
  _toWire(): Wire<PrometheusRuleSpecGroupsRules> {
    const { alert, expr, summary } = this.alert;
    const { forDuration, labels, annotations } = this.options;
    const forText = forDuration === undefined ? this.alert.forText : toGoDuration(forDuration);
    const severity = this.options.severity ?? this.alert.severity;
    const allLabels = { ...(severity === undefined ? {} : { severity }), ...labels };
    const allAnnotations = { ...(summary === undefined ? {} : { summary }), ...annotations };
    return {
      alert,
      expr,
      ...(forText === undefined ? {} : { for: forText }),
      ...(Object.keys(allLabels).length === 0 ? {} : { labels: allLabels }),
      ...(Object.keys(allAnnotations).length === 0 ? {} : { annotations: allAnnotations }),
    };
  }
}

function nameOf(target: IAlertTarget): string {
  return target?.namespace === undefined ? String(target?.name) : `${target.namespace}/${target.name}`;
}

function checkTarget(target: IAlertTarget, at: Problems): void {
  dnsLabel.test(target?.name, at.at('name'));
  if (target?.namespace !== undefined) dnsLabel.test(target.namespace, at.at('namespace'));
}
