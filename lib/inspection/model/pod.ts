// A pod knows its object and the object its pod, so they stand in one file.
export { podKinds, Pod, type ContainerRole, type PodContainer } from './manifest-object';
