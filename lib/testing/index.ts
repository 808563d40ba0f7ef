// What the package exports for tests, as cdk8s-drydock/testing: by name, without logic.
export { yamlSnapshot, type ISnapshotSerializer } from './yaml-snapshot';
export {
  inspectionMatchers,
  type InspectionMatchers,
  type MatcherContext,
  type MatcherResult,
} from './matchers/inspection-matchers';
export type { InspectionOptions, InspectionPreset, RuleSeverity } from '../synthesis/inspection/inspection';
export type { RuleSettings } from '../inspection/rule/rule';
