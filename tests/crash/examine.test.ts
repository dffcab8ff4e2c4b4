/** The look behind all crash tests finds each kind of damage it is to count. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run, sql, transact } from '#desk/store/handles.ts';
import { storeName } from '#desk/store/open.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { examine } from './examine.ts';
import { scratchFolder } from './processes.ts';
import { openWorkload } from './workload.ts';

async function morningDesk(): Promise<{ dir: string; acked: string[] }> {
  const dir = scratchFolder();
  const running = unwrap(await openWorkload(dir));
  const acked = [0, 1, 2, 3, 4].map((i) => running.act(i));
  expect(running.act(2)).toBe(acked[2]);
  await running.close();
  return { dir, acked };
}

const anAct = sql`SELECT id FROM act WHERE procedure = 'case.begin' LIMIT 1`;

const damages = [
  ['an act without its answer', sql`DELETE FROM act WHERE id = (${anAct})`, { lost: 1, half: /without an answer/ }],
  ['another answer', sql`UPDATE act SET answer = '{}' WHERE id = (${anAct})`, { lost: 1, half: null }],
  ['no draft', sql`DELETE FROM draft`, { lost: 1, half: null }],
  ['an entry gone', sql`DELETE FROM entry WHERE type = 'accepted'`, { lost: 0, half: /act without all its entries/ }],
  ['an entry changed', sql`UPDATE entry SET body = x'7b7d' WHERE type = 'accepted'`, { lost: 0, half: /^entry/ }],
  ['an entry moved', sql`UPDATE entry SET stream = act WHERE type = 'accepted'`, { lost: 0, half: /^entry/ }],
  ['nothing to send', sql`DELETE FROM outbox WHERE act = (${anAct})`, { lost: 0, half: /never be sent/ }],
  ['no slip to print', sql`DELETE FROM print_job`, { lost: 0, half: /print job/ }],
  ['no paper', sql`DELETE FROM live_paper`, { lost: 0, half: /issued paper/ }],
  ['another row', sql`UPDATE live_case SET status = 'closed'`, { lost: 0, half: /rows of stream/ }],
  ['no row', sql`DELETE FROM live_case`, { lost: 0, half: /answered number/ }],
  ['no words to search', sql`DELETE FROM live_search`, { lost: 0, half: /search/ }],
  ['a number taken for nothing', sql`UPDATE series SET last = last + 1`, { lost: 0, half: /numbers of/ }],
  ['a head too far', sql`UPDATE writer SET last_hash = ${'0'.repeat(64)}`, { lost: 0, half: /head of a chain/ }],
  ['an audit line changed', sql`UPDATE audit SET by_staff = 'nobody' WHERE seq = 1`, { lost: 0, half: /^audit 1/ }],
] as const;

test('each damage is found, and nothing where there is none', async () => {
  const { dir, acked } = await morningDesk();
  expect(await examine(dir, acked)).toMatchObject({ lost: 0, half: [], corrupt: 0 });
  const ghost = JSON.stringify({ act: 'ghost', what: 'intake', answer: '{}' });
  expect(await examine(dir, [...acked, ghost])).toMatchObject({ lost: 1 });
  for (const [name, statement, { lost, half }] of damages) {
    const copy = join(scratchFolder(), 'desk');
    cpSync(dir, copy, { recursive: true });
    const running = unwrap(await openWorkload(copy));
    transact(running.crashDesk.core.store.write, (transaction) => run(transaction, statement));
    await running.close();
    const found = await examine(copy, acked);
    expect({ name, lost: found.lost, corrupt: found.corrupt }).toEqual({ name, lost, corrupt: 0 });
    if (half === null) expect(found.half).toEqual([]);
    else
      expect(`${name}: ${found.half.find((one) => half.test(one)) ?? 'not found'}`).toMatch(
        half.source.replace('^', ': '),
      );
  }
  writeFileSync(join(dir, storeName), 'ruined');
  expect(await examine(dir, acked)).toMatchObject({ corrupt: 1, lost: acked.length });
});
