// Pairs of a Deployment and a Service by this package: `node drydock-pairs.js <charts> <pairs a chart> [inspected]`.
import { App, Chart, EnvValue, WebService } from '../../../lib/index';

const [charts = 1, pairs = 1] = process.argv.slice(2).map(Number);
const app = new App({ inspection: process.argv[4] === 'inspected' });
for (let c = 0; c < charts; c += 1) {
  const chart = new Chart(app, `chart-${c}`);
  for (let p = 0; p < pairs; p += 1) {
    new WebService(chart, `web-${p}`, {
      name: `web-${c}-${p}`,
      image: 'registry.example.org/team/web:1.27.5',
      replicas: 2,
      ports: [{ name: 'http', containerPort: 8080 }],
      env: { LOG_LEVEL: EnvValue.of('info'), PORT: EnvValue.of('8080') },
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
    });
  }
}
app.synth();
