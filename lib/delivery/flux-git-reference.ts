import type { GitRepositorySpecRef } from '../../imports/source.toolkit.fluxcd.io';
import { pattern, text } from '../core/fields';
import type { Problems } from '../core/problems';
import type { Checked, Field } from '../core/shape';
import type { Wire } from '../core/wire';

const commitHash = pattern(
  /^[0-9a-f]{40}([0-9a-f]{24})?$/,
  64,
  'the full hash of a commit: 40 or 64 hexadecimal digits',
);

/** What of a Git repository Flux fetches. @see https://fluxcd.io/flux/components/source/gitrepositories/#reference */
export class FluxGitReference implements Checked {
  /** The newest commit of a branch. */
  static branch(name: string): FluxGitReference {
    return new FluxGitReference('branch', name, text);
  }

  /** A tag. */
  static tag(name: string): FluxGitReference {
    return new FluxGitReference('tag', name, text);
  }

  /** The newest tag of a range of versions, such as `>=1.0.0 <2.0.0`. */
  static semver(range: string): FluxGitReference {
    return new FluxGitReference('semver', range, text);
  }

  /** One commit. @param hash its full hash. */
  static commit(hash: string): FluxGitReference {
    return new FluxGitReference('commit', hash, commitHash);
  }

  private constructor(
    private readonly by: 'branch' | 'tag' | 'semver' | 'commit',
    private readonly value: string,
    private readonly field: Field,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    this.field.test(this.value, at.at(this.by));
  }

  /** @internal */
  _toWire(): Wire<GitRepositorySpecRef> {
    return { [this.by]: this.value };
  }
}
