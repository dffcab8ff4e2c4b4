/**
 * Two made-up older schemas of the journal, as if programs before this one had released them: the first kept each header as one text,
 * the second had columns under other names. The third step leads to the tables of today, with every byte that was hashed.
 */
import { all, run, sql, transact } from '#desk/store/handles.ts';
import type { EntryRow } from '#desk/journal/entries.ts';
import { headerFromRow } from '#desk/journal/entries.ts';
import type { Migration } from '#desk/store/migrate.ts';
import { journal } from '#desk/store/migrations/0001-journal.ts';
import { projections } from '#desk/store/migrations/0002-projections.ts';
import { linkTables } from '#desk/store/migrations/0003-link.ts';
import { parties } from '#desk/store/migrations/0004-parties.ts';
import { counter } from '#desk/store/migrations/0005-counter.ts';
import { pauses } from '#desk/store/migrations/0006-pauses.ts';
import { queues } from '#desk/store/migrations/0007-queues.ts';
import { secondTrips } from '#desk/store/migrations/0008-second-trips.ts';
import { people } from '#desk/store/migrations/0009-people.ts';
import { tripsAtOnce } from '#desk/store/migrations/0010-trips-at-once.ts';
import { printPieces } from '#desk/store/migrations/0011-print-pieces.ts';
import { ledgers } from '#desk/store/migrations/0012-ledgers.ts';
import { openStore, type Store } from '#desk/store/open.ts';
import { canonical } from '#shared/journal/entry.ts';
import type { Result } from '#shared/kernel/result.ts';
import { crashKey } from './small-store.ts';

const wholeHeaders: Migration = {
  version: 1,
  name: 'whole-headers',
  up(write) {
    write(
      sql`CREATE TABLE line (number INTEGER PRIMARY KEY, header TEXT NOT NULL, hash TEXT NOT NULL, salt BLOB, body BLOB) STRICT`,
    );
    write(sql`CREATE TABLE life (id TEXT PRIMARY KEY, facts TEXT NOT NULL) STRICT`);
  },
};

const columns: Migration = {
  version: 2,
  name: 'columns',
  up(write) {
    write(sql`CREATE TABLE record (number INTEGER PRIMARY KEY, id TEXT NOT NULL, case_id TEXT NOT NULL, header TEXT NOT NULL,
      hash TEXT NOT NULL, salt BLOB, body BLOB) STRICT`);
    write(sql`INSERT INTO record SELECT number, json_extract(header, '$.id'), json_extract(header, '$.stream'), header, hash, salt, body
      FROM line`);
    write(sql`CREATE INDEX record_by_case ON record (case_id, number)`);
    write(sql`DROP TABLE line`);
  },
};

const today: Migration = {
  version: 3,
  name: 'today',
  up(write, transaction) {
    journal.up(write, transaction);
    projections.up(write, transaction);
    write(sql`INSERT INTO entry SELECT number, id, case_id, header ->> 'kind', header ->> 'type', header ->> 'v', header ->> 'rules',
      header ->> 'act', header -> 'seen', header ->> 'at', header ->> 'on', header ->> 'by', header ->> 'station',
      header ->> 'writer', header ->> 'writerSeq', header ->> 'bodyHash', header ->> 'prev', hash, salt, body, NULL FROM record`);
    write(sql`INSERT INTO writer SELECT id, facts ->> 'code', facts ->> 'station', facts ->> 'public_key', facts ->> 'place',
      facts ->> 'last_seq', facts ->> 'last_hash', facts ->> 'last_at', facts ->> 'is_current' FROM life`);
    for (const later of [
      linkTables,
      parties,
      counter,
      pauses,
      queues,
      secondTrips,
      people,
      tripsAtOnce,
      printPieces,
      ledgers,
    ])
      later.up(write, transaction);
    // Projections are made anew, by the rebuild that every other change of them asks for.
    write(sql`INSERT INTO setting (key, value) VALUES ('projectionVersion', '0')`);
    write(sql`DROP TABLE record`);
    write(sql`DROP TABLE life`);
  },
};

export const journalHistory: readonly Migration[] = [wholeHeaders, columns, today];

/** Opens a directory as the program of a version does: it knows the migrations up to its own. */
export const openAs = (version: number, dir: string): Promise<Result<Store>> =>
  openStore({
    dir,
    key: crashKey,
    migrations: journalHistory.slice(0, version),
    appBuild: `made-up ${String(version)}`,
    log: { warn: () => undefined },
    elapsed: () => 0,
  });

export interface LifeRow {
  readonly id: string;
}

/** Writes the rows of a desk of today into a file of version 1, as its program would have. */
export function keepAsWholeHeaders({ write }: Store, rows: readonly EntryRow[], lives: readonly LifeRow[]): void {
  transact(write, (transaction) => {
    for (const row of rows) {
      const header = canonical(headerFromRow(row));
      run(
        transaction,
        sql`INSERT INTO line (number, header, hash, salt, body) VALUES (${row.seq}, ${header}, ${row.hash}, ${row.salt}, ${row.body})`,
      );
    }
    for (const { id, ...facts } of lives)
      run(transaction, sql`INSERT INTO life (id, facts) VALUES (${id}, ${JSON.stringify(facts)})`);
  });
}

/** What a file of any version holds of the journal: each header as it was hashed, salt and body. */
export function linesOf({ read, schema }: Store): readonly string[] {
  if (schema === 3) {
    const rows = all(read, sql<EntryRow>`SELECT * FROM entry ORDER BY seq`);
    return rows.map((row) => lineOf(canonical(headerFromRow(row)), row));
  }
  const rows =
    schema === 1
      ? all(read, sql<OldRow>`SELECT header, hash, salt, body FROM line ORDER BY number`)
      : all(read, sql<OldRow>`SELECT header, hash, salt, body FROM record ORDER BY number`);
  return rows.map((row) => lineOf(row.header, row));
}

interface Stored {
  readonly hash: string;
  readonly salt: Uint8Array | null;
  readonly body: Uint8Array | null;
}
interface OldRow extends Stored {
  readonly header: string;
}

const hex = (bytes: Uint8Array | null): string => (bytes === null ? '' : Buffer.from(bytes).toString('hex'));
const lineOf = (header: string, { hash, salt, body }: Stored): string => [header, hash, hex(salt), hex(body)].join(' ');
