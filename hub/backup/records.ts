/**
 * What a backup says, one line of JSON each: where it comes from, table by table its rows, and at the end how many there were and how far
 * the hub's chain had come. Bytes are base64.
 */
import { z } from 'zod';
import { BackupDamaged, readChunks } from './chunks.ts';
import { tableNames, tableOf, type Row, type TableName, type Value } from './tables.ts';

const beginSchema = z.strictObject({
  is: z.literal('begin'),
  /** Of the tables. */
  version: z.int().min(1),
  at: z.iso.datetime(),
  /** The key of the hub's certificate (PEM): desks know the hub by it. */
  tls: z.string(),
});
const tableSchema = z.strictObject({
  is: z.literal('table'),
  name: z.enum(tableNames as [TableName, ...TableName[]]),
  columns: z.array(z.string()),
});
const endSchema = z.strictObject({
  is: z.literal('end'),
  counts: z.record(z.string(), z.int().min(0)),
  epoch: z.string(),
  n: z.int().min(0),
  chain: z.string(),
});
const recordSchema = z.discriminatedUnion('is', [beginSchema, tableSchema, endSchema]);
export type Begin = z.infer<typeof beginSchema>;
export type End = z.infer<typeof endSchema>;
export type BackupRecord = z.infer<typeof recordSchema>;

export type ReadRecord = BackupRecord | { readonly is: 'row'; readonly table: TableName; readonly row: Row };

export const writeRecord = (record: BackupRecord): string => `${JSON.stringify(record)}\n`;

export function writeRow(table: TableName, row: Row): string {
  const values = Object.keys(tableOf(table).columns).map((name) => {
    const value = row[name] ?? null;
    return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
  });
  return `${JSON.stringify(values)}\n`;
}

/** Everything in the file, in its order. Throws `BackupDamaged`. */
export function* readRecords(file: string, root: Uint8Array): Generator<ReadRecord> {
  let table: TableName | undefined;
  let columns: readonly string[] = [];
  for (const line of linesOf(readChunks(file, root))) {
    const said: unknown = JSON.parse(line);
    if (Array.isArray(said)) {
      if (table === undefined) throw new BackupDamaged('a row of no table');
      yield { is: 'row', table, row: rowOf(table, columns, said as (string | number | boolean | null)[]) };
      continue;
    }
    const record = recordSchema.parse(said);
    if (record.is === 'table') ({ name: table, columns } = record);
    yield record;
  }
}

function rowOf(table: TableName, names: readonly string[], values: readonly (string | number | boolean | null)[]): Row {
  const { columns } = tableOf(table);
  return Object.fromEntries(
    names.map((name, index): [string, Value] => {
      const value = values[index] ?? null;
      const isBytes = columns[name]?.type === 'bytea' && typeof value === 'string';
      return [name, isBytes ? Buffer.from(value, 'base64') : value];
    }),
  );
}

/** A line may be longer than a chunk, and a chunk hold many. */
function* linesOf(chunks: Iterable<Buffer>): Generator<string> {
  let begun: Buffer[] = [];
  for (const chunk of chunks) {
    let rest = chunk;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield Buffer.concat([...begun, rest.subarray(0, end)]).toString('utf8');
      begun = [];
      rest = rest.subarray(end + 1);
    }
    if (rest.length > 0) begun.push(rest);
  }
  if (begun.length > 0) throw new BackupDamaged('a line without end');
}
