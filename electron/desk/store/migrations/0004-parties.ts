/** People and bodies (主体) beside the snapshots that cases keep: found while somebody is typed, and told apart or put together by a person. */
import { sql } from '../handles.ts';
import type { Migration } from '../migrate.ts';

export const parties: Migration = {
  version: 4,
  name: 'parties',
  up: (write) => {
    write(sql`ALTER TABLE live_person ADD COLUMN party TEXT NOT NULL DEFAULT ''`);
    write(sql`CREATE INDEX g0_people_by_party ON live_person (party) WHERE party <> ''`);
    // A row for each name somebody is known by.
    write(sql`CREATE TABLE live_party (
      stream TEXT NOT NULL, name TEXT NOT NULL, is_main INTEGER NOT NULL, kind TEXT NOT NULL, station TEXT NOT NULL,
      sound TEXT NOT NULL, initials TEXT NOT NULL, id_number TEXT NOT NULL, id_end TEXT NOT NULL, phone TEXT NOT NULL,
      phone_end TEXT NOT NULL, birth TEXT NOT NULL, last_on TEXT NOT NULL,
      PRIMARY KEY (stream, name)) STRICT, WITHOUT ROWID`);
    write(sql`CREATE TABLE live_party_link (
      stream TEXT NOT NULL, other TEXT NOT NULL, is_same INTEGER NOT NULL, at TEXT NOT NULL,
      PRIMARY KEY (stream, other)) STRICT, WITHOUT ROWID`);
    write(sql`CREATE INDEX g0_parties_by_name ON live_party (name)`);
    write(sql`CREATE INDEX g0_parties_by_sound ON live_party (sound, birth)`);
    write(sql`CREATE INDEX g0_parties_by_initials ON live_party (initials)`);
    write(sql`CREATE INDEX g0_parties_by_id ON live_party (id_number) WHERE id_number <> ''`);
    write(sql`CREATE INDEX g0_parties_by_id_end ON live_party (id_end) WHERE id_end <> ''`);
    write(sql`CREATE INDEX g0_parties_by_phone ON live_party (phone) WHERE phone <> ''`);
    write(sql`CREATE INDEX g0_parties_by_phone_end ON live_party (phone_end) WHERE phone_end <> ''`);
    write(sql`CREATE INDEX g0_partyLinks_by_other ON live_party_link (other)`);
  },
};
