/** Writing projections: applying entries replaces all rows of their stream, in the entries' own transaction. */
import { join, type Sql } from 'sql-template-tag';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import { isPausedDue, stopsOf, type Due } from '#shared/kinds/mechanism/dues.ts';
import { fold, type FindKind } from '#shared/kinds/mechanism/fold.ts';
import { project, sideKinds, type CaseRow, type Rows } from '#shared/kinds/mechanism/project.ts';
import type { RecordRow } from '#shared/kinds/mechanism/rows.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import { all, get, run, sql, type ReadHandle, type Transaction } from '../store/handles.ts';
import { searchRow } from '../search/words.ts';
import { loadEntries } from './entries.ts';
import { putParty } from './party-rows.ts';
import { live, type Tables } from './projection-tables.ts';

/** A folded state is kept only for streams with more entries than this: for short ones folding again is quicker than storing. */
const storedFrom = 40;

/** The state of a stream, or undefined where there is none. */
export function loadState(
  handle: ReadHandle | Transaction,
  findKind: FindKind,
  stream: string,
): StreamState | undefined {
  const kept = get(
    handle,
    sql<{ seq: number; state: string }>`SELECT seq, state FROM live_state WHERE stream = ${stream}`,
  );
  if (kept === undefined) return fold(findKind, loadEntries(handle, stream));
  // Stored by this program in the transaction of the entry: our own JSON, checked by the page cipher.
  return fold(findKind, loadEntries(handle, stream, kept.seq), JSON.parse(kept.state) as StreamState);
}

/** Replaces the rows of a stream. `isNew`: it has none yet. `seq`: the newest entry in `state`. */
export function putProjection(
  transaction: Transaction,
  kind: Kind,
  state: StreamState,
  seq: number,
  isNew: boolean,
  tables: Tables = live,
  rows: Rows = project(kind, state),
): void {
  const row = putCase(transaction, tables, rows, state.stream);
  const freed = isNew ? [] : keysGivenUp(transaction, tables, rows, state.stream);
  if (!isNew) clear(transaction, tables, state.stream);
  putSmall(transaction, tables, rows, state.stream);
  putParty(transaction, tables, rows, state);
  putMemo(transaction, tables, rows, state.stream);
  putTrips(transaction, tables, rows, state.stream);
  putLedgers(transaction, tables, rows, state.stream);
  for (const record of rows.records) putRecord(transaction, tables, record, record.kind, state.stream);
  for (const key of freed) giveToOwn(transaction, tables, kind, key);
  if (row !== undefined) putSearch(transaction, tables, rows, row);
  // One this program cannot fold is not kept: the next program, which can, has to begin with the entries.
  if (state.entries >= storedFrom && state.needsUpgrade === undefined) putState(transaction, tables, state, seq);
}

/** Removes every row of a stream, from search too. */
export function dropProjection(transaction: Transaction, stream: string, tables: Tables = live): void {
  clear(transaction, tables, stream);
  const gone = get(
    transaction,
    sql<{ row: number }>`DELETE FROM ${tables.cases} WHERE stream = ${stream} RETURNING row`,
  );
  if (gone !== undefined) run(transaction, sql`DELETE FROM ${tables.search} WHERE rowid = ${gone.row}`);
}

function clear(transaction: Transaction, tables: Tables, stream: string): void {
  for (const table of [
    tables.dues,
    tables.papers,
    tables.people,
    tables.records,
    tables.files,
    tables.states,
    tables.parties,
    tables.partyLinks,
    tables.partyKeys,
    tables.partyMembers,
    tables.memos,
    tables.trips,
    tables.ledgers,
  ]) {
    run(transaction, sql`DELETE FROM ${table} WHERE stream = ${stream}`);
  }
}

/** The row number of the stream, which search shares; kept when the stream is replaced. */
function putCase(transaction: Transaction, tables: Tables, rows: Rows, stream: string): number | undefined {
  if (rows.case === undefined) return undefined;
  const values = caseValues(rows.case);
  const kept = get(
    transaction,
    sql<{
      row: number;
    }>`INSERT INTO ${tables.cases} (stream, kind, station, seal, number, official_number, status, is_open,
      is_counted, is_undecided, title, matter, petitioner, began_on, began_day, last_on, began_by, next_due, voided, voided_on,
      merged_into, needs_upgrade, visit, queue, queue_day, tries, unsigned_day, hidden_from, about) VALUES (${stream}, ${values})
      ON CONFLICT (stream) DO UPDATE SET status = excluded.status, is_open = excluded.is_open, station = excluded.station,
      seal = excluded.seal, number = excluded.number, official_number = excluded.official_number,
      is_counted = excluded.is_counted, is_undecided = excluded.is_undecided, title = excluded.title, matter = excluded.matter,
      petitioner = excluded.petitioner, began_on = excluded.began_on, began_day = excluded.began_day, began_by = excluded.began_by,
      last_on = excluded.last_on, next_due = excluded.next_due, voided = excluded.voided, voided_on = excluded.voided_on,
      merged_into = excluded.merged_into, needs_upgrade = excluded.needs_upgrade, visit = excluded.visit, queue = excluded.queue,
      queue_day = excluded.queue_day, tries = excluded.tries, unsigned_day = excluded.unsigned_day,
      hidden_from = excluded.hidden_from, about = excluded.about
      RETURNING row`,
  );
  return kept?.row;
}

function caseValues(row: CaseRow): Sql {
  return sql`${row.kind}, ${row.station}, ${row.seal}, ${row.number}, ${row.officialNumber}, ${row.status}, ${Number(row.isOpen)},
    ${Number(row.isCounted)}, ${Number(row.isUndecided)}, ${row.title}, ${row.matter}, ${row.petitioner}, ${row.beganOn},
    ${row.beganDay}, ${row.lastOn}, ${row.beganBy}, ${row.nextDue}, ${row.voided}, ${row.voidedOn}, ${row.mergedInto},
    ${Number(row.needsUpgrade)}, ${row.visit}, ${row.queue}, ${row.queueDay},
    ${row.tries === undefined ? '' : JSON.stringify(row.tries)}, ${row.unsignedDay}, ${row.hiddenFrom}, ${row.about}`;
}

function putSmall(transaction: Transaction, tables: Tables, rows: Rows, stream: string): void {
  for (const due of rows.dues) putDue(transaction, tables, due, stream);
  for (const { id, spec, token, status, replacedBy, copies } of rows.papers) {
    run(
      transaction,
      sql`INSERT INTO ${tables.papers} (id, stream, spec, token, status, replaced_by, copies)
        VALUES (${id}, ${stream}, ${spec}, ${token}, ${status}, ${replacedBy ?? null}, ${copies})`,
    );
  }
  for (const { role, name, idNumber, phone, party } of rows.people) {
    run(
      transaction,
      sql`INSERT OR REPLACE INTO ${tables.people} (stream, role, name, id_number, phone, party)
        VALUES (${stream}, ${role}, ${name}, ${idNumber ?? ''}, ${phone ?? ''}, ${party ?? ''})`,
    );
  }
  for (const { id, blob } of rows.files) {
    run(transaction, sql`INSERT INTO ${tables.files} (stream, id, blob) VALUES (${stream}, ${id}, ${blob})`);
  }
}

function putMemo(transaction: Transaction, tables: Tables, { memo }: Rows, stream: string): void {
  if (memo === undefined) return;
  const { kind, station, status, title, matter, phone, about, beganOn, beganDay, beganBy, lastOn } = memo;
  run(
    transaction,
    sql`INSERT INTO ${tables.memos} (stream, kind, station, status, is_open, is_counted, title, matter, phone, about, began_on,
      began_day, began_by, last_on) VALUES (${stream}, ${kind}, ${station}, ${status}, ${Number(memo.isOpen)},
      ${Number(memo.isCounted)}, ${title}, ${matter}, ${phone}, ${about}, ${beganOn}, ${beganDay}, ${beganBy}, ${lastOn})`,
  );
}

function putTrips(transaction: Transaction, tables: Tables, { trips }: Rows, stream: string): void {
  for (const { nth, entry, kind, station, cause, matter, version, day, beganDay, reason, papers, isOpen } of trips) {
    run(
      transaction,
      sql`INSERT INTO ${tables.trips} (stream, nth, entry, kind, station, cause, matter, version, day, began_day, reason, papers, is_open)
        VALUES (${stream}, ${nth}, ${entry}, ${kind}, ${station}, ${cause}, ${matter}, ${version}, ${day}, ${beganDay}, ${reason},
        ${JSON.stringify(papers)}, ${Number(isOpen)})`,
    );
  }
}

function putLedgers(transaction: Transaction, tables: Tables, { ledgers }: Rows, stream: string): void {
  for (const { ledger, entry, day } of ledgers) {
    run(
      transaction,
      sql`INSERT INTO ${tables.ledgers} (stream, ledger, entry, day) VALUES (${stream}, ${ledger}, ${entry}, ${day})`,
    );
  }
}

function putDue(transaction: Transaction, tables: Tables, one: Due, stream: string): void {
  const { name, limit, from, due, dueAt, estimated, calendarVersion, lapse, met } = one;
  // What happened to it since it began: most dues are spared the text.
  const stops = (one.pauses ?? one.extensions) ? JSON.stringify(stopsOf(one)) : '';
  run(
    transaction,
    sql`INSERT INTO ${tables.dues} (stream, name, amount, unit, from_at, due, due_at, estimated, calendar_version, lapse, met,
      is_paused, stops) VALUES (${stream}, ${name}, ${limit.amount}, ${limit.unit}, ${from}, ${due}, ${dueAt}, ${Number(estimated)},
      ${calendarVersion}, ${lapse}, ${met ?? null}, ${Number(isPausedDue(one))}, ${stops})`,
  );
}

function putRecord(transaction: Transaction, tables: Tables, record: RecordRow, kind: string, stream: string): void {
  const { key, label, value } = record;
  if (isTownships(transaction, tables, kind, key, stream)) return;
  run(
    transaction,
    sql`INSERT OR REPLACE INTO ${tables.records} (kind, key, stream, label, value)
      VALUES (${kind}, ${key}, ${stream}, ${label}, ${JSON.stringify(value)})`,
  );
}

/** Of two rows of one key the township's stays: a desk that joined had its own, and they are not taken over. */
function isTownships(transaction: Transaction, tables: Tables, kind: string, key: string, stream: string): boolean {
  const holder = get(
    transaction,
    sql<{
      stream: string;
    }>`SELECT r.stream FROM ${tables.records} r JOIN stream_scope s ON s.stream = r.stream AND s.scope = 'r'
      WHERE r.kind = ${kind} AND r.key = ${key} AND r.stream <> ${stream}`,
  );
  if (holder === undefined) return false;
  const own = get(
    transaction,
    sql<{ pos: number }>`SELECT pos FROM stream_scope WHERE stream = ${stream} AND scope = 'r'`,
  );
  return own === undefined;
}

/** Keys of this stream's row that it has no more. */
function keysGivenUp(transaction: Transaction, tables: Tables, { records }: Rows, stream: string): readonly string[] {
  const held = all(
    transaction,
    sql<{
      key: string;
    }>`SELECT key FROM ${tables.records} WHERE stream = ${stream} AND kind NOT IN (${join([...sideKinds])})`,
  );
  return held.filter(({ key }) => !records.some((record) => record.key === key)).map(({ key }) => key);
}

/** A row of this desk's own that the township's had pushed out of its place comes back when the township's has another key. */
function giveToOwn(transaction: Transaction, tables: Tables, kind: Kind, key: string): void {
  const own = all(
    transaction,
    sql<{ stream: string }>`SELECT s.stream FROM stream_scope s
      JOIN entry e ON e.stream = s.stream AND e.rev = 1 AND e.kind = ${kind.kind}
      WHERE s.scope >= 'd:' AND s.scope < 'd;' ORDER BY s.stream`,
  );
  for (const { stream } of own) {
    const state = loadState(transaction, (name) => (name === kind.kind ? kind : undefined), stream);
    const record = state && project(kind, state).records.find((one) => one.key === key);
    if (record !== undefined) putRecord(transaction, tables, record, record.kind, stream);
  }
}

function putSearch(transaction: Transaction, tables: Tables, rows: Rows, row: number): void {
  const words = searchRow(rows.words);
  run(
    transaction,
    sql`INSERT OR REPLACE INTO ${tables.search} (rowid, name, pinyin, digits, text)
      VALUES (${row}, ${words.name}, ${words.pinyin}, ${words.digits}, ${words.text})`,
  );
}

function putState(transaction: Transaction, tables: Tables, state: StreamState, seq: number): void {
  run(
    transaction,
    sql`INSERT OR REPLACE INTO ${tables.states} (stream, seq, state) VALUES (${state.stream}, ${seq}, ${JSON.stringify(state)})`,
  );
}
