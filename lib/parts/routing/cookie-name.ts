import { pattern } from '../../core/fields';

/** The name of a cookie. @see https://www.rfc-editor.org/rfc/rfc6265#section-4.1.1 */
export const cookieName = pattern(
  /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/,
  128,
  "a cookie's name: letters, digits, '-', '_' and '.'",
);

/** The value of a cookie, as browsers send it. */
export const cookieValue = pattern(
  /^[!#-+\--:<-[\]-~]+$/,
  1024,
  "a cookie's value: letters, digits and signs other than blank, '\"', ',', ';' and '\\'",
);
