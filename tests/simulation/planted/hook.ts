/**
 * `node --import ./tests/simulation/planted/hook.ts tests/simulation/main.ts --bug name …`: the modules of the program as they are, but
 * for the limits made small and the one bug that is asked for. Throws where a change does not fit the module's text.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bugs } from './bugs.ts';
import { limits } from './limits.ts';
import { plantInto, type Planted } from './plant.ts';

const { values } = parseArgs({ options: { bug: { type: 'string' } }, strict: false });
const bug = bugs.find(({ name }) => name === values.bug);
if (values.bug !== undefined && bug === undefined) throw new Error(`no bug is called ${String(values.bug)}`);

const wanted: readonly Planted[] = [...limits, ...(bug === undefined ? [] : [bug])];
const byUrl = Map.groupBy(wanted, ({ file }) => new URL(`../../../${file}`, import.meta.url).href);
const done = new Set<string>();

registerHooks({
  load: (url, context, next) => {
    const planted = byUrl.get(url);
    if (planted === undefined) return next(url, context);
    const source = planted.reduce(plantInto, readFileSync(fileURLToPath(url), 'utf8'));
    for (const { name } of planted) done.add(name);
    return { format: 'module-typescript', source, shortCircuit: true };
  },
});

/** Of a module that was never loaded the bug would be "not found": that is no answer. */
process.on('exit', () => {
  const missing = wanted.filter(({ name }) => !done.has(name));
  if (missing.length === 0) return;
  console.error(`not planted: ${missing.map(({ name, file }) => `${name} in ${file}`).join(', ')}`);
  process.exitCode = 2;
});
