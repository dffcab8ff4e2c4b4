/** Walking everything the hub ordered, in its own order: each entry as it was hashed, the chain over all of them, and what witnesses saw of it. */
import { hashBody, hashHeader } from '#shared/journal/entry.ts';
import { chainOn, firstHead, type ChainHead } from '#shared/sync/hub-chain.ts';
import { sql, type Transaction } from '../store/database.ts';
import type { Hub, HubHead } from '../sync/hub.ts';
import { BodyDamaged, bodyOf, headerOf, type EntryRow } from '../sync/stored.ts';
import type { Findings, Witness } from './report.ts';

interface OrderedRow extends EntryRow {
  readonly n: number;
  readonly writer: string;
  readonly writer_seq: number;
}

const atOnce = 500;

/** Answers how many entries there are and how far a witness vouches for them. */
export async function walkOrdered(
  hub: Hub,
  transaction: Transaction,
  findings: Findings,
  head: HubHead,
  witnesses: readonly Witness[],
): Promise<{ readonly entries: number; readonly vouched: number }> {
  const seen = Map.groupBy(witnesses, ({ n }) => n);
  let [end, entries, vouched]: [ChainHead, number, number] = [firstHead, 0, 0];
  for (;;) {
    const rows = await rowsAfter(transaction, end.n);
    for (const row of rows) {
      if (row.n !== end.n + 1) findings.add({ what: 'missing', n: end.n + 1, to: row.n - 1 });
      checkEntry(hub, findings, row);
      end = { ...chainOn(hub.ports.sm3, end, [row]), n: row.n };
      if (holds(findings, seen.get(row.n) ?? [], end)) vouched = row.n;
      entries += 1;
    }
    if (rows.length < atOnce) break;
  }
  if (end.n < head.n) findings.add({ what: 'missing', n: end.n + 1, to: head.n });
  else if (end.n > head.n || end.chain !== head.chain) findings.add({ what: 'head', n: end.n });
  for (const { n, writer } of witnesses) {
    if (n > end.n) findings.add({ what: 'truncated', n: end.n + 1, to: n, ...nameOf(writer) });
  }
  return { entries, vouched };
}

const nameOf = (writer: string) => (writer === '' ? {} : { writer });

const rowsAfter = (transaction: Transaction, n: number): Promise<OrderedRow[]> =>
  transaction.all(
    sql<OrderedRow>`SELECT id, n, stream, rev, hash, header, salt, body, writer, writer_seq FROM entry WHERE n > ${n}
      ORDER BY n LIMIT ${atOnce}`,
  );

/** Whether there is a witness here that saw the same; one that saw something else is a finding. What was typed may be the beginning alone. */
function holds(findings: Findings, witnesses: readonly Witness[], { n, chain }: ChainHead): boolean {
  const others = witnesses.filter((witness) => !chain.startsWith(witness.chain));
  for (const { writer } of others) findings.add({ what: 'rewritten', n, ...nameOf(writer) });
  return witnesses.length > others.length;
}

function checkEntry(hub: Hub, findings: Findings, row: OrderedRow): void {
  if (!isAsHashed(hub, row)) findings.add({ what: 'changed', n: row.n, entry: row.id });
  if (!isBodyAsHashed(hub, row)) findings.add({ what: 'bodyChanged', n: row.n, entry: row.id });
}

function isAsHashed(hub: Hub, row: OrderedRow): boolean {
  try {
    const header = headerOf(row);
    const isOwnRow = header.id === row.id && header.stream === row.stream && header.writer === row.writer;
    return isOwnRow && header.writerSeq === row.writer_seq && hashHeader(hub.ports.sm3, header) === row.hash;
  } catch {
    // Text that is no header any more.
    return false;
  }
}

/** An erased body (销毁) has neither salt nor bytes. */
function isBodyAsHashed(hub: Hub, row: OrderedRow): boolean {
  try {
    const body = bodyOf(hub, row);
    if (body === null || row.salt === null) return body === null && row.salt === null;
    return hashBody(hub.ports.sm3, row.salt, body) === headerOf(row).bodyHash;
  } catch (error) {
    if (error instanceof BodyDamaged || error instanceof SyntaxError) return false;
    throw error;
  }
}
