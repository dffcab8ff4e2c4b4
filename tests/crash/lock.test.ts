/** trust.md row 32 (second program) and the folders a desk cannot use, on real processes. */
import { chmodSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unwrap } from '#shared/kernel/result.ts';
import { morning, openCrashDesk } from './crash-desk.ts';
import { beside, scratchFolder, start, type Started } from './processes.ts';

const open = (dir: string) => openCrashDesk(dir, { at: morning, seed: 5 });

/** A process that opened the directory and holds it until it is killed. */
async function holder(dir: string, ...flags: string[]): Promise<Started> {
  const opened = Promise.withResolvers<string>();
  const node = [process.execPath, '--expose-gc', beside('hold-process.ts')] as const;
  const started = start([...node, dir, ...flags], {}, opened.resolve);
  void started.ended.then(({ errors }) => opened.reject(new Error(`ended: ${errors}`)));
  expect(await opened.promise).toBe('opened');
  return started;
}

const answerOf = async (dir: string, ...flags: string[]): Promise<readonly string[]> =>
  (await start([process.execPath, beside('hold-process.ts'), dir, 'once', ...flags]).ended).lines;

test('a second program is refused while the first lives, and let in after kill -9', async () => {
  const dir = scratchFolder();
  for (const mode of ['hold', 'forget']) {
    // `forget`: the lock is held although nothing in the program refers to it and memory is swept.
    const first = await holder(dir, mode);
    expect(await open(dir)).toEqual({ ok: false, refusal: { code: 'store.inUse' } });
    expect(await answerOf(dir)).toEqual(['store.inUse']);
    first.child.kill('SIGKILL');
    expect((await first.ended).signal).toBe('SIGKILL');
    expect(await answerOf(dir)).toEqual(['opened']);
  }
});

test('a folder that cannot be written is refused and left as it was', async () => {
  const dir = scratchFolder();
  await unwrap(await open(dir)).desk.close();
  chmodSync(dir, 0o555);
  for (const name of readdirSync(dir)) chmodSync(join(dir, name), 0o444);
  const before = readFileSync(join(dir, 'desk.db'));
  // Root may write anywhere: the process gives that up first.
  expect(await answerOf(dir, 'nobody')).toEqual(['store.notWritable']);
  expect(readFileSync(join(dir, 'desk.db')).equals(before)).toBe(true);
  for (const name of readdirSync(dir)) rmSync(join(dir, name));
  expect(await answerOf(dir, 'nobody')).toEqual(['store.notWritable']);
  expect(statSync(join(dir, 'desk.db'), { throwIfNoEntry: false })).toBeUndefined();
});
