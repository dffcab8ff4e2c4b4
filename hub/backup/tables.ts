/**
 * Every table of the hub with its columns, for what handles them one like the other. Names are pieces of the `sql` tag, never text that is
 * put together. `tables.test.ts` compares this with what the migrations make, so that no table is left out of a backup.
 */
import { join, type Sql } from 'sql-template-tag';
import { sql, type Query } from '../store/database.ts';

type Type = 'text' | 'integer' | 'bigint' | 'boolean' | 'bytea';
interface Column {
  readonly at: Sql;
  readonly type: Type;
}
const text = (at: Sql): Column => ({ at, type: 'text' });
const integer = (at: Sql): Column => ({ at, type: 'integer' });
const bigint = (at: Sql): Column => ({ at, type: 'bigint' });
const truth = (at: Sql): Column => ({ at, type: 'boolean' });
const bytes = (at: Sql): Column => ({ at, type: 'bytea' });

export interface Table {
  readonly at: Sql;
  readonly columns: Readonly<Record<string, Column>>;
  /** Names of the columns of its primary key, in order. */
  readonly key: readonly string[];
  /** Of a table with large rows: how many are read at once. */
  readonly rowsAtOnce?: number;
}

const [id, name, station, stream, writer, scope, rev, pos] = [
  ...[text(sql`id`), text(sql`name`), text(sql`station`), text(sql`stream`), text(sql`writer`), text(sql`scope`)],
  ...[bigint(sql`rev`), bigint(sql`pos`)],
] as const;
const [kind, rules, state, hash, parts, desk] = [
  ...[text(sql`kind`), integer(sql`rules`), text(sql`state`), text(sql`hash`), text(sql`parts`), text(sql`desk`)],
] as const;
const [is_hall, writer_seq, next_seq, head_hash] = [
  ...[truth(sql`is_hall`), bigint(sql`writer_seq`), bigint(sql`next_seq`), text(sql`head_hash`)],
] as const;
const [series, year, blob] = [text(sql`series`), integer(sql`year`), text(sql`blob`)];

export const tables = {
  hub_head: {
    at: sql`hub_head`,
    columns: {
      ...{ id: integer(sql`id`), epoch: text(sql`epoch`), state, writer, fence: text(sql`fence`), n: bigint(sql`n`) },
      chain: text(sql`chain`),
    },
    key: ['id'],
  },
  hub_setting: { at: sql`hub_setting`, columns: { key: text(sql`key`), value: text(sql`value`) }, key: ['key'] },
  desk: {
    at: sql`desk`,
    columns: {
      ...{
        id,
        name,
        station,
        is_hall,
        parts,
        state,
        is_taken: truth(sql`is_taken`),
        changed_at: text(sql`changed_at`),
      },
    },
    key: ['id'],
  },
  invitation: {
    at: sql`invitation`,
    columns: { id, key: bytes(sql`key`), name, station, is_hall, parts, expires_at: text(sql`expires_at`), desk },
    key: ['id'],
  },
  writer: {
    at: sql`writer`,
    columns: {
      ...{ id, desk, station, public_key: text(sql`public_key`), next_seq, head_hash, last_act: text(sql`last_act`) },
      ...{ successor: text(sql`successor`), safe_seq: bigint(sql`safe_seq`), told_seq: bigint(sql`told_seq`) },
      ...{ told_hash: text(sql`told_hash`), last_at: text(sql`last_at`), returned_in: text(sql`returned_in`) },
      ...{ returns_on: text(sql`returns_on`), is_former: truth(sql`is_former`) },
    },
    key: ['id'],
  },
  common_life: { at: sql`common_life`, columns: { desk, writer }, key: ['desk', 'writer'] },
  stream: {
    at: sql`stream`,
    columns: {
      ...{ id, kind, rules, station, head: bigint(sql`head`), scopes: text(sql`scopes`), owner: text(sql`owner`) },
      owes_word: truth(sql`owes_word`),
    },
    key: ['id'],
  },
  entry: {
    at: sql`entry`,
    columns: {
      ...{
        id,
        n: bigint(sql`n`),
        stream,
        rev,
        writer,
        writer_seq,
        kind,
        type: text(sql`type`),
        act: text(sql`act`),
        hash,
      },
      ...{ header: text(sql`header`), salt: bytes(sql`salt`), body: bytes(sql`body`) },
    },
    key: ['id'],
  },
  aside: {
    at: sql`aside`,
    columns: {
      ...{ writer, writer_seq, id, stream, act: text(sql`act`), hash },
      ...{ result: text(sql`result`), code: text(sql`code`), raw: bytes(sql`raw`) },
    },
    key: ['writer', 'writer_seq'],
  },
  feed: { at: sql`feed`, columns: { scope, pos, stream, rev }, key: ['scope', 'pos'] },
  feed_head: { at: sql`feed_head`, columns: { scope, pos }, key: ['scope'] },
  stream_scope: {
    at: sql`stream_scope`,
    columns: { stream, scope, since: bigint(sql`since`) },
    key: ['stream', 'scope'],
  },
  series: { at: sql`series`, columns: { series, year, last: bigint(sql`last`) }, key: ['series', 'year'] },
  series_gap: { at: sql`series_gap`, columns: { series, year, n: bigint(sql`n`) }, key: ['series', 'year', 'n'] },
  record_key: { at: sql`record_key`, columns: { tag: text(sql`tag`), stream }, key: ['tag'] },
  actor: {
    at: sql`actor`,
    columns: { id, is_active: truth(sql`is_active`), is_kept: truth(sql`is_kept`) },
    key: ['id'],
  },
  doubt_owed: { at: sql`doubt_owed`, columns: { entry: text(sql`entry`), stream }, key: ['entry'] },
  stranger: { at: sql`stranger`, columns: { writer, station }, key: ['writer'] },
  blob: {
    at: sql`blob`,
    columns: {
      ...{ id, bytes: bigint(sql`bytes`), hash, got: bigint(sql`got`) },
      is_whole: truth(sql`is_whole`),
    },
    key: ['id'],
  },
  blob_part: {
    at: sql`blob_part`,
    columns: { blob, pos, data: bytes(sql`data`) },
    key: ['blob', 'pos'],
    rowsAtOnce: 8,
  },
  blob_ref: { at: sql`blob_ref`, columns: { blob, stream }, key: ['blob', 'stream'] },
  alarm: {
    at: sql`alarm`,
    columns: { id, at: text(sql`at`), what: text(sql`what`), facts: text(sql`facts`), settled: truth(sql`settled`) },
    key: ['id'],
  },
} as const satisfies Readonly<Record<string, Table>>;

export type TableName = keyof typeof tables;
export const tableNames = Object.keys(tables) as TableName[];
export const tableOf = (table: TableName): Table => tables[table];

export type Value = null | number | string | boolean | Uint8Array;
export type Row = Readonly<Record<string, Value>>;

/** Rows behind `after` (its key), in the order of the key. */
export function pageOf({ at, columns, key }: Table, after: Row | undefined, limit: number): Query<Row> {
  const names = join(Object.values(columns).map((column) => column.at));
  const keys = join(key.map((one) => columns[one]?.at));
  const behind = after === undefined ? sql`true` : sql`(${keys}) > (${join(key.map((one) => after[one]))})`;
  return sql<Row>`SELECT ${names} FROM ${at} WHERE ${behind} ORDER BY ${keys} LIMIT ${limit}`;
}

export const countOf = ({ at }: Table): Query<{ n: number }> => sql<{ n: number }>`SELECT count(*) AS n FROM ${at}`;

const lists: Readonly<Record<Type, (values: readonly Value[]) => Sql>> = {
  text: (values) => sql`${values}::text[]`,
  integer: (values) => sql`${values}::integer[]`,
  bigint: (values) => sql`${values}::bigint[]`,
  boolean: (values) => sql`${values}::boolean[]`,
  bytea: (values) => sql`${values}::bytea[]`,
};

export function insertInto({ at, columns }: Table, rows: readonly Row[]): Sql {
  const names = join(Object.values(columns).map((column) => column.at));
  const values = Object.entries(columns).map(([name, { type }]) => lists[type](rows.map((row) => row[name] ?? null)));
  return sql`INSERT INTO ${at} (${names}) SELECT * FROM unnest(${join(values)})`;
}
