import type { ManifestSet } from '../model/manifest-set';
import type { RuleContext, RuleReport, RuleSettings } from './rule';

/** A report of a rule before severity, suppression and position. */
export interface RawFinding extends RuleReport {
  readonly rule: string;
}

/** The rules, beside those on references, that find something missing in the set. */
const onAbsence: readonly string[] = [
  'net/policy-missing',
  'rel/pdb-missing',
  'schema/unknown-kind',
  'sec/automount-token',
];

/** Whether a rule needs the whole set: where some of it could not be read, what it misses may be there. */
export function asksForAll(rule: string): boolean {
  return rule.startsWith('ref/') || onAbsence.includes(rule);
}

/** Runs rules on one object after the other. There is one for all, since what a rule may ask hardly differs between them. */
export class RuleRun implements RuleContext {
  public found: RawFinding[] = [];
  private rule = '';

  public constructor(
    public readonly set: ManifestSet,
    public readonly version: string,
    public readonly settings: RuleSettings,
    private readonly incomplete: boolean,
  ) {}

  /** Gathers what is found from here on in a list of its own, which it returns: for the next object. */
  public begin(): RawFinding[] {
    this.found = [];
    return this.found;
  }

  /**
   * Runs rules on the object of the list, or on a pod or container of it. Without an iterator: this is the loop that an
   * inspection spends its time in, and before it is compiled, an iterator makes an object at each step.
   */
  public all<S>(rules: readonly { id: string; check(subject: S, context: RuleContext): void }[], subject: S): void {
    rules.forEach((rule) => {
      if (this.incomplete && asksForAll(rule.id)) {
        return;
      }
      this.rule = rule.id;
      rule.check(subject, this);
    });
  }

  /** Takes what a rule finds; rules take it out of its object, and so it is bound. */
  public readonly report = ({ path, message, fix, certain }: RuleReport): void => {
    this.found.push({ rule: this.rule, path, message, fix, certain: certain !== false });
  };
}
