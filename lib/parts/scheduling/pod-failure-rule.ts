import type { k8s } from 'cdk8s-plus-27';
import { dnsLabel, integer, listOf, oneOf, qualifiedName } from '../../core/fields';
import type { Problems } from '../../core/problems';
import type { Checked } from '../../core/shape';
import type { Wire } from '../../core/wire';

/** What a Job does about a pod that failed. */
export enum PodFailureAction {
  /** The Job has failed at once, and its other pods are ended. */
  FAIL_JOB = 'FailJob',
  /** The failure does not count; another pod is started. */
  IGNORE = 'Ignore',
  /** The failure counts towards the backoff limit, as it does without a rule. */
  COUNT = 'Count',
}

/** The most exit codes that the API server takes in one rule. */
const maximumCodes = 255;

/**
 * A failure of a pod that a Job treats in its own way; the first rule that fits counts.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
 */
export class PodFailureRule implements Checked {
  /**
   * A container ended with one of some exit codes.
   *
   * @param action what the Job does.
   * @param codes exit codes from 1, each once.
   * @param container name of the container; any where it is left out.
   */
  static exitCodes(action: PodFailureAction, codes: readonly number[], container?: string): PodFailureRule {
    return PodFailureRule.ofCodes(action, 'In', codes, container);
  }

  /**
   * A container failed with any other exit code than some.
   *
   * @param action what the Job does.
   * @param codes exit codes from 0, each once.
   * @param container name of the container; any where it is left out.
   */
  static otherExitCodes(action: PodFailureAction, codes: readonly number[], container?: string): PodFailureRule {
    return PodFailureRule.ofCodes(action, 'NotIn', codes, container);
  }

  /**
   * The pod has a condition that is true, such as `DisruptionTarget` when its node is drained.
   *
   * @param action what the Job does.
   * @param type type of the condition.
   */
  static condition(action: PodFailureAction, type: string): PodFailureRule {
    const rule = { action, onPodConditions: [{ type, status: 'True' }] };
    return new PodFailureRule(rule, (at) => qualifiedName.test(type, at.at('type')));
  }

  private static ofCodes(
    action: PodFailureAction,
    operator: 'In' | 'NotIn',
    codes: readonly number[],
    container: string | undefined,
  ): PodFailureRule {
    // The API server wants them in order.
    const values = Array.isArray(codes) ? [...(codes as number[])].sort((a, b) => a - b) : codes;
    const onExitCodes = { operator, values, ...(container === undefined ? {} : { containerName: container }) };
    return new PodFailureRule({ action, onExitCodes }, (at, containers) => {
      const before = at.count;
      listOf(integer(operator === 'In' ? 1 : 0, 255), 1).test(codes, at.at('codes'));
      if (at.count > before) return;
      if (codes.length > maximumCodes) at.at('codes').mustBe(`at most ${maximumCodes} codes`, codes.length);
      const twice = values.find((code, i) => values.indexOf(code) < i);
      if (twice !== undefined) at.at('codes').add(`must name each code once, got ${twice} again`);
      if (container === undefined) return;
      dnsLabel.test(container, at.at('container'));
      if (containers !== undefined && !containers.includes(container)) {
        at.at('container').mustBe(`one of the pod's containers: ${containers.join(', ')}`, container);
      }
    });
  }

  private constructor(
    private readonly rule: { readonly action: PodFailureAction } & Partial<Wire<k8s.PodFailurePolicyRule>>,
    private readonly check: (at: Problems, containers?: readonly string[]) => void,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    oneOf(Object.values(PodFailureAction)).test(this.rule.action, at.at('action'));
    this.check(at);
  }

  /** Compares with the containers that there are. @internal */
  _checkContainers(containers: readonly string[], at: Problems): void {
    this.check(at, containers);
  }

  /** @internal */
  _toWire(): Wire<k8s.PodFailurePolicyRule> {
    // The types ask for both kinds of condition, of which the API server takes one.
    return this.rule as Wire<k8s.PodFailurePolicyRule>;
  }
}
