/** The journal at the hub, the feeds, the writers. Plain tables, keys and counters in rows: what every PostgreSQL-like server has. */
import { sql } from '../database.ts';
import type { Migration } from '../migrate.ts';

export const journal: Migration = {
  version: 1,
  name: 'journal',
  statements: [
    // One row. `fence`: which process may write; `n`, `chain`: the hub's own chain over everything it ordered, in commit order.
    sql`CREATE TABLE hub_head (
      id integer PRIMARY KEY,
      epoch text NOT NULL,
      state text NOT NULL,
      writer text NOT NULL,
      fence text NOT NULL,
      n bigint NOT NULL,
      chain text NOT NULL
    )`,
    sql`CREATE TABLE hub_setting (key text PRIMARY KEY, value text NOT NULL)`,
    // One installation; its grant is what it may receive. `state`: waiting (for a person's yes) | active | revoked.
    // `is_taken`: all it wrote while it stood alone is here.
    sql`CREATE TABLE desk (
      id text PRIMARY KEY,
      name text NOT NULL,
      station text NOT NULL,
      is_hall boolean NOT NULL,
      parts text NOT NULL,
      state text NOT NULL,
      is_taken boolean NOT NULL,
      changed_at text NOT NULL
    )`,
    // A desk that may join: its code, stretched and sealed; `desk` once it came.
    sql`CREATE TABLE invitation (
      id text PRIMARY KEY,
      key bytea NOT NULL,
      name text NOT NULL,
      station text NOT NULL,
      is_hall boolean NOT NULL,
      parts text NOT NULL,
      expires_at text NOT NULL,
      desk text NOT NULL
    )`,
    // One life of a desk, and the hub's own. `next_seq`: the number to be taken next. `last_act`: so that no act is taken in two halves.
    // `returned_in`: the epoch in which it last brought back what it holds. `is_former`: it wrote before the desk came, and has never called.
    // `returns_on`: how far its RETURN has come (`return-place.ts`), '' once it is done: the next message may go on in that stream.
    sql`CREATE TABLE writer (
      id text PRIMARY KEY,
      desk text NOT NULL,
      station text NOT NULL,
      public_key text NOT NULL,
      next_seq bigint NOT NULL,
      head_hash text NOT NULL,
      last_act text NOT NULL,
      successor text NOT NULL,
      safe_seq bigint NOT NULL,
      told_seq bigint NOT NULL,
      told_hash text NOT NULL,
      last_at text NOT NULL,
      returned_in text NOT NULL,
      returns_on text NOT NULL,
      is_former boolean NOT NULL
    )`,
    sql`CREATE INDEX writer_by_desk ON writer (desk)`,
    // A desk that was copied while it stood alone, and its copy: what both have from before is one desk's by \`writer\`, and the other may send it too.
    sql`CREATE TABLE common_life (
      desk text NOT NULL,
      writer text NOT NULL,
      PRIMARY KEY (desk, writer)
    )`,
    // The head of a stream: its row is the lock under which a rev is given. `scopes`: where it belongs now, sorted, by blanks.
    // `owner`: of a registry that a desk brought with it, until the township takes it over.
    sql`CREATE TABLE stream (
      id text PRIMARY KEY,
      kind text NOT NULL,
      rules integer NOT NULL,
      station text NOT NULL,
      head bigint NOT NULL,
      scopes text NOT NULL,
      owner text NOT NULL,
      owes_word boolean NOT NULL
    )`,
    sql`CREATE INDEX stream_by_kind ON stream (kind, id)`,
    // Header as it was hashed; the body sealed with the hub's key. `n`: its place in the hub's own chain.
    sql`CREATE TABLE entry (
      id text PRIMARY KEY,
      n bigint NOT NULL,
      stream text NOT NULL,
      rev bigint NOT NULL,
      writer text NOT NULL,
      writer_seq bigint NOT NULL,
      kind text NOT NULL,
      type text NOT NULL,
      act text NOT NULL,
      hash text NOT NULL,
      header text NOT NULL,
      salt bytea,
      body bytea
    )`,
    sql`CREATE UNIQUE INDEX entry_by_rev ON entry (stream, rev)`,
    sql`CREATE UNIQUE INDEX entry_by_writer ON entry (writer, writer_seq)`,
    sql`CREATE UNIQUE INDEX entry_by_n ON entry (n)`,
    // Refused and deferred entries beside the journal, as they came.
    sql`CREATE TABLE aside (
      writer text NOT NULL,
      writer_seq bigint NOT NULL,
      id text NOT NULL,
      stream text NOT NULL,
      act text NOT NULL,
      hash text NOT NULL,
      result text NOT NULL,
      code text NOT NULL,
      raw bytea NOT NULL,
      PRIMARY KEY (writer, writer_seq)
    )`,
    sql`CREATE INDEX aside_by_id ON aside (id)`,
    sql`CREATE INDEX aside_by_stream ON aside (stream)`,
    sql`CREATE INDEX aside_by_act ON aside (act)`,
    // `rev` 0: the stream left the scope here (revoke).
    sql`CREATE TABLE feed (
      scope text NOT NULL,
      pos bigint NOT NULL,
      stream text NOT NULL,
      rev bigint NOT NULL,
      PRIMARY KEY (scope, pos)
    )`,
    sql`CREATE INDEX feed_by_stream ON feed (scope, stream, pos)`,
    sql`CREATE TABLE feed_head (scope text PRIMARY KEY, pos bigint NOT NULL)`,
    // Where a stream belongs now, and at which pos it came in: rows before that are never sent again.
    sql`CREATE TABLE stream_scope (
      stream text NOT NULL,
      scope text NOT NULL,
      since bigint NOT NULL,
      PRIMARY KEY (stream, scope)
    )`,
    // Official numbers: the last of a series and year, and those below it that a restore left free.
    sql`CREATE TABLE series (series text NOT NULL, year integer NOT NULL, last bigint NOT NULL, PRIMARY KEY (series, year))`,
    sql`CREATE TABLE series_gap (series text NOT NULL, year integer NOT NULL, n bigint NOT NULL, PRIMARY KEY (series, year, n))`,
    // Who may act (staff), by the id of their stream: so that what somebody dismissed writes later is marked.
    sql`CREATE TABLE actor (id text PRIMARY KEY, is_active boolean NOT NULL, is_kept boolean NOT NULL)`,
    // Keys of the township's registries, as tags made with the hub's key.
    sql`CREATE TABLE record_key (tag text PRIMARY KEY, stream text NOT NULL)`,
    sql`CREATE INDEX record_key_by_stream ON record_key (stream)`,
    // Entries to be marked once a newer hub can fold their stream.
    sql`CREATE TABLE doubt_owed (entry text PRIMARY KEY, stream text NOT NULL)`,
    sql`CREATE INDEX doubt_owed_by_stream ON doubt_owed (stream)`,
    // While the hub collects: lives that this database does not know and that hold something of it, because they joined after the backup.
    sql`CREATE TABLE stranger (writer text PRIMARY KEY, station text NOT NULL)`,
    // Contents of attachments, once each, sealed piece by piece. `bytes` and `hash`: as the entry that named it says ('' = it does not);
    // `got`: how much of it is here without a hole. Streams that name it say who may have it.
    sql`CREATE TABLE blob (id text PRIMARY KEY, bytes bigint NOT NULL, hash text NOT NULL, got bigint NOT NULL, is_whole boolean NOT NULL)`,
    sql`CREATE TABLE blob_part (blob text NOT NULL, pos bigint NOT NULL, data bytea NOT NULL, PRIMARY KEY (blob, pos))`,
    sql`CREATE TABLE blob_ref (blob text NOT NULL, stream text NOT NULL, PRIMARY KEY (blob, stream))`,
    // What a person has to look at: alarms, clones, poison.
    sql`CREATE TABLE alarm (id text PRIMARY KEY, at text NOT NULL, what text NOT NULL, facts text NOT NULL, settled boolean NOT NULL)`,
  ],
};
