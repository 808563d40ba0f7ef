import type { IConstruct } from 'constructs';
import { Inherited } from '../../core/inherited';
import { refuse, show } from '../../core/errors';

/**
 * How much security a construct adds to what the caller asks for.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export enum SecurityProfile {
  /** Nothing: the output says what the caller said, and no field more. */
  PLAIN = 'plain',

  /**
   * What no image notices: identity labels on every object, no service account token, the runtime's seccomp profile, no
   * privilege escalation. The pods pass Pod Security "baseline".
   */
  BASELINE = 'baseline',

  /**
   * Baseline, and all that Pod Security "restricted" asks: not root, no capabilities, and for images that the package
   * knows (ImageCatalog) their user and group, a read-only root file system and a writable directory where they need
   * one.
   */
  RESTRICTED = 'restricted',
}

const inherited = new Inherited<SecurityProfile>('security-profile');

/** The security profile of a part of the construct tree. */
export class SecurityProfiles {
  /**
   * Sets the profile of a construct and all below it, unless it is set again there.
   *
   * @param scope an app, a chart or any construct, with nothing below it yet.
   * @param profile the profile.
   * @throws DrydockError when it is not a profile, or when constructs below have been made by another one
   */
  static set(scope: IConstruct, profile: SecurityProfile): void {
    inherited.checkScope(scope);
    if (!Object.values(SecurityProfile).includes(profile)) {
      const known = Object.values(SecurityProfile).map((p) => `"${p}"`);
      refuse(scope, `the security profile must be one of ${known.join(', ')}, got ${show(profile)}`);
    }
    if (scope.node.children.length > 0) {
      refuse(
        scope,
        `the security profile must be set before anything is added, got ${show(profile)} after "${scope.node.children[0]?.node.id}"; set it first`,
      );
    }
    inherited.set(scope, profile);
  }

  /** The profile that holds for a construct: the nearest that was set, or `restricted`. */
  static of(scope: IConstruct): SecurityProfile {
    return inherited.find(scope) ?? SecurityProfile.RESTRICTED;
  }

  private constructor() {}
}
