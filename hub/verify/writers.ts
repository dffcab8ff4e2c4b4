/** Each writer's chain as the hub stores it, what was refused or put aside included; and that every stream's revs have no hole. */
import { firstPrev } from '#shared/journal/entry.ts';
import { wireEntrySchema } from '#shared/sync/messages.ts';
import { sql, type Transaction } from '../store/database.ts';
import { headerOf } from '../sync/stored.ts';
import type { Findings } from './report.ts';

interface WriterEnd {
  readonly id: string;
  readonly next_seq: number;
  readonly head_hash: string;
  readonly told_seq: number;
  readonly told_hash: string;
}

interface Link {
  readonly seq: number;
  readonly hash: string;
  readonly prev: string;
  /** Refused because it did not fit: it names what it likes. */
  readonly isMisfit: boolean;
}

/** Answers how many writers there are. */
export async function walkWriters(transaction: Transaction, findings: Findings): Promise<number> {
  const writers = await transaction.all(
    sql<WriterEnd>`SELECT id, next_seq, head_hash, told_seq, told_hash FROM writer ORDER BY id`,
  );
  for (const writer of writers) await walkWriter(transaction, findings, writer);
  return writers.length;
}

const atOnce = 500;

/**
 * Up to the number that is taken next there is no gap. Beyond it lies what came back by RETURN before the desk itself sent it again; there
 * only neighbours are compared.
 */
async function walkWriter(transaction: Transaction, findings: Findings, writer: WriterEnd): Promise<void> {
  const { id, next_seq, told_seq, told_hash } = writer;
  let before = { seq: 0, hash: firstPrev };
  for (;;) {
    const links = await linksAfter(transaction, id, before.seq);
    for (const { seq, hash, prev, isMisfit } of links) {
      const isNext = seq === before.seq + 1;
      if (!isNext && before.seq + 1 < next_seq)
        findings.add({ what: 'writerMissing', writer: id, n: before.seq + 1, to: Math.min(seq, next_seq) - 1 });
      if (isNext && prev !== before.hash && !isMisfit) findings.add({ what: 'unchained', writer: id, n: seq });
      if (seq === next_seq - 1 && hash !== writer.head_hash) findings.add({ what: 'writerHead', writer: id, n: seq });
      if (seq === told_seq && hash !== told_hash) findings.add({ what: 'toldOther', writer: id, n: seq });
      before = { seq, hash };
    }
    if (links.length < atOnce) break;
  }
  if (before.seq < next_seq - 1)
    findings.add({ what: 'writerMissing', writer: id, n: before.seq + 1, to: next_seq - 1 });
}

interface LinkRow {
  readonly writer_seq: number;
  readonly hash: string;
  readonly header: string | null;
  readonly raw: Uint8Array | null;
  readonly code: string;
}

async function linksAfter(transaction: Transaction, writer: string, after: number): Promise<Link[]> {
  const rows = await transaction.all(
    sql<LinkRow>`SELECT writer_seq, hash, header, NULL::bytea AS raw, '' AS code FROM entry
        WHERE writer = ${writer} AND writer_seq > ${after}
      UNION ALL SELECT writer_seq, hash, NULL, raw, code FROM aside WHERE writer = ${writer} AND writer_seq > ${after}
      ORDER BY writer_seq LIMIT ${atOnce}`,
  );
  return rows.map(({ writer_seq: seq, hash, header, raw, code }) => ({
    seq,
    hash,
    prev: header === null ? prevOfRaw(raw) : prevOf(header),
    isMisfit: code === 'hash' || code === 'chain' || code === 'otherHash',
  }));
}

/** '' for what is no header any more; that it was changed is said where its hash is looked at. */
function prevOf(header: string): string {
  try {
    return headerOf({ header }).prev;
  } catch {
    return '';
  }
}

function prevOfRaw(raw: Uint8Array | null): string {
  try {
    return wireEntrySchema.parse(JSON.parse(new TextDecoder().decode(raw ?? new Uint8Array()))).header.prev;
  } catch {
    return '';
  }
}

interface StreamEnd {
  readonly id: string;
  readonly head: number;
  readonly count: number;
  readonly last: number;
}

/** Answers how many streams there are. `rev` is unique within one, so that as many as the last says are all. */
export async function walkStreams(transaction: Transaction, findings: Findings): Promise<number> {
  const odd = await transaction.all(
    sql<StreamEnd>`SELECT s.id, s.head, count(e.rev) AS count, coalesce(max(e.rev), 0) AS last
      FROM stream s LEFT JOIN entry e ON e.stream = s.id GROUP BY s.id, s.head
      HAVING count(e.rev) <> s.head OR coalesce(max(e.rev), 0) <> s.head ORDER BY s.id`,
  );
  for (const { id, head, last } of odd) findings.add({ what: 'stream', stream: id, n: last, to: head });
  const all = await transaction.get(sql<{ n: number }>`SELECT count(*) AS n FROM stream`);
  return all?.n ?? 0;
}
