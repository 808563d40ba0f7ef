// The same pairs by cdk8s and cdk8s-plus-27 alone: `node stock-pairs.js <charts> <pairs a chart>`.
import { App, Chart, Size } from 'cdk8s';
import { Cpu, Deployment, EnvValue } from 'cdk8s-plus-27';

const [charts = 1, pairs = 1] = process.argv.slice(2).map(Number);
const app = new App();
for (let c = 0; c < charts; c += 1) {
  const chart = new Chart(app, `chart-${c}`);
  for (let p = 0; p < pairs; p += 1) {
    const name = `web-${c}-${p}`;
    const deployment = new Deployment(chart, `web-${p}`, {
      metadata: { name },
      replicas: 2,
      containers: [
        {
          image: 'registry.example.org/team/web:1.27.5',
          ports: [{ name: 'http', number: 8080 }],
          envVariables: { LOG_LEVEL: EnvValue.fromValue('info'), PORT: EnvValue.fromValue('8080') },
          resources: {
            cpu: { request: Cpu.millis(100) },
            memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
          },
        },
      ],
    });
    deployment.exposeViaService({ name });
  }
}
app.synth();
