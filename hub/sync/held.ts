/**
 * Streams in which the hub must not speak yet, because what it would say may stand in a message that comes: of a desk that hands over what it
 * wrote alone (it gave numbers itself), and the stream in which a RETURN was cut.
 */
import { streamOfPlace } from '#shared/sync/return-place.ts';
import { sql, type Transaction } from '../store/database.ts';
import { hubDesk } from './begin.ts';
import type { Growing } from './growing.ts';

export async function heldAmong(transaction: Transaction, streams: readonly Growing[]): Promise<ReadonlySet<string>> {
  if (streams.length === 0) return new Set();
  const lives = await transaction.all(
    sql<{ id: string; cut: string; hands_over: boolean }>`SELECT w.id, w.returns_on AS cut, NOT d.is_taken AS hands_over
      FROM writer w JOIN desk d ON d.id = w.desk
      WHERE d.state = 'active' AND d.id <> ${hubDesk} AND (w.returns_on <> '' OR NOT d.is_taken)`,
  );
  const cut = new Set(lives.map((life) => streamOfPlace(life.cut)));
  const handing = new Set(lives.filter((life) => life.hands_over).map(({ id }) => id));
  const begunBy = handing.size === 0 ? new Map<string, string>() : await firstWriters(transaction, streams);
  return new Set(streams.flatMap(({ id }) => (cut.has(id) || handing.has(begunBy.get(id) ?? '') ? [id] : [])));
}

async function firstWriters(
  transaction: Transaction,
  streams: readonly Growing[],
): Promise<ReadonlyMap<string, string>> {
  const here = await transaction.all(
    sql<{ stream: string; writer: string }>`SELECT stream, writer FROM entry
      WHERE rev = 1 AND stream = ANY(${streams.map(({ id }) => id)}::text[])`,
  );
  const begun = streams.flatMap(({ id, row, added: [first] }) =>
    row === undefined && first !== undefined ? [{ stream: id, writer: first.header.writer }] : [],
  );
  return new Map([...here, ...begun].map(({ stream, writer }) => [stream, writer]));
}
