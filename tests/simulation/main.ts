/**
 * `node tests/simulation/main.ts --seeds 1-50,91 --postgres <place as JSON>`: prints one line of JSON: how many runs, entries, and the first
 * failure with its trace. Exit code 1 where a seed failed.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase, type DatabasePlace } from '../../hub/store/pg.ts';
import { open } from './regressions.ts';
import { simulate } from './simulate.ts';
import { seededRandom, Violation } from './world.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    postgres: { type: 'string' },
    trace: { type: 'boolean' },
    bug: { type: 'string' },
  },
});
const root = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tongban-simulation-'));
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const database = await openDatabase({
  at: JSON.parse(values.postgres ?? '{}') as DatabasePlace,
  log: quiet,
  random: seededRandom(1),
  elapsed: () => 0,
});

interface Report {
  runs: number;
  entries: number;
  failure?: {
    readonly seed: number;
    readonly invariant: string;
    readonly message: string;
    readonly trace: readonly string[];
  };
}
const report: Report = { runs: 0, entries: 0 };
const isOpen = new Set(open.map(({ seed }) => seed));
const seeds = (values.seeds ?? '1').split(',').flatMap((text) => {
  const [from = 1, to = from] = text.split('-').map(Number);
  // Asked for alone, it runs.
  return from === to
    ? [from]
    : Array.from({ length: to - from + 1 }, (_, index) => from + index).filter((seed) => !isOpen.has(seed));
});
for (const seed of seeds) {
  if (report.failure !== undefined) break;
  const dir = join(root, String(seed));
  try {
    const run = await simulate({ seed, database, dir });
    report.entries += run.entries;
    if (values.trace === true) console.error(run.trace.join('\n'));
  } catch (caught) {
    const error = caught as Error & { readonly trace?: readonly string[] };
    const { message, stack = message, trace = [] } = error;
    const isFound = error instanceof Violation;
    if (values.trace === true) console.error(trace.join('\n'));
    report.failure = {
      seed,
      invariant: isFound ? error.invariant : 'crash',
      message: isFound ? message : stack,
      trace: trace.slice(-40),
    };
  }
  report.runs += 1;
  rmSync(dir, { recursive: true, force: true });
}
rmSync(root, { recursive: true, force: true });
await database.close();
console.log(JSON.stringify(report));
process.exitCode = report.failure === undefined ? 0 : 1;
