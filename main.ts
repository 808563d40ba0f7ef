import { App } from './lib';
import { NginxExample } from './lib/examples/nginx';

// One chart for each example stack: dist/<id>.k8s.yaml, its objects in the order in which they are applied.
const app = new App();
new NginxExample(app, 'nginx');
app.synth();
