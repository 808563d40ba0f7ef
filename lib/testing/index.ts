// What the package exports for tests, as cdk8s-drydock/testing: by name, without logic.
export { yamlSnapshot, type ISnapshotSerializer } from './yaml-snapshot';
export { inspectionMatchers, type InspectionMatchers } from './matchers/inspection-matchers';
