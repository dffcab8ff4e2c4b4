/** The link to the hub: what is ordered, refused and received; how far each side has heard of the other. */
import { sql } from '../handles.ts';
import type { Migration } from '../migrate.ts';

export const linkTables: Migration = {
  version: 3,
  name: 'link',
  up: (write) => {
    // `tag`: the hub's proof of `rev`. `refused`: why the hub did not take it; such an entry takes no part in the fold.
    write(sql`ALTER TABLE entry ADD COLUMN tag TEXT`);
    write(sql`ALTER TABLE entry ADD COLUMN refused TEXT`);
    // Of a refused one: what a person did about it (written again, or looked at).
    write(sql`ALTER TABLE entry ADD COLUMN settled TEXT`);
    write(sql`CREATE UNIQUE INDEX entry_by_rev ON entry (stream, rev) WHERE rev IS NOT NULL`);
    write(sql`CREATE INDEX entry_refused ON entry (seq) WHERE refused IS NOT NULL`);
    // Every entry up to `acked_seq` has its result from the hub; up to `safe_seq` the hub's own backup holds them.
    write(sql`ALTER TABLE writer ADD COLUMN acked_seq INTEGER NOT NULL DEFAULT 0`);
    write(sql`ALTER TABLE writer ADD COLUMN safe_seq INTEGER NOT NULL DEFAULT 0`);
    // The life of this desk that a new one follows, signed for by the key of the one before.
    write(sql`ALTER TABLE writer ADD COLUMN introduced TEXT`);
    write(sql`ALTER TABLE outbox ADD COLUMN writer TEXT NOT NULL DEFAULT ''`);
    write(sql`UPDATE outbox SET writer = (SELECT e.writer FROM writer w
      JOIN entry e ON e.writer = w.id AND e.writer_seq = outbox.first_seq WHERE e.act = outbox.act)`);
    write(sql`CREATE INDEX outbox_by_writer ON outbox (writer, first_seq)`);
    // Cases that wait for their official number.
    write(sql`CREATE INDEX g0_cases_unnumbered ON live_case (row)
      WHERE official_number = '' AND number <> '' AND needs_upgrade = 0`);
    // `upto`: how far the ordered part reaches without a hole. state: here | gone (left every scope) | refetch (does not fit) | damaged.
    write(sql`CREATE TABLE stream_link (
      stream TEXT PRIMARY KEY,
      upto INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('here', 'gone', 'refetch', 'damaged'))
    ) STRICT, WITHOUT ROWID`);
    write(sql`CREATE INDEX stream_link_refetch ON stream_link (stream) WHERE state = 'refetch'`);
    write(sql`CREATE INDEX stream_link_damaged ON stream_link (stream) WHERE state = 'damaged'`);
    // Through which scopes a stream came, and the last row of each.
    write(sql`CREATE TABLE stream_scope (
      stream TEXT NOT NULL,
      scope TEXT NOT NULL,
      pos INTEGER NOT NULL,
      PRIMARY KEY (stream, scope)
    ) STRICT, WITHOUT ROWID`);
    write(sql`CREATE INDEX stream_scope_by_pos ON stream_scope (scope, pos)`);
    // Cases whose lists are made when all pages are in.
    write(sql`CREATE TABLE stale_stream (stream TEXT PRIMARY KEY) STRICT, WITHOUT ROWID`);
    write(sql`CREATE TABLE link_cursor (scope TEXT PRIMARY KEY, pos INTEGER NOT NULL) STRICT, WITHOUT ROWID`);
    contentTables(write);
    // Rows that this program cannot read, as they came.
    write(sql`CREATE TABLE unread_row (id INTEGER PRIMARY KEY, at TEXT NOT NULL, text TEXT NOT NULL) STRICT`);
  },
};

/**
 * Contents of attachments, by name. `here`: on this disk. `at_hub`: the hub is known to hold it whole. `want` 1: to be fetched when nothing else
 * is to do; 2: somebody waits for it. `ask_after`: when the hub is asked next how much it has (milliseconds since 1970); null = never.
 */
function contentTables(write: Parameters<Migration['up']>[0]): void {
  write(sql`CREATE TABLE blob_link (
    blob TEXT PRIMARY KEY,
    bytes INTEGER NOT NULL,
    hash TEXT NOT NULL,
    here INTEGER NOT NULL,
    at_hub INTEGER NOT NULL,
    hub_got INTEGER NOT NULL DEFAULT 0,
    want INTEGER NOT NULL,
    ask_after INTEGER
  ) STRICT, WITHOUT ROWID`);
  write(sql`CREATE INDEX blob_link_asked ON blob_link (ask_after) WHERE ask_after IS NOT NULL`);
  write(sql`CREATE INDEX blob_link_wanted ON blob_link (at_hub, want) WHERE want > 0`);
  // What has come of one that is not whole yet.
  write(
    sql`CREATE TABLE blob_part (blob TEXT NOT NULL, pos INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (blob, pos)) STRICT`,
  );
  // A desk that stood alone took in all it has.
  write(sql`INSERT OR IGNORE INTO blob_link (blob, bytes, hash, here, at_hub, want, ask_after)
    SELECT data ->> 'blob', data ->> 'bytes', '', 1, 0, 0, 0 FROM (
      SELECT CASE WHEN json_valid(CAST(body AS TEXT)) THEN CAST(body AS TEXT) -> 'data' END AS data
      FROM entry WHERE type = 'attached' AND body IS NOT NULL)
    WHERE typeof(data ->> 'blob') = 'text' AND typeof(data ->> 'bytes') = 'integer'`);
}
