/** What a day at the counter holds beside cases: forms put aside (挂起), questions, calls and referrals (咨询, 来电, 转介), visits of several matters. */
import { sql } from '../handles.ts';
import type { Migration } from '../migrate.ts';

export const counter: Migration = {
  version: 5,
  name: 'counter',
  up: (write) => {
    // NULL: begun, and not put aside. `place`: field, selection and scroll at the moment of parking, '' = none.
    write(sql`ALTER TABLE draft ADD COLUMN parked_at TEXT`);
    write(sql`ALTER TABLE draft ADD COLUMN place TEXT NOT NULL DEFAULT ''`);
    write(sql`ALTER TABLE live_case ADD COLUMN visit TEXT NOT NULL DEFAULT ''`);
    write(sql`CREATE INDEX g0_cases_by_visit ON live_case (visit) WHERE visit <> ''`);
    write(sql`CREATE TABLE live_memo (
      stream TEXT PRIMARY KEY, kind TEXT NOT NULL, station TEXT NOT NULL, status TEXT NOT NULL, is_open INTEGER NOT NULL,
      is_counted INTEGER NOT NULL, title TEXT NOT NULL, matter TEXT NOT NULL, phone TEXT NOT NULL, about TEXT NOT NULL,
      began_on TEXT NOT NULL, began_day TEXT NOT NULL, began_by TEXT NOT NULL, last_on TEXT NOT NULL) STRICT, WITHOUT ROWID`);
    write(sql`CREATE INDEX g0_memos_by_day ON live_memo (kind, began_day, began_on)`);
    write(sql`CREATE INDEX g0_memos_open ON live_memo (kind, began_on) WHERE is_open = 1`);
    write(sql`CREATE INDEX g0_memos_by_about ON live_memo (about) WHERE about <> ''`);
  },
};
