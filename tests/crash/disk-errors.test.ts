/**
 * trust.md row 20: a disk that fails is noticed. strace answers one system call of the run with EIO or ENOSPC instead of doing
 * it; the run must say so or not need it, and nothing acknowledged may be missing when the file is opened again.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seed } from '../support/seed.ts';
import { ackedIn, actsCommand, isLong, scratchFolder, seeded, start, type Ended } from './processes.ts';
import { examine } from './examine.ts';

const relevant = ['pread64', 'pwrite64', 'fsync', 'fdatasync', 'ftruncate', 'unlink', 'rename'] as const;
/** Calls tried among the first 200, which are the set-up's, and among all later ones. */
const early = 200;
const tries = isLong ? { early, later: 200 } : { early: 6, later: 10 };
const run = { count: 12, reopenEvery: 4 };

/** The k-th relevant call of the run: the n-th of its name. strace counts by name. */
interface Place {
  readonly call: string;
  readonly when: number;
}

const tracer = (output: string): [string, ...string[]] => ['strace', '-ff', '-y', '--seccomp-bpf', '-o', output];

/** One untouched run gives the order of the calls; the acts are the same each time, so the n-th call is the same call. */
async function places(): Promise<Place[]> {
  const traces = scratchFolder();
  const dir = scratchFolder();
  const command = [...tracer(join(traces, 't')), '-e', `trace=${relevant.join(',')}`, '--', ...actsCommand(dir, run)];
  const { code, errors } = await start(command as [string, ...string[]]).ended;
  if (code !== 0) throw new Error(errors);
  const seen = new Map<string, number>();
  const counted = mainThread(traces, dir).map((line) => {
    const call = /^\w+/u.exec(line)?.[0] ?? '';
    seen.set(call, (seen.get(call) ?? 0) + 1);
    return { call, when: seen.get(call) ?? 0, isOurs: line.includes(dir) };
  });
  // Counted among all, because that is how strace counts; kept where it is our directory: Node reads its own files too.
  return counted.filter(({ isOurs }) => isOurs);
}

/** The one thread that touches the directory. */
function mainThread(traces: string, dir: string): string[] {
  const texts = readdirSync(traces).map((file) => readFileSync(join(traces, file), 'utf8'));
  const touching = texts.filter((text) => text.includes(dir));
  expect(touching).toHaveLength(1);
  return (touching[0] ?? '').split('\n').filter((line) => relevant.some((call) => line.startsWith(`${call}(`)));
}

const errorsOf = (call: string): readonly string[] =>
  call === 'pwrite64' || call === 'ftruncate' ? ['EIO', 'ENOSPC'] : ['EIO'];

interface Outcome {
  readonly ended: Ended;
  readonly isInjected: boolean;
  readonly dir: string;
}

/**
 * Node's own reading of its files is counted too and may differ by a call where the machine is busy: a run in which the error fell
 * beside our directory says nothing, and another is made.
 */
async function runUntilInjected(place: Place, error: string): Promise<Outcome> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await runWith(place, error);
    if (outcome.isInjected || tries === 4) return outcome;
  }
}

async function runWith(place: Place, error: string): Promise<Outcome> {
  const traces = scratchFolder();
  const dir = scratchFolder();
  const inject = ['-e', `trace=${place.call}`, '-e', `inject=${place.call}:error=${error}:when=${String(place.when)}`];
  const command = [...tracer(join(traces, 't')), ...inject, '--', ...actsCommand(dir, run)];
  const ended = await start(command as [string, ...string[]]).ended;
  const lines = readdirSync(traces).flatMap((file) => readFileSync(join(traces, file), 'utf8').split('\n'));
  const isInjected = lines.some((line) => line.includes('(INJECTED)') && line.includes(dir));
  return { ended, isInjected, dir };
}

/** Where not even the keys of a new store could be put away, there is none to speak of. */
const isRefusal = (line: string): boolean => /^(?:refused \d+ store|notOpened (?:store|keys))\.\w+$/u.test(line);

test('each failing call is refused clearly or not needed, and nothing acknowledged is lost', async () => {
  const random = seeded(seed());
  const all = await places();
  expect(all.length).toBeGreaterThan(2 * early);
  const spread = (from: readonly Place[], count: number): (Place | undefined)[] =>
    Array.from({ length: count }, (_, at) => from[Math.floor(((at + random()) * from.length) / count)]);
  const chosen = [...spread(all.slice(0, early), tries.early), ...spread(all.slice(early), tries.later)];
  const counts = { injected: 0, refused: 0, absorbed: 0 };
  for (const [index, place] of chosen.entries()) {
    if (!place) continue;
    const errors = errorsOf(place.call);
    for (const error of isLong ? errors : [errors[index % errors.length] ?? 'EIO']) {
      const { ended, isInjected, dir } = await runUntilInjected(place, error);
      const label = `${error} at ${place.call} ${String(place.when)}`;
      expect(`${label}: ${String(isInjected)}`).toBe(`${label}: true`);
      const refusals = ended.lines.filter(isRefusal);
      // Ends by itself and clearly: everything done (0), or one sentence why not (3). Never by an unhandled error.
      expect({ label, code: ended.code, errors: ended.errors }).toEqual({
        label,
        code: refusals.at(-1)?.startsWith('notOpened') ? 3 : 0,
        errors: '',
      });
      const findings = await examine(dir, ackedIn(ended.lines));
      expect({ label, ...findings }).toMatchObject({ label, lost: 0, half: [], corrupt: 0 });
      counts.injected += 1;
      if (refusals.length > 0) counts.refused += 1;
      else counts.absorbed += 1;
    }
  }
  console.log(`disk errors: ${JSON.stringify(counts)}`);
  expect(counts.refused).toBeGreaterThan(counts.injected / 4);
});
