import { pattern, text } from '../../core/fields';
import { required, type Shape } from '../../core/shape';
import { cookieName, cookieValue } from '../routing/cookie-name';

/** Requests with a header of a value. */
export interface HeaderMatch {
  /** Name of the header, in any case, such as `x-trial`. */
  readonly name: string;
  /** Its value, to the letter. */
  readonly value: string;
}

/** Requests with a cookie of a value. */
export interface CookieMatch {
  /** Name of the cookie. */
  readonly name: string;
  /** Its value, to the letter; nginx knows none but `always`. @default 'always' */
  readonly value?: string;
}

/** @internal */
export const headerMatch: Shape<HeaderMatch> = {
  name: required(pattern(/^[A-Za-z0-9][-A-Za-z0-9_]*$/, 256, "a header's name: letters, digits, '-' and '_'")),
  value: required(text),
};

/** @internal */
export const cookieMatch: Shape<CookieMatch> = { name: required(cookieName), value: cookieValue };

/** The only value of a cookie that nginx looks for. @internal */
export const defaultCookieValue = 'always';
