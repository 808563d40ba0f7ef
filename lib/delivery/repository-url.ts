import type { Problems } from '../core/problems';
import { field, type Field } from '../core/shape';

/** The address of a repository, of one of some forms and without a password, which an error must not show either. @internal */
export function repositoryUrl(form: RegExp, allowed: string, fix?: (got: string) => string | undefined): Field<false> {
  return field((value: unknown, at: Problems) => {
    if (typeof value === 'string' && /^[a-z+]+:\/\/[^/@]*:[^/@]*@/i.test(value)) {
      return at.add('must hold no password', 'keep it in a Secret that the controller reads');
    }
    if (typeof value === 'string' && value.length <= 2048 && form.test(value)) return;
    at.mustBe(allowed, value, typeof value === 'string' ? fix?.(value) : undefined);
  });
}
