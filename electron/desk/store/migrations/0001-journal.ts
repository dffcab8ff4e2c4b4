/** The journal, the audit chain and the local tables (design: "where things live"). Projections have a file of their own. */
import { sql } from '../handles.ts';
import type { Migration } from '../migrate.ts';

export const journal: Migration = {
  version: 1,
  name: 'journal',
  up: (write) => {
    // `seq` is the order in which this desk wrote or took entries; `rev` is the hub's order within the stream.
    write(sql`CREATE TABLE entry (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      stream TEXT NOT NULL,
      kind TEXT NOT NULL,
      type TEXT NOT NULL,
      v INTEGER NOT NULL,
      rules INTEGER NOT NULL,
      act TEXT NOT NULL,
      seen TEXT NOT NULL,
      at TEXT NOT NULL,
      on_at TEXT NOT NULL,
      by_staff TEXT NOT NULL,
      station TEXT NOT NULL,
      writer TEXT NOT NULL,
      writer_seq INTEGER NOT NULL,
      body_hash TEXT NOT NULL,
      prev TEXT NOT NULL,
      hash TEXT NOT NULL,
      salt BLOB,
      body BLOB,
      rev INTEGER,
      UNIQUE (writer, writer_seq)
    ) STRICT`);
    write(sql`CREATE INDEX entry_by_stream ON entry (stream, seq)`);
    // One life of a data directory; `last_*` is the head of its chain, so that opening reads one row.
    write(sql`CREATE TABLE writer (
      id TEXT PRIMARY KEY,
      code TEXT NOT NULL,
      station TEXT NOT NULL,
      public_key TEXT NOT NULL,
      place TEXT NOT NULL,
      last_seq INTEGER NOT NULL,
      last_hash TEXT NOT NULL,
      last_at TEXT NOT NULL,
      is_current INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`);
    write(sql`CREATE UNIQUE INDEX writer_current ON writer (is_current) WHERE is_current = 1`);
    // The last serial of a writer's day; a number is taken in the transaction of its act.
    write(sql`CREATE TABLE series (
      writer TEXT NOT NULL,
      day TEXT NOT NULL,
      last INTEGER NOT NULL,
      PRIMARY KEY (writer, day)
    ) STRICT, WITHOUT ROWID`);
    write(sql`CREATE TABLE act (
      id TEXT PRIMARY KEY,
      procedure TEXT NOT NULL,
      request_hash TEXT NOT NULL,
      by_staff TEXT NOT NULL,
      at TEXT NOT NULL,
      answer TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`);
    write(sql`CREATE TABLE audit (
      seq INTEGER PRIMARY KEY,
      writer TEXT NOT NULL,
      at TEXT NOT NULL,
      by_staff TEXT NOT NULL,
      type TEXT NOT NULL,
      data TEXT NOT NULL,
      prev TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT`);
    write(sql`CREATE TABLE outbox (
      act TEXT PRIMARY KEY,
      first_seq INTEGER NOT NULL,
      last_seq INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`);
    write(sql`CREATE TABLE draft (
      id TEXT PRIMARY KEY,
      by_staff TEXT NOT NULL,
      kind TEXT NOT NULL,
      stream TEXT,
      type TEXT NOT NULL,
      data TEXT NOT NULL,
      changed_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`);
    write(sql`CREATE INDEX draft_by_person ON draft (by_staff, changed_at)`);
    write(sql`CREATE TABLE print_job (
      id TEXT PRIMARY KEY,
      stream TEXT NOT NULL,
      paper TEXT NOT NULL,
      copy INTEGER NOT NULL,
      size TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'printed', 'failed', 'unknown', 'dropped')),
      by_staff TEXT NOT NULL,
      made_at TEXT NOT NULL,
      settled_at TEXT,
      reason TEXT
    ) STRICT, WITHOUT ROWID`);
    write(
      sql`CREATE INDEX print_job_waiting ON print_job (made_at) WHERE state IN ('queued', 'sent', 'failed', 'unknown')`,
    );
    write(sql`CREATE INDEX print_job_by_stream ON print_job (stream)`);
    write(sql`CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID`);
    // Secrets replaced in place; never entries.
    write(sql`CREATE TABLE credential (
      owner TEXT NOT NULL,
      form TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (owner, form)
    ) STRICT, WITHOUT ROWID`);
  },
};
