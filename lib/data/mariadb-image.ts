import { parseImage } from '../parts/images/image-reference';

/** How an image of MariaDB is configured and asked, which differs between its versions. */
export interface MariaDbImage {
  /** Prefix of its environment variables. */
  readonly prefix: 'MARIADB_' | 'MYSQL_';
  /** Whether it has a health check with a user of its own. */
  readonly hasHealthCheck: boolean;
}

/**
 * The first version of each series whose image has healthcheck.sh with a user of its own (June 2023).
 *
 * @see https://mariadb.com/docs/server/server-management/install-and-upgrade-mariadb/installing-mariadb/binary-packages/automated-mariadb-deployment-and-administration/docker-and-mariadb/using-healthcheck-sh
 */
const firstWithHealthCheck: readonly (readonly [major: number, minor: number, patch: number])[] = [
  [10, 4, 31],
  [10, 5, 22],
  [10, 6, 15],
  [10, 9, 8],
  [10, 10, 6],
  [10, 11, 5],
  [11, 0, 3],
  [11, 1, 2],
];

/** What is known of an image by its tag: one without a full version is taken for a current one. */
export function mariaDbImage(image: string): MariaDbImage {
  const [major, minor, patch] = (/^(\d+)\.(\d+)\.(\d+)/.exec(parseImage(image)?.tag ?? '') ?? []).slice(1).map(Number);
  const current: MariaDbImage = { prefix: 'MARIADB_', hasHealthCheck: true };
  if (major === undefined || minor === undefined || patch === undefined) return current;
  const first = firstWithHealthCheck.find((series) => series[0] === major && series[1] === minor);
  const isOld = first === undefined ? major < 11 : patch < first[2];
  // Images of every version understand the old prefix; those before 2021 know no other.
  return isOld ? { prefix: 'MYSQL_', hasHealthCheck: false } : current;
}
