// Writes the YAML of the frozen apps (test/fixtures/frozen) as it is now, under the version of package.json. What a release
// may change is in docs/releases.md; test/releases.test.ts holds the changelog against it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { freeze } = createRequire(import.meta.url)('../test/support/frozen.ts');

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
await freeze(version);
