import { App } from './lib';
import { MariaDbExample } from './lib/examples/mariadb';
import { NginxExample } from './lib/examples/nginx';
import { PacmanExample } from './lib/examples/pacman';

// One chart for each example stack: dist/<id>.k8s.yaml, its objects in the order in which they are applied.
const app = new App();
new NginxExample(app, 'nginx');
new MariaDbExample(app, 'mariadb');
new PacmanExample(app, 'pacman');
app.synth();
