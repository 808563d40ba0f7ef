// Inspects the manifests of a file again and again: `node inspect-file.js <file> <rounds>` prints the times in milliseconds.
import { readFileSync } from 'node:fs';
import { inspect, readYaml } from '../../../lib/inspection';

const [file = '', rounds = '1'] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');
const times: { readonly read: number; readonly inspect: number }[] = [];
for (let round = 0; round < Number(rounds); round += 1) {
  const start = performance.now();
  const content = readYaml(text, file);
  const between = performance.now();
  inspect(content);
  times.push({ read: between - start, inspect: performance.now() - between });
}
console.log(JSON.stringify(times));
