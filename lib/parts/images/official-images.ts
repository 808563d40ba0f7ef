import type { ImageFacts } from './image-facts';

/**
 * The official images, and what each needs to run without root on a read-only root file system.
 *
 * From their Dockerfiles and entrypoints; ports below 1024 need the sysctl that the pod gets when a container has one.
 */
export const officialImages: readonly ImageFacts[] = [
  { repository: 'nginx', user: 101, group: 101, writablePaths: ['/var/cache/nginx', '/var/run'] },
  { repository: 'nginxinc/nginx-unprivileged', user: 101, group: 101, writablePaths: ['/tmp'] },
  { repository: 'mariadb', user: 999, group: 999, writablePaths: ['/tmp', '/run/mysqld'] },
  { repository: 'mongo', user: 999, group: 999, writablePaths: ['/tmp'] },
  { repository: 'busybox', user: 65534, group: 65534, writablePaths: ['/tmp'] },
  { repository: 'perl', user: 65534, group: 65534, writablePaths: ['/tmp'] },
  { repository: 'php', tagContains: 'alpine', user: 82, group: 82, writablePaths: ['/tmp', '/var/run'] },
  { repository: 'php', tagContains: 'fpm', user: 33, group: 33, writablePaths: ['/tmp', '/var/run'] },
  { repository: 'traefik', user: 65532, group: 65532, writablePaths: ['/data', '/tmp'] },
  { repository: 'traefik/whoami', user: 65532, group: 65532, writablePaths: [] },
  { repository: 'prom/mysqld-exporter', user: 65534, group: 65534, writablePaths: [] },
  { repository: 'percona/mongodb_exporter', user: 10000, group: 10000, writablePaths: [] },
  { repository: 'nginx/nginx-prometheus-exporter', user: 101, group: 101, writablePaths: [] },
  { repository: 'fluent/fluent-bit', user: 65532, group: 65532, writablePaths: [] },
  { repository: 'prom/node-exporter', user: 65534, group: 65534, writablePaths: [] },
  { repository: 'quay.io/prometheus/node-exporter', user: 65534, group: 65534, writablePaths: [] },
  { repository: 'quay.io/ifont/pacman-nodejs-app', user: 1000, group: 1000, writablePaths: ['/tmp'] },
];
