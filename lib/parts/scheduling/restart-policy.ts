/** What happens when a container of a pod ends. */
export enum RestartPolicy {
  /** It is started again, whatever its exit code. */
  ALWAYS = 'Always',
  /** It is started again when it failed. */
  ON_FAILURE = 'OnFailure',
  /** It is not started again. */
  NEVER = 'Never',
}
