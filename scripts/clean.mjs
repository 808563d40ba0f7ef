// Removes the folders named on the command line, which must be inside the project: a build never finds stale files.
import { rmSync } from 'node:fs';
import { relative, resolve } from 'node:path';

for (const folder of process.argv.slice(2)) {
  const inside = relative(process.cwd(), resolve(folder));
  if (inside === '' || inside.startsWith('..')) throw new Error(`not a folder inside the project: ${folder}`);
  rmSync(inside, { recursive: true, force: true });
}
