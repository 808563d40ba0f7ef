import { integer } from '../../core/fields';
import type { Problems } from '../../core/problems';
import type { Checked } from '../../core/shape';
import { checkRelease, type ReleaseOptions } from './release-options';

/** A stage that every strategy with two tracks has: start, promote, abort. */
export class ReleaseStage implements Checked {
  /** @internal */
  static _of(stage: 'start' | 'promote' | 'abort', version: ReleaseOptions): ReleaseStage {
    return new ReleaseStage(stage, version);
  }

  private constructor(
    private readonly stage: 'start' | 'promote' | 'abort',
    private readonly version: ReleaseOptions,
  ) {}

  /** @internal */
  get _stage(): 'start' | 'promote' | 'abort' {
    return this.stage;
  }

  /** @internal */
  get _version(): ReleaseOptions {
    return this.version;
  }

  /** @internal */
  _check(at: Problems): void {
    checkRelease(this.version, at);
  }
}

/** The stage at which the new version answers all that it is meant to answer; not for canaries, which go by shares. */
export class FullShift implements Checked {
  /** @internal */
  static _of(version: ReleaseOptions): FullShift {
    return new FullShift(version);
  }

  private constructor(private readonly version: ReleaseOptions) {}

  /** @internal */
  get _version(): ReleaseOptions {
    return this.version;
  }

  /** @internal */
  _check(at: Problems): void {
    checkRelease(this.version, at);
  }
}

/** A stage at which the new version answers a share of the requests; for canaries alone. */
export class PartialShift implements Checked {
  /** @internal */
  static _of(version: ReleaseOptions, percent: number): PartialShift {
    return new PartialShift(version, percent);
  }

  private constructor(
    private readonly version: ReleaseOptions,
    private readonly percent: number,
  ) {}

  /** @internal */
  get _version(): ReleaseOptions {
    return this.version;
  }

  /** @internal */
  get _percent(): number {
    return this.percent;
  }

  /** @internal */
  _check(at: Problems): void {
    checkRelease(this.version, at);
    const { percent } = this;
    if (percent === 0) at.at('percent').mustBe('from 1 to 99', percent, 'use start(), at which nothing is shifted');
    else if (percent === 100) at.at('percent').mustBe('from 1 to 99', percent, 'use promote(), which ends the release');
    else integer(1, 99).test(percent, at.at('percent'));
  }
}
