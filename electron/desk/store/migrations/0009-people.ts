/** What else people are found by (old numbers, the middle of a name, another reading of it), and who belongs to a household (户). */
import { sql } from '../handles.ts';
import type { Migration } from '../migrate.ts';

export const people: Migration = {
  version: 9,
  name: 'people',
  up: (write) => {
    write(sql`CREATE TABLE live_party_key (
      stream TEXT NOT NULL, way TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL,
      PRIMARY KEY (stream, way, key, name)) STRICT, WITHOUT ROWID`);
    write(sql`CREATE TABLE live_party_member (
      stream TEXT NOT NULL, member TEXT NOT NULL, PRIMARY KEY (stream, member)) STRICT, WITHOUT ROWID`);
    write(sql`CREATE INDEX g0_partyKeys_by_key ON live_party_key (way, key)`);
    write(sql`CREATE INDEX g0_partyMembers_by_member ON live_party_member (member)`);
  },
};
