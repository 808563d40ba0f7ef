import { podRule } from '../../rule/rule';
import { describe } from '../../schema/validator';
import type { SeccompProfile } from '../../schema/wire-types';

/** Finds seccomp profiles whose type and file contradict each other. */
export const seccomp = podRule({
  id: 'api/seccomp',
  summary: 'a seccomp profile of type Localhost without its file, or a file with another type',
  fields: ['securityContext'],
  check(pod, { report }) {
    for (const { context, at } of pod.securityContexts) {
      const profile = context.seccompProfile;
      for (const [field, message, fix] of profile === undefined ? [] : problems(profile)) {
        report({ path: at('seccompProfile', field), message, fix });
      }
    }
  },
});

type Problem = readonly [field: keyof SeccompProfile, message: string, fix: string];

function* problems({ type, localhostProfile: file }: SeccompProfile): Iterable<Problem> {
  if (type === '') {
    yield ['type', 'the type must not be empty', 'write RuntimeDefault, Localhost or Unconfined'];
  } else if (type === 'Localhost' && file === undefined) {
    const fix = 'name the file, relative to the seccomp folder of the kubelet, or write type: RuntimeDefault';
    yield ['localhostProfile', 'a profile of type Localhost needs localhostProfile, got none', fix];
  } else if (type === 'Localhost' && (file?.startsWith('/') === true || file?.split('/').includes('..') === true)) {
    const message = `localhostProfile must be a relative path without '..', got ${describe(file)}`;
    yield [
      'localhostProfile',
      message,
      `write it relative to the seccomp folder of the kubelet, as 'profiles/web.json'`,
    ];
  } else if (type !== undefined && type !== 'Localhost' && file !== undefined) {
    const message = `localhostProfile is for the type Localhost alone, got it with ${type}`;
    yield ['localhostProfile', message, `remove it, or write type: Localhost`];
  }
}
