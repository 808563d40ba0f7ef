// Writes docs/strategies/: for each strategy its stages as YAML and as a picture, from what the constructs yield.
// Run it as: node --import tsx scripts/strategies.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strategyFiles } from '../test/support/strategy-pages.ts';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'docs', 'strategies');
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(strategyFiles())) writeFileSync(join(folder, name), text);
