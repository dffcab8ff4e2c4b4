import { expect, test } from 'vitest';
import { openTestStore, temporaryFolder } from '../../../../tests/support/store.ts';
import { get, run, sql, transact } from '../handles.ts';
import { schemaOf } from '../migrate.ts';
import { journal } from './0001-journal.ts';
import { projections } from './0002-projections.ts';
import { linkTables } from './0003-link.ts';
import { migrations } from './index.ts';

test('a limit that ran before runs on, neither paused nor extended', async () => {
  const dir = temporaryFolder();
  const before = await openTestStore(dir, { migrations: [journal, projections, linkTables] });
  transact(before.write, (transaction) =>
    run(
      transaction,
      sql`INSERT INTO live_due (stream, name, amount, unit, from_at, due, estimated, calendar_version, lapse)
        VALUES ('s', 'promised', 5, 'workingDay', 't', '2026-11-30', 0, 'cn', 'overdue')`,
    ),
  );
  before.close();
  const { read } = await openTestStore(dir, { migrations });
  expect(schemaOf(read)).toBe(migrations.length);
  expect(get(read, sql`SELECT due, is_paused, stops FROM live_due`)).toEqual({
    due: '2026-11-30',
    is_paused: 0,
    stops: '',
  });
});
