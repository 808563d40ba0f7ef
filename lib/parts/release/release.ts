import type { ReleaseOptions } from './release-options';
import { FullShift, PartialShift, ReleaseStage } from './release-stage';

/**
 * A new version on its way, for a Strategy with two tracks: the workload's own props say the version that runs.
 *
 * One stage after the other is synthesized and applied, each when the pods of the one before are ready. When it is over,
 * the workload's props say the new version, and there is no release.
 */
export class Release {
  /**
   * A new version.
   *
   * @param options what is new in it: at least one thing.
   */
  static of(options: ReleaseOptions): Release {
    return new Release(options);
  }

  private constructor(private readonly version: ReleaseOptions) {}

  /** The new version starts beside the old one, which goes on answering all requests (a canary by replicas: all but those of one pod). */
  start(): ReleaseStage {
    return ReleaseStage._of('start', this.version);
  }

  /** The new version answers: all requests with blue/green, those that match with an A/B test. The old one keeps its pods. */
  shift(): FullShift {
    return FullShift._of(this.version);
  }

  /** The new version answers a share of the requests. @param percent the share, from 1 to 99. */
  shiftTo(percent: number): PartialShift {
    return PartialShift._of(this.version, percent);
  }

  /** The new version is the one to stay: the old one goes. */
  promote(): ReleaseStage {
    return ReleaseStage._of('promote', this.version);
  }

  /** The old version answers all requests again. */
  abort(): ReleaseStage {
    return ReleaseStage._of('abort', this.version);
  }
}
