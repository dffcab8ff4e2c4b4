/**
 * 多跑一次登记: visits that failed for a missing paper, and those that did not. Of a case also who may not see it (回避) and which other case it
 * is about (投诉). Until the rebuild reaches them, older cases stand in no ledger, are hidden from nobody and about none.
 */
import { sql } from '../handles.ts';
import type { Migration } from '../migrate.ts';

export const secondTrips: Migration = {
  version: 8,
  name: 'second-trips',
  up: (write) => {
    write(sql`ALTER TABLE live_case ADD COLUMN hidden_from TEXT NOT NULL DEFAULT ''`);
    write(sql`ALTER TABLE live_case ADD COLUMN about TEXT NOT NULL DEFAULT ''`);
    write(sql`CREATE INDEX g0_cases_by_about ON live_case (about) WHERE about <> ''`);
    write(sql`CREATE TABLE live_trip (
      stream TEXT NOT NULL, nth INTEGER NOT NULL, entry TEXT NOT NULL, kind TEXT NOT NULL, station TEXT NOT NULL, cause TEXT NOT NULL,
      matter TEXT NOT NULL, version TEXT NOT NULL, day TEXT NOT NULL, began_day TEXT NOT NULL, reason TEXT NOT NULL,
      papers TEXT NOT NULL, is_open INTEGER NOT NULL, PRIMARY KEY (stream, nth)) STRICT, WITHOUT ROWID`);
    write(sql`CREATE INDEX g0_trips_by_began ON live_trip (began_day, station, matter, version, nth, cause)`);
    write(sql`CREATE INDEX g0_trips_by_day ON live_trip (day, station, matter, version, cause) WHERE nth > 0`);
  },
};
