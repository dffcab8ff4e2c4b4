/** The runner steps on while there is something, and else waits as long as the step says, or until somebody wakes it. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DeskCore } from '../core.ts';
import type { Step } from './link-parts.ts';
import { startRunner, type Runner } from './runner.ts';

let runner: Runner;
let answers: (Step | Error)[];
let asked: (number | undefined)[];

beforeEach(() => {
  vi.useFakeTimers();
  [answers, asked] = [[], []];
});
afterEach(async () => {
  await runner.stop();
  vi.useRealTimers();
});

/** A link that answers this, and then that a person has to look. */
async function run(...steps: (Step | Error)[]): Promise<void> {
  answers = steps;
  const step = (wait?: number): Promise<Step> => {
    asked.push(wait);
    const next = answers.shift() ?? { is: 'stopped', stop: 'revoked' };
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  };
  const core = { ports: { clock: { now: () => Date.now() } } } as DeskCore;
  runner = startRunner({ core, link: { step, ask: () => undefined }, changed: () => undefined, told: () => undefined });
  await vi.advanceTimersByTimeAsync(0);
}

it('waits as long as the step says, and no longer once it is woken', async () => {
  await run({ is: 'waits', milliseconds: 400_000, why: 'busy' }, { is: 'waits', milliseconds: 5000, why: 'unreached' });
  expect(asked).toHaveLength(1);
  expect(runner.now()).toMatchObject({ is: 'waiting', why: 'busy', until: Date.now() + 400_000 });
  await vi.advanceTimersByTimeAsync(399_999);
  expect(asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toHaveLength(2);
  runner.wake();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toHaveLength(3);
});

it('lets the hub keep the question only where it was at rest', async () => {
  await run({ is: 'went', streams: [] }, { is: 'atRest' }, { is: 'atRest' });
  expect(asked).toEqual([undefined, undefined, 20, 20]);
});

it('stands still until a person has looked, and is not ended by a disk that fails', async () => {
  await run(Object.assign(new Error('disk'), { code: 'EIO' }));
  expect(runner.now()).toMatchObject({ is: 'waiting', why: 'fault' });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(runner.now()).toMatchObject({ is: 'stopped', stop: 'revoked' });
  expect(asked).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(2);
  runner.wake();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toHaveLength(3);
});
