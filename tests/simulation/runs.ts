/** Starts the simulator as the tests do: child processes, so that two cores work and a bug can be planted in one of them. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DatabasePlace } from '../../hub/store/pg.ts';

const hook = fileURLToPath(new URL('planted/hook.ts', import.meta.url));
const main = fileURLToPath(new URL('main.ts', import.meta.url));

export interface SeedRange {
  readonly from: number;
  readonly to: number;
}

export interface SimulationReport {
  readonly runs: number;
  readonly entries: number;
  readonly failure?: {
    readonly seed: number;
    readonly invariant: string;
    readonly message: string;
    readonly trace: readonly string[];
  };
}

export const rangeText = ({ from, to }: SeedRange): string => `${String(from)}-${String(to)}`;

/** One child process on an empty database of its own; throws where it did not come to a report. `seeds`: `1-50,91`. */
export function runSeeds(at: DatabasePlace, seeds: string, bug?: string): Promise<SimulationReport> {
  const args = ['--import', hook, main, '--seeds', seeds, '--postgres', JSON.stringify(at)];
  const planted = bug === undefined ? [] : ['--bug', bug];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [...args, ...planted], { maxBuffer: 64 * 1024 * 1024 }, (_error, stdout, stderr) => {
      try {
        // What could not be planted is said on stderr: then the report is worth nothing.
        if (stderr.includes('not planted')) throw new Error(stderr);
        resolve(JSON.parse(stdout) as SimulationReport);
      } catch (cause) {
        reject(new Error(`seeds ${seeds}: ${stderr}`, { cause }));
      }
    });
  });
}

/** `count` seeds in `parts` ranges one after the other. */
export function partsOf({ from, to }: SeedRange, parts: number): SeedRange[] {
  const size = Math.ceil((to - from + 1) / parts);
  return Array.from({ length: parts }, (_, index) => ({
    from: from + index * size,
    to: Math.min(to, from + (index + 1) * size - 1),
  })).filter((part) => part.from <= part.to);
}

/** Does each job, two at a time. */
export async function twoAtATime<T, R>(jobs: readonly T[], work: (job: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = jobs.entries();
  const worker = async (): Promise<void> => {
    for (const [index, job] of queue) results[index] = await work(job);
  };
  await Promise.all([worker(), worker()]);
  return results;
}

/** What a person needs to see it again. */
export const told = ({ failure }: SimulationReport): string =>
  failure === undefined
    ? ''
    : `seed ${String(failure.seed)}: ${failure.message}\n${failure.trace.join('\n')}\n(tests/simulation/README.md says how to run one seed)`;
