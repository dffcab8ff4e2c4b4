/** trust.md row 4: the settings hold on every way a desk's file is opened, and there is no way but these. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { storeKeyOf } from '#desk/opening.ts';
import { copyInto } from '#desk/store/copy.ts';
import { openCopy } from '#desk/store/open.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { beside, scratchFolder } from './processes.ts';
import { openWorkload } from './workload.ts';

/** What a worker of the program finds, beside the writer's thread. */
async function inWorker(dir: string, key: Uint8Array): Promise<unknown> {
  const worker = new Worker(beside('read-worker.ts'), { workerData: { dir, key } });
  const answer = await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  await worker.terminate();
  return answer;
}

test('on the writer, its reader, after reopening, in a worker and on a copy', async () => {
  const dir = scratchFolder();
  const running = unwrap(await openWorkload(dir));
  const { core, desk } = running.crashDesk;
  expect(core.store.refuseSettings()).toBeUndefined();
  unwrap(core.store.reopen());
  expect(core.store.refuseSettings()).toBeUndefined();
  running.act(0);
  const { rootKey } = desk.runtime;
  if (rootKey === null) throw new Error('the desk is open and has no key');
  const key = storeKeyOf(desk.runtime, rootKey);
  expect(await inWorker(dir, key)).toEqual({
    settings: 'hold',
    cases: [{ status: 'received' }],
    writing: 'bug: a read handle was given update writer',
  });
  const file = join(scratchFolder(), 'copy.db');
  unwrap(copyInto(core.store.read, file));
  const copy = unwrap(await openCopy({ file, key, log: { warn: () => undefined }, elapsed: () => 0 }));
  expect(copy.refuseSettings()).toBeUndefined();
  copy.close();
  await running.close();
});

/** `open.ts` sets and reads back; `lock.ts` holds no data; `scratch.ts` is in memory. */
test('nothing else in the desk opens a database', () => {
  const desk = resolve(import.meta.dirname, '../../electron');
  const files = readdirSync(desk, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => join(desk, file));
  const opening = files.filter((file) => /new (?:driver|Database)\b|from 'better-sqlite3'/u.test(codeOf(file)));
  expect(opening.map((file) => relative(desk, file)).toSorted()).toEqual(
    ['desk/store/lock.ts', 'desk/store/open.ts', 'desk/store/scratch.ts'].toSorted(),
  );
});

const codeOf = (file: string): string => readFileSync(file, 'utf8').replaceAll(/^import type .*$/gmu, '');
