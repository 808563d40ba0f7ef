// Objects that depend on each other: `node layers.js <drydock|stock> <layers> <objects a layer>`, each object of a layer
// on all of the next. Layers of one object are a chain.
import type { ApiObject } from 'cdk8s';

const [kind, ...sizes] = process.argv.slice(2);
const [layers = 1, width = 1] = sizes.map(Number);

async function main(): Promise<void> {
  const { ApiObject, App, Chart } = kind === 'stock' ? await import('cdk8s') : await import('../../../lib/index.js');
  const app = new App({ inspection: false });
  const chart = new Chart(app, 'chart');
  let previous: ApiObject[] = [];
  for (let layer = 0; layer < layers; layer += 1) {
    const objects = Array.from({ length: width }, (_, index) => {
      const metadata = { name: `object-${layer}-${index}` };
      return new ApiObject(chart, metadata.name, { apiVersion: 'v1', kind: 'ServiceAccount', metadata });
    });
    for (const object of previous) {
      object.addDependency(...objects);
    }
    previous = objects;
  }
  app.synth();
}

void main();
