/** The hub's own writer: its entries are chained like anybody's. */
import {
  bodyToBytes,
  hashBody,
  hashHeader,
  saltLength,
  type EntryBody,
  type EntryHeader,
} from '#shared/journal/entry.ts';
import { nextHlc } from '#shared/journal/hlc.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import { sql, type Transaction } from '../store/database.ts';
import type { Growing } from './growing.ts';
import { newId, type Hub } from './hub.ts';
import type { Ordered } from './stored.ts';

export interface HubWriter {
  readonly id: string;
  readonly station: string;
  readonly next_seq: number;
  readonly head_hash: string;
  readonly last_at: string;
}

export async function lockOwnWriter(transaction: Transaction): Promise<HubWriter> {
  const writer = await transaction.get(
    sql<HubWriter>`SELECT id, station, next_seq, head_hash, last_at FROM writer
      WHERE id = (SELECT writer FROM hub_head WHERE id = 1) FOR UPDATE`,
  );
  if (writer === undefined) throw new Error('bug: a hub without a writer');
  return writer;
}

export const keepOwnWriter = (transaction: Transaction, writer: HubWriter): Promise<number> =>
  transaction.run(
    sql`UPDATE writer SET next_seq = ${writer.next_seq}, head_hash = ${writer.head_hash}, last_at = ${writer.last_at}
      WHERE id = ${writer.id}`,
  );

/** The writer after this entry of its own. */
export const after = (writer: HubWriter, { header, hash }: Ordered): HubWriter => ({
  ...writer,
  next_seq: header.writerSeq + 1,
  head_hash: hash,
  last_at: header.at,
});

export interface Word extends Pick<EntryHeader, 'type' | 'v'> {
  readonly body: EntryBody;
  /** Whose act it is, where somebody asked for it, and what they had seen. */
  readonly by?: string;
  readonly seen?: EntryHeader['seen'];
}

export function entryOf(hub: Hub, writer: HubWriter, stream: Growing, state: StreamState, word: Word): Ordered {
  const { type, v, by = 'hub', seen = {} } = word;
  const body = bodyToBytes(word.body);
  const now = hub.ports.clock.now();
  const at = nextHlc(writer.last_at === '' ? undefined : writer.last_at, now);
  const salt = hub.ports.random.bytes(saltLength);
  const header: EntryHeader = {
    id: newId(hub.ports),
    stream: state.stream,
    kind: state.kind,
    type,
    v,
    rules: state.rules,
    act: newId(hub.ports),
    seen,
    at,
    on: new Date(now).toISOString(),
    by,
    station: writer.station,
    writer: writer.id,
    writerSeq: writer.next_seq,
    bodyHash: hashBody(hub.ports.sm3, salt, body),
    prev: writer.head_hash,
  };
  return { header, hash: hashHeader(hub.ports.sm3, header), salt, body, rev: stream.head + 1 };
}
