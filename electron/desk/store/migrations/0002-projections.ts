/**
 * The first projection tables, as they were then: what a program of today would make stands in `journal/projection-tables.ts`. The test
 * beside this holds the two against each other, so a new column without a migration of its own is found.
 */
import { sql } from '../handles.ts';
import type { Migration } from '../migrate.ts';

export const projections: Migration = {
  version: 2,
  name: 'projections',
  up: (write) => {
    write(sql`CREATE TABLE live_case (
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
      needs_upgrade INTEGER NOT NULL
    ) STRICT`);
    write(sql`CREATE INDEX g0_cases_by_number ON live_case (number)`);
    write(sql`CREATE INDEX g0_cases_by_official ON live_case (official_number) WHERE official_number <> ''`);
    write(sql`CREATE INDEX g0_cases_by_last ON live_case (last_on, row)`);
    write(sql`CREATE INDEX g0_cases_by_station ON live_case (station, last_on, row)`);
    write(sql`CREATE INDEX g0_cases_by_open ON live_case (is_open, last_on, row)`);
    write(sql`CREATE INDEX g0_cases_by_due ON live_case (is_open, next_due, row)`);
    write(sql`CREATE INDEX g0_cases_by_day ON live_case (began_day, is_counted, last_on, row)`);
    write(sql`CREATE INDEX g0_cases_by_void ON live_case (voided_on) WHERE voided <> ''`);
    write(sql`CREATE INDEX g0_cases_undecided ON live_case (last_on) WHERE is_undecided = 1`);
    write(sql`CREATE TABLE live_due (
      stream TEXT NOT NULL, name TEXT NOT NULL, amount INTEGER NOT NULL, unit TEXT NOT NULL, from_at TEXT NOT NULL,
      due TEXT NOT NULL, due_at TEXT, estimated INTEGER NOT NULL,
      calendar_version TEXT NOT NULL, lapse TEXT NOT NULL, met TEXT,
      PRIMARY KEY (stream, name)) STRICT, WITHOUT ROWID`);
    write(sql`CREATE TABLE live_paper (
      id TEXT PRIMARY KEY, stream TEXT NOT NULL, spec TEXT NOT NULL, token TEXT NOT NULL, status TEXT NOT NULL,
      replaced_by TEXT, copies INTEGER NOT NULL) STRICT, WITHOUT ROWID`);
    write(sql`CREATE TABLE live_person (
      stream TEXT NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL, id_number TEXT NOT NULL, phone TEXT NOT NULL,
      PRIMARY KEY (stream, role, name)) STRICT, WITHOUT ROWID`);
    write(sql`CREATE TABLE live_record (
      kind TEXT NOT NULL, key TEXT NOT NULL, stream TEXT NOT NULL, label TEXT NOT NULL, value TEXT NOT NULL,
      PRIMARY KEY (kind, key)) STRICT, WITHOUT ROWID`);
    write(sql`CREATE TABLE live_file (
      stream TEXT NOT NULL, id TEXT NOT NULL, blob TEXT NOT NULL, PRIMARY KEY (stream, id)) STRICT, WITHOUT ROWID`);
    write(sql`CREATE TABLE live_state (
      stream TEXT PRIMARY KEY, seq INTEGER NOT NULL, state TEXT NOT NULL) STRICT, WITHOUT ROWID`);
    write(sql`CREATE VIRTUAL TABLE live_search USING fts5(
      name, pinyin, digits, text, content='', contentless_delete=1, detail=column, tokenize="unicode61 remove_diacritics 0")`);
    write(sql`CREATE INDEX g0_papers_by_token ON live_paper (token)`);
    write(sql`CREATE INDEX g0_papers_by_stream ON live_paper (stream)`);
    write(sql`CREATE INDEX g0_people_by_id ON live_person (id_number) WHERE id_number <> ''`);
    write(sql`CREATE INDEX g0_people_by_phone ON live_person (phone) WHERE phone <> ''`);
    write(sql`CREATE INDEX g0_records_by_stream ON live_record (stream)`);
    write(sql`CREATE INDEX g0_files_by_blob ON live_file (blob)`);
  },
};
