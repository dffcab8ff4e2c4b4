import { expect, test } from 'vitest';
import { openTestStore, temporaryFolder } from '../../../../tests/support/store.ts';
import { get, run, sql, transact } from '../handles.ts';
import { schemaOf } from '../migrate.ts';
import { migrations } from './index.ts';

test('a case of before is hidden from nobody, about none and in no ledger', async () => {
  const dir = temporaryFolder();
  const before = await openTestStore(dir, { migrations: migrations.filter(({ version }) => version < 8) });
  transact(before.write, (transaction) =>
    run(
      transaction,
      sql`INSERT INTO live_case (stream, kind, station, seal, number, official_number, status, is_open, is_counted, is_undecided, title,
        matter, petitioner, began_on, began_day, last_on, began_by, next_due, voided, voided_on, merged_into, needs_upgrade)
        VALUES ('s', 'service', '360732108201', '', 'n', '', 'received', 1, 1, 0, 't', 'm', 'p', 'o', 'd', 'o', 'b', '9999-12-31', '', '', '', 0)`,
    ),
  );
  before.close();
  const { read } = await openTestStore(dir, { migrations });
  expect(schemaOf(read)).toBe(migrations.length);
  expect(get(read, sql`SELECT stream, hidden_from, about FROM live_case`)).toEqual({
    stream: 's',
    hidden_from: '',
    about: '',
  });
  expect(get(read, sql`SELECT count(*) AS n FROM live_trip`)).toEqual({ n: 0 });
});
