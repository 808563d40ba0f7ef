export { inspect, type InspectionInput } from './engine';
export type { InspectionOptions } from './configuration';
export {
  type Finding,
  type FindingObject,
  type InspectionResult,
  severities,
  type Severity,
  type Summary,
} from './finding';
export type { ManifestSource, Position, SourceProblem } from './manifest-source';
export { formatPath, type Path } from './path';
export { presetNames, type PresetName, type RuleLevel } from './presets';
export type { RuleSettings } from './rule';
export { allRules } from './rules';
export { kubernetesVersions } from './schema/schema-set';
export { readYaml, type YamlContent } from './yaml-source';
