import { pattern } from '../core/fields';

/**
 * The exact version of a Helm chart: a range would let a cluster change without a change in Git.
 *
 * @see https://semver.org
 * @internal
 */
export const helmChartVersion = pattern(
  /^v?(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/,
  128,
  'one exact version such as 1.4.2 or v1.4.2, no range',
  (got) => (/[*xX^~<>=|\s]|^v?\d+(\.\d+)?$/.test(got) ? 'pin the version that you have tested' : 'see semver.org'),
);

/** Name of a Helm chart in its repository. @see https://helm.sh/docs/chart_best_practices/conventions/#chart-names @internal */
export const helmChartName = pattern(
  /^[a-z0-9]([-a-z0-9._]*[a-z0-9])?(\/[a-z0-9]([-a-z0-9._]*[a-z0-9])?)*$/,
  250,
  "the name of a chart: lower-case letters, digits, '-', '.' and '_'",
);

/** Name of a Helm release. @see https://helm.sh/docs/chart_template_guide/getting_started/ @internal */
export const helmReleaseName = pattern(
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  53,
  "lower-case letters, digits, '-' and '.', beginning and ending with a letter or digit",
);
