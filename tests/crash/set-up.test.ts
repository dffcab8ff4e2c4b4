/** A set-up is done or was never begun: killed at any statement, the next start sets up anew or logs in, and takes a case. */
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { storeName } from '#desk/store/open.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { morning, openCrashDesk } from './crash-desk.ts';
import { examine } from './examine.ts';
import { beside, isLong, scratchFolder, start } from './processes.ts';
import { openWorkload } from './workload.ts';

const setUpKilledAt = (dir: string, killAt: number) =>
  start([process.execPath, '--import', beside('kill-at.ts'), beside('hold-process.ts'), dir, 'once'], {
    TONGBAN_KILL_AT: String(killAt),
  }).ended;

const samples = 8;

test('killed at any statement of the set-up', async () => {
  const { lines } = await setUpKilledAt(join(scratchFolder(), 'desk'), 0);
  const statements = Number(/^statements (\d+)$/u.exec(lines.at(-1) ?? '')?.[1]);
  expect(statements).toBeGreaterThan(40);
  const step = isLong ? 1 : statements / samples;
  const left = { anew: 0, kept: 0 };
  for (let killAt = statements; killAt >= 1; killAt -= step) {
    const dir = join(scratchFolder(), 'desk');
    expect((await setUpKilledAt(dir, Math.round(killAt))).signal).toBe('SIGKILL');
    left[existsSync(join(dir, 'keys.json')) ? 'kept' : 'anew'] += 1;
    const running = unwrap(await openWorkload(dir));
    const acked = [running.act(0), running.act(1)];
    await running.close();
    expect(await examine(dir, acked)).toMatchObject({ lost: 0, half: [], corrupt: 0 });
  }
  console.log(`set-up killed at ${String(statements)} statements: ${JSON.stringify(left)}`);
  expect(left.anew).toBeGreaterThan(samples / 2);
});

test('a key file of a half beside that of a desk takes nothing away', async () => {
  const dir = scratchFolder();
  const running = unwrap(await openWorkload(dir));
  const acked = [running.act(0)];
  await running.close();
  cpSync(join(dir, 'keys.json'), join(dir, 'keys.set-up.json'));
  expect(await examine(dir, acked)).toMatchObject({ lost: 0, half: [], corrupt: 0 });
});

test('a store whose key file is lost is somebody’s data: set-up refuses and touches nothing', async () => {
  const dir = scratchFolder();
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, storeName), 'somebody’s data');
  const opened = await openCrashDesk(dir, { at: morning, seed: 3 });
  expect(opened).toEqual({ ok: false, refusal: { code: 'keys.missing' } });
  expect(readdirSync(dir).toSorted()).toEqual([storeName, 'desk.lock']);
});
