/** The check behind all crash tests finds each kind of damage it counts. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run, sql, transact } from '#desk/store/handles.ts';
import { storeName } from '#desk/store/open.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { scratchFolder } from './processes.ts';
import { openSmallStore, workload } from './workload.ts';

test('a missing act, a half one, a wrong total and a ruined file are each counted', async () => {
  const dir = scratchFolder();
  const running = unwrap(await workload.open(dir));
  const acked = [0, 1, 2].map((i) => running.act(i));
  expect(running.act(1)).toBe('act-1');
  running.close();
  expect(await workload.check(dir, acked)).toEqual({ lost: 0, half: 0, corrupt: 0, kept: 3 });
  expect(await workload.check(dir, [...acked, 'act-3'])).toMatchObject({ lost: 1 });
  const damage = [sql`DELETE FROM part WHERE act = 'act-1' AND number = 2`, sql`UPDATE total SET acts = acts + 1`];
  for (const [index, statement] of damage.entries()) {
    const store = unwrap(await openSmallStore(dir));
    transact(store.write, (transaction) => run(transaction, statement));
    store.close();
    expect(await workload.check(dir, acked)).toMatchObject({ lost: 0, half: index + 1, corrupt: 0 });
  }
  writeFileSync(join(dir, storeName), 'ruined');
  expect(await workload.check(dir, acked)).toMatchObject({ corrupt: 1 });
});
