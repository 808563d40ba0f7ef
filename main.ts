import { App, Inspection, InspectionPreset } from './lib';
import { EdgeExample } from './lib/examples/edge';
import { FrontendExample } from './lib/examples/frontend';
import { GitOpsExample } from './lib/examples/gitops';
import { HelloExample } from './lib/examples/hello';
import { IntroductionExample } from './lib/examples/introduction';
import { JobsExample } from './lib/examples/jobs';
import { LempExample } from './lib/examples/lemp';
import { MariaDbExample } from './lib/examples/mariadb';
import { NginxExample } from './lib/examples/nginx';
import { NodeExporterExample } from './lib/examples/node-exporter';
import { OrdersExample } from './lib/examples/orders';
import { PacmanExample } from './lib/examples/pacman';
import { PassportGoExample, passportGoEnvironments } from './lib/examples/passport-go';
import { ServicesExample } from './lib/examples/services';
import { StorageExample } from './lib/examples/storage';
import { StrategiesExample } from './lib/examples/strategies';
import { SuperapiExample } from './lib/examples/superapi';

// One chart for each stack: dist/<id>.k8s.yaml, its objects in the order in which they are applied. The files, too, are
// applied in the order of their names: one that defines a namespace stands before those that only use it.
const app = new App();
// Nothing is written that any rule has a finding for; what is not asked for is in drydock.config.yaml, with the reason.
Inspection.of(app, { preset: InspectionPreset.STRICT, strictExit: true });
new SuperapiExample(app, 'backend');
new FrontendExample(app, 'frontend');
new HelloExample(app, 'hello');
new IntroductionExample(app, 'introduction');
new JobsExample(app, 'jobs');
new LempExample(app, 'lemp');
new MariaDbExample(app, 'mariadb');
new NginxExample(app, 'nginx');
new NodeExporterExample(app, 'node-exporter');
new OrdersExample(app, 'orders');
new PacmanExample(app, 'pacman');
new PassportGoExample(app, 'passport-go');
new ServicesExample(app, 'services');
new StorageExample(app, 'storage');
new EdgeExample(app, 'traefik');
// dist/strategies/<strategy>/<stage>: each is a moment of one release.
new StrategiesExample(app, 'strategies');
// dist/dev, dist/staging, dist/production: each is a cluster of its own.
passportGoEnvironments(app);
// What Argo CD applies of these: made last, when all of them are known.
new GitOpsExample(app, 'argo-cd');
app.synth();
