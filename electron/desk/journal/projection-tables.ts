/**
 * The projection tables, twice nameable: `live` ones are read, `next` ones are filled by a rebuild while work goes on, then
 * take the live ones' names. All rows of a stream are replaced together; nothing is incremented by hand.
 */
import sqlTemplate, { raw, type Sql } from 'sql-template-tag';

/** Raise when a projection's columns or meaning change: files with another number are rebuilt at idle. */
export const projectionVersion = 4;

export interface Tables {
  readonly cases: Sql;
  readonly dues: Sql;
  readonly papers: Sql;
  readonly people: Sql;
  readonly records: Sql;
  readonly files: Sql;
  readonly states: Sql;
  readonly search: Sql;
  readonly parties: Sql;
  readonly partyLinks: Sql;
  readonly partyKeys: Sql;
  readonly partyMembers: Sql;
  readonly memos: Sql;
  readonly trips: Sql;
  readonly ledgers: Sql;
}

const named = (prefix: 'live' | 'next'): Tables => ({
  cases: raw(`${prefix}_case`),
  dues: raw(`${prefix}_due`),
  papers: raw(`${prefix}_paper`),
  people: raw(`${prefix}_person`),
  records: raw(`${prefix}_record`),
  files: raw(`${prefix}_file`),
  states: raw(`${prefix}_state`),
  search: raw(`${prefix}_search`),
  parties: raw(`${prefix}_party`),
  partyLinks: raw(`${prefix}_party_link`),
  partyKeys: raw(`${prefix}_party_key`),
  partyMembers: raw(`${prefix}_party_member`),
  memos: raw(`${prefix}_memo`),
  trips: raw(`${prefix}_trip`),
  ledgers: raw(`${prefix}_ledger`),
});
export const live = named('live');
export const next = named('next');

const names = [
  'case',
  'due',
  'paper',
  'person',
  'record',
  'file',
  'state',
  'search',
  'party',
  'party_link',
  'party_key',
  'party_member',
  'memo',
  'trip',
  'ledger',
] as const;

/** `generation` goes up with each rebuild: index names are global in a file and stay with a renamed table. */
export function createProjections(tables: Tables, generation: number): readonly Sql[] {
  const index: MakeIndex = (table, name, columns) =>
    sqlTemplate`CREATE INDEX ${raw(`g${String(generation)}_${table}_${name}`)} ON ${tables[table]} ${raw(columns)}`;
  return [
    sqlTemplate`CREATE TABLE ${tables.cases} (
      row INTEGER PRIMARY KEY,
      stream TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      station TEXT NOT NULL,
      seal TEXT NOT NULL,
      number TEXT NOT NULL,
      official_number TEXT NOT NULL,
      status TEXT NOT NULL,
      is_open INTEGER NOT NULL,
      is_counted INTEGER NOT NULL,
      is_undecided INTEGER NOT NULL,
      title TEXT NOT NULL,
      matter TEXT NOT NULL,
      petitioner TEXT NOT NULL,
      began_on TEXT NOT NULL,
      began_day TEXT NOT NULL,
      last_on TEXT NOT NULL,
      began_by TEXT NOT NULL,
      next_due TEXT NOT NULL,
      voided TEXT NOT NULL,
      voided_on TEXT NOT NULL,
      merged_into TEXT NOT NULL,
      needs_upgrade INTEGER NOT NULL, visit TEXT NOT NULL DEFAULT '', queue TEXT NOT NULL DEFAULT '',
      queue_day TEXT NOT NULL DEFAULT '', tries TEXT NOT NULL DEFAULT '', unsigned_day TEXT NOT NULL DEFAULT '',
      hidden_from TEXT NOT NULL DEFAULT '', about TEXT NOT NULL DEFAULT '') STRICT`,
    ...caseIndexes(index),
    sqlTemplate`CREATE TABLE ${tables.dues} (
      stream TEXT NOT NULL, name TEXT NOT NULL, amount INTEGER NOT NULL, unit TEXT NOT NULL, from_at TEXT NOT NULL,
      due TEXT NOT NULL, due_at TEXT, estimated INTEGER NOT NULL,
      calendar_version TEXT NOT NULL, lapse TEXT NOT NULL, met TEXT, is_paused INTEGER NOT NULL DEFAULT 0, stops TEXT NOT NULL DEFAULT '',
      PRIMARY KEY (stream, name)) STRICT, WITHOUT ROWID`,
    sqlTemplate`CREATE TABLE ${tables.papers} (
      id TEXT PRIMARY KEY, stream TEXT NOT NULL, spec TEXT NOT NULL, token TEXT NOT NULL, status TEXT NOT NULL,
      replaced_by TEXT, copies INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
    sqlTemplate`CREATE TABLE ${tables.people} (
      stream TEXT NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL, id_number TEXT NOT NULL, phone TEXT NOT NULL,
      party TEXT NOT NULL DEFAULT '', PRIMARY KEY (stream, role, name)) STRICT, WITHOUT ROWID`,
    sqlTemplate`CREATE TABLE ${tables.records} (
      kind TEXT NOT NULL, key TEXT NOT NULL, stream TEXT NOT NULL, label TEXT NOT NULL, value TEXT NOT NULL,
      PRIMARY KEY (kind, key)) STRICT, WITHOUT ROWID`,
    sqlTemplate`CREATE TABLE ${tables.files} (
      stream TEXT NOT NULL, id TEXT NOT NULL, blob TEXT NOT NULL, PRIMARY KEY (stream, id)) STRICT, WITHOUT ROWID`,
    sqlTemplate`CREATE TABLE ${tables.states} (
      stream TEXT PRIMARY KEY, seq INTEGER NOT NULL, state TEXT NOT NULL) STRICT, WITHOUT ROWID`,
    // A row for each name somebody is known by.
    sqlTemplate`CREATE TABLE ${tables.parties} (
      stream TEXT NOT NULL, name TEXT NOT NULL, is_main INTEGER NOT NULL, kind TEXT NOT NULL, station TEXT NOT NULL,
      sound TEXT NOT NULL, initials TEXT NOT NULL, id_number TEXT NOT NULL, id_end TEXT NOT NULL, phone TEXT NOT NULL,
      phone_end TEXT NOT NULL, birth TEXT NOT NULL, last_on TEXT NOT NULL,
      PRIMARY KEY (stream, name)) STRICT, WITHOUT ROWID`,
    sqlTemplate`CREATE TABLE ${tables.partyLinks} (
      stream TEXT NOT NULL, other TEXT NOT NULL, is_same INTEGER NOT NULL, at TEXT NOT NULL,
      PRIMARY KEY (stream, other)) STRICT, WITHOUT ROWID`,
    // What else they are found by: `way` says what `key` is (`party-rows.ts`).
    sqlTemplate`CREATE TABLE ${tables.partyKeys} (
      stream TEXT NOT NULL, way TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL,
      PRIMARY KEY (stream, way, key, name)) STRICT, WITHOUT ROWID`,
    sqlTemplate`CREATE TABLE ${tables.partyMembers} (
      stream TEXT NOT NULL, member TEXT NOT NULL, PRIMARY KEY (stream, member)) STRICT, WITHOUT ROWID`,
    sqlTemplate`CREATE TABLE ${tables.memos} (
      stream TEXT PRIMARY KEY, kind TEXT NOT NULL, station TEXT NOT NULL, status TEXT NOT NULL, is_open INTEGER NOT NULL,
      is_counted INTEGER NOT NULL, title TEXT NOT NULL, matter TEXT NOT NULL, phone TEXT NOT NULL, about TEXT NOT NULL,
      began_on TEXT NOT NULL, began_day TEXT NOT NULL, began_by TEXT NOT NULL, last_on TEXT NOT NULL) STRICT, WITHOUT ROWID`,
    // `nth`: 0 = one visit was enough. `papers`: names, as JSON.
    sqlTemplate`CREATE TABLE ${tables.trips} (
      stream TEXT NOT NULL, nth INTEGER NOT NULL, entry TEXT NOT NULL, kind TEXT NOT NULL, station TEXT NOT NULL, cause TEXT NOT NULL,
      matter TEXT NOT NULL, version TEXT NOT NULL, day TEXT NOT NULL, began_day TEXT NOT NULL, reason TEXT NOT NULL,
      papers TEXT NOT NULL, is_open INTEGER NOT NULL, PRIMARY KEY (stream, nth)) STRICT, WITHOUT ROWID`,
    // 台账: `entry` is an id, of a due its name.
    sqlTemplate`CREATE TABLE ${tables.ledgers} (
      stream TEXT NOT NULL, ledger TEXT NOT NULL, entry TEXT NOT NULL, day TEXT NOT NULL,
      PRIMARY KEY (stream, ledger, entry)) STRICT, WITHOUT ROWID`,
    // Contentless: the words are made by our own tokenizer (`search/words.ts`), whole rows are replaced.
    sqlTemplate`CREATE VIRTUAL TABLE ${tables.search} USING fts5(
      name, pinyin, digits, text, content='', contentless_delete=1, detail=column, tokenize="unicode61 remove_diacritics 0")`,
    ...smallIndexes(index),
  ];
}

type MakeIndex = (table: keyof Tables, name: string, columns: string) => Sql;

const caseIndexes = (index: MakeIndex): readonly Sql[] => [
  index('cases', 'by_number', '(number)'),
  index('cases', 'by_official', "(official_number) WHERE official_number <> ''"),
  index('cases', 'unnumbered', "(row) WHERE official_number = '' AND number <> '' AND needs_upgrade = 0"),
  index('cases', 'by_last', '(last_on, row)'),
  index('cases', 'by_station', '(station, last_on, row)'),
  index('cases', 'by_open', '(is_open, last_on, row)'),
  index('cases', 'by_due', '(is_open, next_due, row)'),
  index('cases', 'by_day', '(began_day, is_counted, last_on, row)'),
  index('cases', 'by_void', "(voided_on) WHERE voided <> ''"),
  index('cases', 'by_visit', "(visit) WHERE visit <> ''"),
  index('cases', 'undecided', '(last_on) WHERE is_undecided = 1'),
  index('cases', 'by_queue', "(queue, queue_day, row) WHERE queue <> ''"),
  index('cases', 'unsigned', "(unsigned_day, row) WHERE unsigned_day <> ''"),
  index('cases', 'by_about', "(about) WHERE about <> ''"),
];

const smallIndexes = (index: MakeIndex): readonly Sql[] => [
  index('papers', 'by_token', '(token)'),
  index('papers', 'by_stream', '(stream)'),
  index('people', 'by_id', "(id_number) WHERE id_number <> ''"),
  index('people', 'by_phone', "(phone) WHERE phone <> ''"),
  index('people', 'by_party', "(party) WHERE party <> ''"),
  index('parties', 'by_name', '(name)'),
  index('parties', 'by_sound', '(sound, birth)'),
  index('parties', 'by_initials', '(initials)'),
  index('parties', 'by_id', "(id_number) WHERE id_number <> ''"),
  index('parties', 'by_id_end', "(id_end) WHERE id_end <> ''"),
  index('parties', 'by_phone', "(phone) WHERE phone <> ''"),
  index('parties', 'by_phone_end', "(phone_end) WHERE phone_end <> ''"),
  index('partyLinks', 'by_other', '(other)'),
  index('partyKeys', 'by_key', '(way, key)'),
  index('partyMembers', 'by_member', '(member)'),
  index('memos', 'by_day', '(kind, began_day, began_on)'),
  index('memos', 'open', '(kind, began_on) WHERE is_open = 1'),
  index('memos', 'by_about', "(about) WHERE about <> ''"),
  index('trips', 'by_began', '(began_day, station, matter, version, nth, cause)'),
  index('trips', 'by_day', '(day, station, matter, version, cause, reason, papers) WHERE nth > 0'),
  index('ledgers', 'by_day', '(ledger, day, stream, entry)'),
  index('records', 'by_stream', '(stream)'),
  index('files', 'by_blob', '(blob)'),
];

/** `old` ones were live until a rebuild took their place; they are dropped one by one, because dropping reads every page. */
export const dropProjections = (prefix: 'live' | 'next' | 'old'): readonly Sql[] =>
  names.map((name) => sqlTemplate`DROP TABLE IF EXISTS ${raw(`${prefix}_${name}`)}`);

const rename = (from: 'live' | 'next', to: 'old' | 'live'): readonly Sql[] =>
  names.map((name) => sqlTemplate`ALTER TABLE ${raw(`${from}_${name}`)} RENAME TO ${raw(`${to}_${name}`)}`);

/** The rebuilt tables take the live ones' names. */
export const renameNextToLive = (): readonly Sql[] => [...rename('live', 'old'), ...rename('next', 'live')];
