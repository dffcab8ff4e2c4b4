/** Two later versions of the small tables: one adds, one moves rows into a table of another name. */
import { sql } from '#desk/store/handles.ts';
import type { Migration } from '#desk/store/migrate.ts';
import { smallTables } from './small-store.ts';

const notes: Migration = {
  version: 2,
  name: 'notes',
  up(write) {
    write(sql`CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT`);
    write(sql`INSERT INTO note (text) SELECT text FROM part`);
    write(sql`CREATE INDEX note_by_text ON note (text)`);
  },
};

const deeds: Migration = {
  version: 3,
  name: 'deeds',
  up(write) {
    write(sql`PRAGMA defer_foreign_keys = ON`);
    write(
      sql`CREATE TABLE deed (id TEXT PRIMARY KEY, digest TEXT NOT NULL, size INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
    );
    write(
      sql`INSERT INTO deed SELECT id, digest, (SELECT sum(length(text)) FROM part WHERE part.act = act.id) FROM act`,
    );
    write(sql`ALTER TABLE part RENAME TO part_of_act`);
    write(sql`CREATE TABLE part (act TEXT NOT NULL REFERENCES deed (id), number INTEGER NOT NULL, text TEXT NOT NULL,
      PRIMARY KEY (act, number)) STRICT`);
    write(sql`INSERT INTO part SELECT act, number, text FROM part_of_act`);
    write(sql`DROP TABLE part_of_act`);
    write(sql`DROP TABLE act`);
  },
};

export const threeVersions: readonly Migration[] = [smallTables, notes, deeds];
