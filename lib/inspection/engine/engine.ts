import { compareSets, type ChangeReport } from '../change-guard/compare-sets';
import { Levels, type InspectionOptions } from './configuration';
import { Externals } from '../model/externals';
import type { Finding, FindingObject, InspectionResult, Severity } from '../rule/finding';
import { secretValues, withoutSecrets } from '../model/secret-values';
import { ManifestSet } from '../model/manifest-set';
import { versionsKnowing } from '../model/versions-known';
import { newestVersion, versionsOf } from '../schema/kubernetes-version';
import { inEachVersion } from './in-each-version';
import type { ManifestObject } from '../model/manifest-object';
import type { ManifestSource, SourceProblem } from '../reading/manifest-source';
import { comparePaths, formatPath, type Path } from '../formats/path';
import type { ContainerRule, ObjectRule, PodRule, Rule } from '../rule/rule';
import { ruleCatalogue } from './rule-catalogue';
import { allRules } from '../rules';
import { asksForAll, RuleRun, type RawFinding } from '../rule/rule-run';
import { fieldsOf, fieldsOfPod, RulesByFields } from '../rule/rules-by-fields';
import { unknownKind } from '../rules/schema/unknown-kind';
import { definitionsIn } from '../model/definitions-in';
import { SchemaSet } from '../schema/schema-set';
import { nearest } from '../../core/text/nearest';
import { suppressionPrefix, suppressionsOf } from './suppressions';
import { asWritten } from './as-written';

/** What to inspect: manifests, and what was already wrong with the text that they come from. */
export interface InspectionInput {
  readonly sources: Iterable<ManifestSource>;
  /** @default none */
  readonly problems?: readonly SourceProblem[];
  /** The manifests that are applied already, to find what cannot change or would lose data. @default no comparison */
  readonly previous?: Iterable<ManifestSource>;
  /** Whether there is more in the set that could not be read. @default told by the problems */
  readonly incomplete?: boolean;
}

/**
 * Inspects manifests. It reads nothing but its arguments and changes none of them: the same input gives the same findings, in
 * the order of the objects, then of the paths, then of the rules.
 *
 * @param input what to inspect
 * @param options what to look for
 * @throws an error for options that are wrong; never for a manifest, whatever it holds
 */
export function inspect(input: InspectionInput, options: InspectionOptions = {}): InspectionResult {
  const versions = versionsOf(options.kubernetes ?? newestVersion);
  if (versions.length === 1) {
    return new Inspector(options, versions[0] ?? newestVersion).inspect(input);
  }
  const kept = { ...input, sources: [...input.sources], previous: input.previous && [...input.previous] };
  return inEachVersion(versions, (version) => new Inspector(options, version).inspect(kept));
}

class Inspector {
  private readonly externals: Externals;
  private readonly levels: Levels;
  private readonly containerRules: RulesByFields<ContainerRule>;
  private readonly podRules: RulesByFields<PodRule>;
  private readonly objectRules: readonly ObjectRule[];
  private readonly rulesOnApis: readonly ObjectRule[];
  private readonly rulesByKind = new Map<string, RulesByFields<ObjectRule>>();
  private readonly secrets = new WeakMap<ManifestObject, readonly string[]>();
  private suppressed = 0;
  private incomplete = false;

  public constructor(
    private readonly options: InspectionOptions,
    private readonly version: string,
  ) {
    SchemaSet.of(this.version, options.customResources); // which refuses wrong options, whatever the manifests
    this.externals = new Externals(options.externals ?? []);
    const rules: readonly Rule[] = allRules;
    this.levels = new Levels(
      ruleCatalogue.map(({ id }) => id),
      options,
    );
    const active = rules.filter(({ id }) => this.levels.of(id) !== 'off');
    this.containerRules = new RulesByFields(active.filter((rule) => rule.scope === 'container'));
    this.podRules = new RulesByFields(active.filter((rule) => rule.scope === 'pod'));
    this.objectRules = active.filter((rule) => rule.scope === 'object');
    this.rulesOnApis = this.objectRules.filter(({ id }) => id.startsWith('dep/'));
  }

  public inspect({ sources, problems = [], previous, incomplete }: InspectionInput): InspectionResult {
    const { version, externals } = this;
    this.incomplete = incomplete ?? problems.some(isUnread);
    const all = [...sources];
    const schemas = SchemaSet.of(version, [...(this.options.customResources ?? []), ...definitionsIn(all)]);
    const set = new ManifestSet(all, schemas, version, externals);
    const changes = previous === undefined ? undefined : compareSets(this.setOf(previous, schemas), set);
    const findings: Finding[] = [];
    for (const problem of problems) {
      this.addProblem(problem, findings);
    }
    for (const source of set.strangers) {
      this.addProblem(stranger(source), findings);
    }
    const run = new RuleRun(set, this.version, this.options.settings ?? {}, this.incomplete);
    for (const object of set.objects) {
      const found = this.check(object, run);
      const changed = changes?.kept.get(object);
      if (changed !== undefined) {
        found.push(...this.active(changed));
      }
      if (found.length > 0 || Object.keys(object.annotations).length > 0) {
        this.finish(object, found, findings);
      }
    }
    // what was removed may stand in what could not be read
    for (const [object, reports] of this.incomplete ? [] : (changes?.removed ?? [])) {
      this.finishRemoved(object, this.active(reports), findings);
    }
    const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
    for (const { severity } of findings) {
      counts[severity]++;
    }
    const { error: errors, warning: warnings, info: infos } = counts;
    return {
      summary: { objects: set.objects.length, errors, warnings, infos, suppressed: this.suppressed },
      runsOn: versionsKnowing(set.objects),
      findings,
    };
  }

  /** Everything that the schema and the rules say of an object. */
  private check(object: ManifestObject, run: RuleRun): RawFinding[] {
    const found = run.begin();
    for (const issue of object.issues) {
      if (this.levels.of(issue.rule) !== 'off') {
        // the cluster may have a newer definition than the one that is bundled
        found.push({ ...issue, certain: object.knowledge !== 'bundled' || issue.rule !== 'schema/unknown-field' });
      }
    }
    if (!object.wellFormed || object.knowledge === 'unknown') {
      run.all(this.levels.of(unknownKind.id) === 'off' ? [] : [unknownKind], object);
      run.all(this.rulesOnApis, object);
      return found;
    }
    const { pod, manifest } = object;
    let fields = `${fieldsOf(manifest.metadata)},${fieldsOf((manifest as { readonly spec?: unknown }).spec)}`;
    if (pod !== undefined) {
      fields += `,${fieldsOfPod(pod)}`;
      for (const container of pod.containers) {
        const ofContainer = fieldsOf(container.container);
        run.all(this.containerRules.of(ofContainer), container);
        fields += `,${ofContainer}`;
      }
      run.all(this.podRules.of(fields), pod);
    }
    run.all(this.rulesFor(object.groupKind).of(fields), object);
    return found;
  }

  /** What was applied before stands in no file of today. */
  private setOf(previous: Iterable<ManifestSource>, schemas: SchemaSet): ManifestSet {
    const sources = Array.from(previous, ({ manifest }) => ({ manifest }));
    return new ManifestSet(sources, schemas, this.version, this.externals);
  }

  private active(reports: readonly ChangeReport[] = []): readonly RawFinding[] {
    return reports.filter(({ rule }) => this.levels.of(rule) !== 'off');
  }

  private rulesFor(groupKind: string): RulesByFields<ObjectRule> {
    const known = this.rulesByKind.get(groupKind);
    if (known !== undefined) {
      return known;
    }
    const rules = this.objectRules.filter(({ kinds }) => kinds === 'all' || kinds.includes(groupKind));
    const chosen = new RulesByFields(rules);
    this.rulesByKind.set(groupKind, chosen);
    return chosen;
  }

  /** Applies the suppressions of an object and gives what is left its severity and its place. */
  private finish(object: ManifestObject, found: RawFinding[], findings: Finding[]): void {
    const suppressions = suppressionsOf(object);
    const named = namesOf(object);
    if (suppressions.length === 0) {
      for (const report of inOrder(found)) {
        findings.push(this.place(object, named, report));
      }
      return;
    }
    const silenced = new Set(suppressions.filter(({ reason }) => reason !== '').map(({ rule }) => rule));
    const kept = found.filter(({ rule }) => !silenced.has(rule));
    this.suppressed += found.length - kept.length;
    const used = new Set(found.map(({ rule }) => rule));
    for (const { rule, reason, path } of suppressions) {
      const report = this.judge(rule, reason, used.has(rule) || (this.incomplete && asksForAll(rule)));
      if (report !== undefined && this.levels.of(report.rule) !== 'off') {
        kept.push({ ...report, path });
      }
    }
    for (const report of inOrder(kept)) {
      findings.push(this.place(object, named, report));
    }
  }

  /** An object that is gone stands in no file any more, and its annotations silence nothing else. */
  private finishRemoved(object: ManifestObject, reports: readonly RawFinding[], findings: Finding[]): void {
    const silenced = suppressionsOf(object).filter(({ reason }) => reason !== '');
    const named = namesOf(object);
    for (const report of reports) {
      if (silenced.some(({ rule }) => rule === report.rule)) {
        this.suppressed += 1;
      } else {
        findings.push(this.place(object, named, report));
      }
    }
  }

  private judge(rule: string, reason: string, used: boolean): Omit<RawFinding, 'path'> | undefined {
    const ids = ruleCatalogue.map(({ id }) => id);
    if (!ids.includes(rule)) {
      const near = nearest(rule, ids);
      const fix = near === undefined ? 'remove the annotation' : `write ${suppressionPrefix}${near.replace('/', '.')}`;
      return { rule: 'suppression/unknown-rule', message: `there is no rule '${rule}'`, fix };
    }
    if (reason === '') {
      const fix = 'say in the annotation why the rule does not hold here';
      return {
        rule: 'suppression/no-reason',
        message: `'${rule}' is to be ignored without a reason, so it is not`,
        fix,
      };
    }
    // a change is found once, when it is made: the annotation for it may stand before and after
    if (!used && this.levels.of(rule) !== 'off' && !rule.startsWith('change/')) {
      return { rule: 'suppression/unused', message: `'${rule}' finds nothing here`, fix: 'remove the annotation' };
    }
    return undefined;
  }

  private place(object: ManifestObject, named: FindingObject, report: RawFinding): Finding {
    const { source, prefix } = object;
    const level = this.levels.of(report.rule);
    const severity = level === 'off' ? 'info' : level;
    const position = source.locate?.(prefix.length === 0 ? report.path : [...prefix, ...report.path]);
    return {
      rule: report.rule,
      severity: report.certain === false && severity === 'error' ? 'warning' : severity,
      object: named,
      path: formatPath(report.path),
      file: source.file,
      line: position?.line,
      column: position?.column,
      ...this.words(object, asWritten(object, report)),
      construct: source.construct,
      source: source.source,
    };
  }

  /** What is said of an object, without what is secret in it, whatever rule says it. */
  private words(object: ManifestObject, { message, fix }: RawFinding): Pick<Finding, 'message' | 'fix'> {
    if (!quotes.test(message) && !quotes.test(fix)) {
      return { message, fix };
    }
    let secrets = this.secrets.get(object);
    if (secrets === undefined) {
      secrets = secretValues(object.prefix.reduce(stepInto, object.source.manifest));
      this.secrets.set(object, secrets);
    }
    return { message: withoutSecrets(message, secrets), fix: withoutSecrets(fix, secrets) };
  }

  private addProblem(problem: SourceProblem, findings: Finding[]): void {
    const level = this.levels.of(problem.rule);
    if (level !== 'off') {
      findings.push({
        rule: problem.rule,
        severity: level,
        object: { apiVersion: '', kind: '', name: '' },
        path: '',
        ...(problem.file === undefined ? {} : { file: problem.file }),
        ...problem.position,
        message: problem.message,
        fix: problem.fix,
      });
    }
  }
}

/** Whether a problem keeps a document from being read. */
export function isUnread({ rule }: SourceProblem): boolean {
  return rule === 'yaml/syntax' || rule === 'yaml/limit';
}

/** Words that may hold a value of the manifest. */
const quotes = /["'\d]/;

function stepInto(value: unknown, step: string | number): unknown {
  return (value as Readonly<Record<string | number, unknown>> | undefined)?.[step];
}

function namesOf({ apiVersion, kind, namespace, name }: ManifestObject): FindingObject {
  return { apiVersion, kind, namespace: namespace === '' ? undefined : namespace, name };
}

/** Sorts by path, then by rule. */
function inOrder(reports: RawFinding[]): readonly RawFinding[] {
  return reports.sort((a, b) => comparePaths(a.path, b.path) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}

function stranger(source: ManifestSource): SourceProblem {
  const root: Path = [];
  const position = source.locate?.(root);
  const got = Array.isArray(source.manifest) ? 'a list' : `a ${typeof source.manifest}`;
  return {
    rule: 'yaml/not-an-object',
    message: `a manifest must be an object with apiVersion and kind, got ${got}`,
    fix: 'write one document for each object, separated by ---',
    ...(source.file === undefined ? {} : { file: source.file }),
    ...(position === undefined ? {} : { position }),
  };
}
