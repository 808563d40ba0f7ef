import { App } from './lib';
import { HelloExample } from './lib/examples/hello';
import { IntroductionExample } from './lib/examples/introduction';
import { JobsExample } from './lib/examples/jobs';
import { LempExample } from './lib/examples/lemp';
import { MariaDbExample } from './lib/examples/mariadb';
import { NginxExample } from './lib/examples/nginx';
import { NodeExporterExample } from './lib/examples/node-exporter';
import { OrdersExample } from './lib/examples/orders';
import { PacmanExample } from './lib/examples/pacman';
import { PassportGoExample } from './lib/examples/passport-go';
import { WebsiteExample } from './lib/examples/website';

// One chart for each example stack: dist/<id>.k8s.yaml, its objects in the order in which they are applied.
const app = new App();
new NginxExample(app, 'nginx');
new HelloExample(app, 'hello');
new WebsiteExample(app, 'website');
new NodeExporterExample(app, 'node-exporter');
new MariaDbExample(app, 'mariadb');
new JobsExample(app, 'jobs');
new PassportGoExample(app, 'passport-go');
new IntroductionExample(app, 'introduction');
new LempExample(app, 'lemp');
new OrdersExample(app, 'orders');
new PacmanExample(app, 'pacman');
app.synth();
