import { expect, test } from 'vitest';
import { openTestStore, temporaryFolder } from '../../../../tests/support/store.ts';
import { all, get, run, sql, transact } from '../handles.ts';
import { schemaOf } from '../migrate.ts';
import { migrations } from './index.ts';
import { people } from './0009-people.ts';

test('people of before stay, and the new ways to find them are there to be filled', async () => {
  const dir = temporaryFolder();
  const before = await openTestStore(dir, { migrations: migrations.slice(0, people.version - 1) });
  transact(before.write, (transaction) =>
    run(
      transaction,
      sql`INSERT INTO live_party (stream, name, is_main, kind, station, sound, initials, id_number, id_end, phone, phone_end, birth, last_on)
        VALUES ('s', '单晓明', 1, 'person', '360732108201', 'shanxiaoming', 'sxm', '', '', '', '', '', '2026-11-22T01:00:00.000Z')`,
    ),
  );
  before.close();
  const { read } = await openTestStore(dir, { migrations });
  expect(schemaOf(read)).toBe(migrations.length);
  expect(get(read, sql`SELECT name FROM live_party`)).toEqual({ name: '单晓明' });
  expect([all(read, sql`SELECT * FROM live_party_key`), all(read, sql`SELECT * FROM live_party_member`)]).toEqual([
    [],
    [],
  ]);
});
