// What the five documents show, row by row, and where it stands in dist/: the object, and what must still be said of it.

/** An object that stands for a row, with values by their path in it. */
export interface Evidence {
  readonly file: string;
  readonly object: string;
  readonly says: Readonly<Record<string, unknown>>;
}

const template = 'spec.template.spec';
const main = `${template}.containers.0`;
const cronMain = 'spec.jobTemplate.spec.template.spec.containers.0';
const instance = (name: string): Readonly<Record<string, unknown>> => ({
  'metadata.labels["app.kubernetes.io/instance"]': name,
});

const of = (file: string, object: string, says: Readonly<Record<string, unknown>> = {}): Evidence => ({
  file,
  object,
  says,
});

/** The manifests, by row. */
export const manifests: Readonly<Record<string, readonly Evidence[]>> = {
  M1: [
    of('nginx', 'Deployment nginx', {
      apiVersion: 'apps/v1',
      'metadata.labels.app': 'nginx',
      'spec.replicas': 2,
      'spec.selector.matchLabels.app': 'nginx',
      [`${main}.image`]: 'nginx:stable-alpine',
      [`${main}.ports.0.containerPort`]: 80,
    }),
  ],
  M2: [
    of('nginx', 'Service nginx', {
      'spec.type': 'NodePort',
      'spec.ports.0': { protocol: 'TCP', port: 8000, targetPort: 80 },
      'spec.selector': { app: 'nginx' },
    }),
  ],
  M3: [
    of('backend', 'Deployment backend/superapi-proxy', {
      ...instance('superapi'),
      'metadata.labels["app.kubernetes.io/component"]': 'proxy',
      'metadata.annotations["kubernetes.io/change-cause"]': 'Release 1.1.0',
      'metadata.annotations["prometheus.io/scrape"]': 'true',
    }),
  ],
  M4: [
    of('hello', 'Pod backend/hello', {
      ...instance('hello'),
      'spec.containers.0.command': ['sh', '-c', 'echo "Hello Kubernetes!" && sleep 3600'],
    }),
  ],
  M5: [
    of('frontend', 'Deployment frontend/website', {
      ...instance('website'),
      'spec.replicas': 2,
      'spec.revisionHistoryLimit': 4,
      'spec.strategy.rollingUpdate.maxUnavailable': 1,
      [`${main}.image`]: 'nginx:1.18.0-alpine',
      [`${main}.imagePullPolicy`]: 'Always',
      [`${main}.ports.0`]: { name: 'http', containerPort: 3000 },
      [`${main}.lifecycle.preStop.exec.command`]: ['nginx', '-s', 'quit'],
      [`${main}.resources`]: { requests: { cpu: '10m', memory: '20Mi' }, limits: { cpu: '20m', memory: '30Mi' } },
      [`${main}.livenessProbe`]: { tcpSocket: { port: 'http' }, initialDelaySeconds: 5, timeoutSeconds: 2 },
    }),
  ],
  M6: [
    of('node-exporter', 'DaemonSet monitoring/node-exporter', {
      ...instance('node-exporter'),
      [`${template}.priorityClassName`]: 'system-node-critical',
      [`${main}.image`]: 'prom/node-exporter:v1.1.2',
      [`${main}.ports.0`]: { name: 'metrics', containerPort: 9100 },
      [`${main}.resources`]: { requests: { cpu: '10m', memory: '50Mi' }, limits: { cpu: '10m', memory: '50Mi' } },
      [`${main}.args.0`]: '--path.procfs=/host/proc',
      [`${main}.args.1`]: '--path.sysfs=/host/sys',
      [`${template}.volumes.0.hostPath.path`]: '/proc',
      [`${template}.volumes.1.hostPath.path`]: '/sys',
    }),
  ],
  M7: [
    of('mariadb', 'StatefulSet persistence/mariadb', {
      ...instance('mariadb'),
      'spec.replicas': 1,
      'spec.serviceName': 'mariadb',
      'spec.updateStrategy.type': 'RollingUpdate',
      [`${template}.terminationGracePeriodSeconds`]: 300,
      [`${template}.securityContext.runAsUser`]: 999,
      [`${main}.name`]: 'default',
      [`${main}.image`]: 'mariadb:10.5.9',
      [`${main}.ports.0`]: { name: 'mariadb', containerPort: 3306 },
      [`${main}.volumeMounts.0.mountPath`]: '/var/lib/mysql',
      [`${main}.volumeMounts.1.subPath`]: 'my.cnf',
      [`${main}.volumeMounts.1.mountPath`]: '/etc/mysql/conf.d/my.cnf',
      [`${main}.env.0.name`]: 'MYSQL_ROOT_PASSWORD',
      [`${main}.livenessProbe.initialDelaySeconds`]: 120,
      [`${main}.readinessProbe.initialDelaySeconds`]: 15,
      [`${main}.resources`]: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
      [`${template}.volumes.0`]: { name: 'config', configMap: { name: 'mariadb' } },
      'spec.volumeClaimTemplates.0.metadata.name': 'data',
      'spec.volumeClaimTemplates.0.spec': {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '4Gi' } },
      },
    }),
  ],
  M8: [
    of('mariadb', 'Service persistence/mariadb', {
      ...instance('mariadb'),
      'metadata.annotations["prometheus.io/scrape"]': 'true',
      'spec.clusterIP': 'None',
      'spec.ports.0': { name: 'mariadb', port: 3306, targetPort: 'mariadb' },
    }),
  ],
  M9: [
    of('jobs', 'Job pi', {
      'spec.backoffLimit': 4,
      [`${template}.restartPolicy`]: 'Never',
      [`${main}.command`]: ['perl', '-Mbignum=bpi', '-wle', 'print bpi(2000)'],
    }),
  ],
  M10: [
    of('jobs', 'CronJob hello', {
      apiVersion: 'batch/v1',
      'spec.schedule': '*/1 * * * *',
      'spec.jobTemplate.spec.template.spec.restartPolicy': 'OnFailure',
      [`${cronMain}.args`]: ['/bin/sh', '-c', "echo 'Hello from Kubernetes'"],
    }),
  ],
  M11: [
    of('frontend', 'Service frontend/website', {
      ...instance('website'),
      'spec.ports.0': { name: 'http', port: 80, targetPort: 'http' },
    }),
  ],
  M12: [
    of('frontend', 'Ingress frontend/landing', {
      apiVersion: 'networking.k8s.io/v1',
      ...instance('landing'),
      'metadata.annotations["traefik.ingress.kubernetes.io/router.entrypoints"]': 'h2',
      'spec.rules.0.host': 'brutal.systems',
      'spec.rules.0.http.paths.0.backend.service': { name: 'landing', port: { name: 'http' } },
    }),
  ],
  M13: [
    of('backend', 'ConfigMap backend/superapi', {
      ...instance('superapi'),
      data: {
        APP_ENV: 'production',
        APP_URL: 'https://superapi.example.com',
        DB_HOST: 'mariadb-0.vlc1.example.net',
        DB_DATABASE: 'superapi',
        DB_USERNAME: 'superapi',
        REDIS_HOST: 'redis-0.vlc1.example.net',
      },
    }),
  ],
  M14: [
    of('backend', 'ExternalSecret backend/superapi', {
      ...instance('superapi'),
      'spec.data.0.secretKey': 'APP_KEY',
      'spec.data.1.secretKey': 'DB_PASSWORD',
      'spec.data.2.secretKey': 'AWS_SECRET_ACCESS_KEY',
      'spec.data.3.secretKey': 'RECAPTCHA_SECRET_KEY',
      'spec.data.4.secretKey': 'STRIPE_SECRET',
      'spec.data.5.secretKey': 'STRIPE_ENDPOINT_SECRET',
    }),
  ],
  M15: [
    of('passport-go', 'NetworkPolicy backend/passport-go'),
    of('passport-go', 'PodDisruptionBudget backend/passport-go', { apiVersion: 'policy/v1' }),
    of('passport-go', 'ExternalSecret backend/registry', { 'spec.data.0.secretKey': '.dockerconfigjson' }),
    of('passport-go', 'ConfigMap backend/passport-go'),
    of('passport-go', 'Service backend/passport-go'),
    of('passport-go', 'Deployment backend/passport-go', { [`${template}.imagePullSecrets`]: [{ name: 'registry' }] }),
    of('passport-go', 'HorizontalPodAutoscaler backend/passport-go', { apiVersion: 'autoscaling/v2' }),
    of('passport-go', 'Ingress backend/passport-go', { apiVersion: 'networking.k8s.io/v1' }),
    of('passport-go', 'Certificate backend/default'),
  ],
  M16: [
    of('introduction', 'Pod my-pod', {
      'metadata.labels.app': 'my-app',
      'metadata.labels.type': 'front-app',
    }),
  ],
  M17: [
    of('introduction', 'Service my-svc', {
      'spec.type': 'NodePort',
      'spec.ports.0': { port: 80, targetPort: 80, nodePort: 30008 },
      'spec.selector': { app: 'my-app', type: 'front-app' },
    }),
  ],
  M18: [of('services', 'Service my-lb-svc', { 'spec.type': 'LoadBalancer' })],
  M19: [of('services', 'Service my-google-svc', { 'spec.type': 'ExternalName', 'spec.externalName': 'google.com' })],
  M20: [
    of('introduction', 'ReplicaSet my-nginx-rc', {
      'spec.replicas': 3,
      'spec.selector.matchLabels.app': 'my-nginx-rc-app',
    }),
  ],
  M21: [
    of('introduction', 'DaemonSet my-nginx-ds', {
      [`${template}.tolerations.0`]: { effect: 'NoSchedule', operator: 'Exists' },
      [`${main}.ports.0.containerPort`]: 80,
    }),
  ],
  M22: [
    of('introduction', 'Job job-example', {
      'spec.completions': 2,
      'spec.parallelism': 2,
      [`${template}.restartPolicy`]: 'Never',
    }),
  ],
  M23: [
    of('introduction', 'CronJob cronjob-example', {
      apiVersion: 'batch/v1',
      'spec.jobTemplate.spec.completions': 2,
      'spec.jobTemplate.spec.parallelism': 2,
      'spec.jobTemplate.spec.template.spec.restartPolicy': 'Never',
    }),
  ],
  M24: [of('pacman', 'Namespace pacman', { 'metadata.labels.name': 'pacman' })],
  M25: [
    of('pacman', 'Namespace pacman', { 'metadata.labels["pod-security.kubernetes.io/enforce"]': 'restricted' }),
    of('pacman', 'ClusterRole pacman-clusterrole', {
      'rules.0': { apiGroups: [''], resources: ['pods', 'nodes'], verbs: ['get', 'watch', 'list'] },
    }),
    of('pacman', 'RoleBinding pacman/pacman-clusterrole', { 'subjects.0.name': 'pacman' }),
    of('pacman', 'ClusterRoleBinding pacman-clusterrole', {
      'subjects.0': { kind: 'ServiceAccount', name: 'pacman', namespace: 'pacman' },
    }),
  ],
  M26: [
    of('pacman', 'ExternalSecret pacman/mongodb-users-secret', {
      'spec.data.0.secretKey': 'database-admin-name',
      'spec.data.1.secretKey': 'database-admin-password',
      'spec.data.2.secretKey': 'database-name',
      'spec.data.3.secretKey': 'database-password',
      'spec.data.4.secretKey': 'database-user',
    }),
  ],
  M27: [
    of('pacman', 'StatefulSet pacman/mongo', {
      'metadata.annotations.source': 'https://github.com/saintdle/pacman-tanzu',
      'spec.serviceName': 'mongo',
      [`${template}.securityContext.fsGroup`]: 1001,
      [`${main}.ports.0`]: { name: 'mongo', containerPort: 27017 },
      [`${main}.readinessProbe.exec.command.0`]: 'mongosh',
      [`${main}.volumeMounts.0.mountPath`]: '/data/db',
      'spec.volumeClaimTemplates.0.metadata.name': 'mongo-storage',
      'spec.volumeClaimTemplates.0.spec.resources.requests.storage': '1Gi',
    }),
  ],
  M28: [
    of('pacman', 'Service pacman/mongo', {
      'metadata.labels.name': 'mongo',
      'spec.clusterIP': 'None',
      'spec.ports.0.port': 27017,
    }),
  ],
  M29: [
    of('pacman', 'Deployment pacman/pacman', {
      [`${main}.image`]: 'quay.io/ifont/pacman-nodejs-app:latest',
      [`${main}.ports.0`]: { name: 'http-server', containerPort: 8080, protocol: 'TCP' },
      [`${main}.livenessProbe.httpGet.path`]: '/',
      [`${main}.readinessProbe.httpGet.path`]: '/',
      [`${main}.env[name=MONGO_SERVICE_HOST].value`]: 'mongo',
      [`${main}.env[name=MONGO_AUTH_USER].valueFrom.secretKeyRef.key`]: 'database-user',
      [`${main}.env[name=MONGO_AUTH_PWD].valueFrom.secretKeyRef.key`]: 'database-password',
      [`${main}.env[name=MONGO_DATABASE].valueFrom.secretKeyRef.key`]: 'database-name',
      [`${main}.env[name=MY_MONGO_PORT].value`]: '27017',
      [`${main}.env[name=MONGO_USE_SSL].value`]: 'false',
      [`${main}.env[name=MONGO_VALIDATE_SSL].value`]: 'false',
      [`${main}.env[name=MY_NODE_NAME].valueFrom.fieldRef.fieldPath`]: 'spec.nodeName',
    }),
  ],
  M30: [
    of('pacman', 'Service pacman/pacman', {
      'spec.type': 'LoadBalancer',
      'spec.ports.0': { port: 80, targetPort: 8080, protocol: 'TCP' },
    }),
  ],
  M31: [
    of('pacman', 'Ingress pacman/pacman-ingress', {
      'spec.rules.0.host': 'pacman.com',
      'spec.rules.0.http.paths.0': {
        path: '/',
        pathType: 'Prefix',
        backend: { service: { name: 'pacman', port: { number: 80 } } },
      },
    }),
  ],
  M32: [
    of('storage', 'StorageClass csi-hostpath-sc', {
      'metadata.annotations["storageclass.kubernetes.io/is-default-class"]': 'true',
    }),
    of('storage', 'StorageClass standard', {
      'metadata.annotations["storageclass.kubernetes.io/is-default-class"]': 'false',
    }),
  ],
};
