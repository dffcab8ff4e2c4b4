import { expect, test } from 'vitest';
import { openTestStore, temporaryFolder } from '../../../../tests/support/store.ts';
import { get, run, sql, transact } from '../handles.ts';
import { schemaOf } from '../migrate.ts';
import { migrations } from './index.ts';

test('a case that was decided before stands in no list until it is written again', async () => {
  const dir = temporaryFolder();
  const before = await openTestStore(dir, { migrations: migrations.slice(0, 6) });
  transact(before.write, (transaction) =>
    run(
      transaction,
      sql`INSERT INTO live_case (stream, kind, station, seal, number, official_number, status, is_open, is_counted, is_undecided,
        title, matter, petitioner, began_on, began_day, last_on, began_by, next_due, voided, voided_on, merged_into, needs_upgrade)
        VALUES ('s', 'service', '', '', '', '', 'decided', 1, 1, 0, '', '', '', '', '', '', '', '', '', '', '', 0)`,
    ),
  );
  before.close();
  const { read } = await openTestStore(dir, { migrations });
  expect(schemaOf(read)).toBe(migrations.length);
  expect(get(read, sql`SELECT status, queue, queue_day, tries, unsigned_day FROM live_case`)).toEqual({
    ...{ status: 'decided', queue: '', queue_day: '', tries: '', unsigned_day: '' },
  });
});
