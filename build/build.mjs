// Builds what changed since the last build. `dist/.build.json` remembers, for each product, the hash of what it was made of.
// `--only hub` builds what lies in that folder of `dist`.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hashOf, products } from './bundles.mjs';
import { root, spent, underRecentNode } from './runtime.mjs';

await underRecentNode();

const memory = join(root, 'dist/.build.json');

function recall() {
  try {
    return JSON.parse(readFileSync(memory, 'utf8'));
  } catch {
    return {};
  }
}

/** The day of the build: a desk that wakes before it has a wrong clock. */
function writeBuildInfo() {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const builtOn = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  writeFileSync(join(root, 'dist/build-info.json'), `${JSON.stringify({ version, builtOn })}\n`);
}

async function make(product, made) {
  if (!existsSync(join(root, product.entry))) {
    console.log(`build ${product.name}: left out, ${product.entry} is not there`);
    return false;
  }
  const hash = hashOf(product.inputs);
  if (made[product.name] === hash && existsSync(join(root, 'dist', product.name))) return false;
  const started = Date.now();
  await product.make();
  made[product.name] = hash;
  console.log(`build ${product.name}: ${spent(started)}`);
  return true;
}

const { values: flags } = parseArgs({ options: { clean: { type: 'boolean' }, only: { type: 'string' } } });
const isWanted = ({ name }) => flags.only === undefined || name.startsWith(`${flags.only}/`);

/** Builds everything wanted that is not up to date. */
async function buildAll() {
  mkdirSync(join(root, 'dist'), { recursive: true });
  const made = recall();
  let isChanged = !existsSync(join(root, 'dist/build-info.json'));
  for (const product of products().filter(isWanted)) {
    isChanged = (await make(product, made)) || isChanged;
    writeFileSync(memory, JSON.stringify(made));
  }
  if (isChanged) writeBuildInfo();
}

if (flags.clean) rmSync(join(root, 'dist'), { recursive: true, force: true });
try {
  await buildAll();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
