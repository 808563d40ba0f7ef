export { inspect, type InspectionInput } from './engine/engine';
export type { InspectionOptions } from './engine/configuration';
export {
  type Finding,
  type FindingObject,
  type InspectionResult,
  severities,
  type Severity,
  type Summary,
} from './rule/finding';
export type { ManifestSource, Position, SourceProblem } from './reading/manifest-source';
export { formatPath, type Path } from './formats/path';
export { presetNames, type PresetName, type RuleLevel } from './rule/presets';
export type { RuleSettings } from './rule/rule';
export { allRules } from './rules';
export { kubernetesVersions } from './schema/kubernetes-version';
export { readYaml, type YamlContent } from './reading/yaml-source';
