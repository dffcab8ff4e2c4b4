/** trust.md row 32 (second program) and row 4 (settings on every way a file is opened), on real processes. */
import { chmodSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { unwrap } from '#shared/kernel/result.ts';
import { beside, scratchFolder, start, type Started } from './processes.ts';
import { openSmallStore } from './workload.ts';

/** A process that opened the directory and holds it until it is killed. */
async function holder(dir: string): Promise<Started> {
  const opened = Promise.withResolvers<string>();
  const started = start([process.execPath, beside('hold-process.ts'), dir], {}, opened.resolve);
  void started.ended.then(({ errors }) => opened.reject(new Error(`ended: ${errors}`)));
  expect(await opened.promise).toBe('opened');
  return started;
}

const answerOf = async (dir: string, ...flags: string[]): Promise<readonly string[]> =>
  (await start([process.execPath, beside('hold-process.ts'), dir, 'once', ...flags]).ended).lines;

test('a second program is refused while the first lives, and let in after kill -9', async () => {
  const dir = scratchFolder();
  for (let round = 0; round < 3; round += 1) {
    const first = await holder(dir);
    expect(await openSmallStore(dir)).toEqual({ ok: false, refusal: { code: 'store.inUse' } });
    expect(await answerOf(dir)).toEqual(['store.inUse']);
    first.child.kill('SIGKILL');
    expect((await first.ended).signal).toBe('SIGKILL');
    expect(await answerOf(dir)).toEqual(['opened']);
  }
});

test('the lock is held although nothing in the program refers to it and memory is swept', async () => {
  const dir = scratchFolder();
  const opened = Promise.withResolvers<string>();
  const started = start(
    [process.execPath, '--expose-gc', beside('hold-process.ts'), dir, 'forget'],
    {},
    opened.resolve,
  );
  expect(await opened.promise).toBe('opened');
  expect(await answerOf(dir)).toEqual(['store.inUse']);
  started.child.kill('SIGKILL');
  await started.ended;
});

test('a folder that cannot be written is refused and left as it was', async () => {
  const dir = scratchFolder();
  unwrap(await openSmallStore(dir)).close();
  chmodSync(dir, 0o555);
  for (const name of ['desk.db', 'desk.lock']) chmodSync(join(dir, name), 0o444);
  const before = readFileSync(join(dir, 'desk.db'));
  // Root may write anywhere: the process gives that up first.
  expect(await answerOf(dir, 'nobody')).toEqual(['store.notWritable']);
  expect(readFileSync(join(dir, 'desk.db')).equals(before)).toBe(true);
  rmSync(join(dir, 'desk.db'));
  rmSync(join(dir, 'desk.lock'));
  expect(await answerOf(dir, 'nobody')).toEqual(['store.notWritable']);
  expect(statSync(join(dir, 'desk.db'), { throwIfNoEntry: false })).toBeUndefined();
});

test('a read-only handle in a worker has the settings and reads beside the writer', async () => {
  const dir = scratchFolder();
  const store = unwrap(await openSmallStore(dir));
  expect(store.refuseSettings()).toBeUndefined();
  const worker = new Worker(beside('read-worker.ts'), { workerData: dir });
  const answer = await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  await worker.terminate();
  expect(answer).toEqual({
    settings: 'hold',
    rows: [{ acts: 0 }],
    writing: 'bug: a read handle was given update total',
  });
  store.close();
});
