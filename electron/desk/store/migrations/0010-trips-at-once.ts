/**
 * 多跑一次登记 reads its trips from the index alone: why somebody had to come again and the missing papers stand in it too. A file whose lists
 * were made anew has the narrow index under the name of that time; it stays beside this one until they are made anew again.
 */
import { sql } from '../handles.ts';
import type { Migration } from '../migrate.ts';

export const tripsAtOnce: Migration = {
  version: 10,
  name: 'trips-at-once',
  up: (write) => {
    write(sql`DROP INDEX IF EXISTS g0_trips_by_day`);
    write(
      sql`CREATE INDEX g0_trips_by_day ON live_trip (day, station, matter, version, cause, reason, papers) WHERE nth > 0`,
    );
  },
};
