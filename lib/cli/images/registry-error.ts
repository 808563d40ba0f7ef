/** What keeps a registry from saying the digest of an image; the message says why, and what to do. */
export class RegistryError extends Error {
  /** @param unreachable host that no answer came from, where that is the reason. */
  constructor(
    message: string,
    readonly unreachable?: string,
  ) {
    super(message);
    this.name = 'RegistryError';
  }
}
