/** What somebody does who sits at the hub's database, has its key and knows how everything is made: nothing is left that does not fit. */
import { canonical, hashHeader, type EntryHeader } from '#shared/journal/entry.ts';
import { chainOn, firstHead } from '#shared/sync/hub-chain.ts';
import { sql, type Database, type Transaction } from '../../hub/store/database.ts';
import { nativeSm3 } from '../support/sm3.ts';

interface Row {
  readonly id: string;
  readonly n: number;
  readonly stream: string;
  readonly rev: number;
  readonly hash: string;
  readonly header: string;
  readonly writer: string;
}
const rowsOf = (transaction: Transaction): Promise<Row[]> =>
  transaction.all(sql<Row>`SELECT id, n, stream, rev, hash, header, writer FROM entry ORDER BY n`);

/** Somebody at the database who knows how it is made: the hub's chain is counted anew over what is there. */
async function chainAnew(transaction: Transaction): Promise<void> {
  const { n, chain } = chainOn(nativeSm3, firstHead, await rowsOf(transaction));
  await transaction.run(sql`UPDATE hub_head SET n = ${n}, chain = ${chain} WHERE id = 1`);
}

/** The newest entry of a writer is not what it was, and everything that would tell is written to fit. */
export const rewriteTail = (database: Database, author: string): Promise<void> =>
  database.transact(async (transaction) => {
    const last = (await rowsOf(transaction)).findLast(({ writer }) => writer === author);
    if (last === undefined) throw new Error('nothing to write anew');
    const header = { ...(JSON.parse(last.header) as EntryHeader), on: '2020-01-01T00:00:00.000Z' };
    const hash = hashHeader(nativeSm3, header);
    await transaction.run(sql`UPDATE entry SET header = ${canonical(header)}, hash = ${hash} WHERE id = ${last.id}`);
    await transaction.run(sql`UPDATE writer SET head_hash = ${hash}, told_hash = ${hash} WHERE id = ${last.writer}`);
    await chainAnew(transaction);
  });

/** The newest entries are cut off, as if they had never come. */
export const cutTail = (database: Database, count: number): Promise<void> =>
  database.transact(async (transaction) => {
    const rows = await rowsOf(transaction);
    for (const { id } of rows.slice(-count)) await transaction.run(sql`DELETE FROM entry WHERE id = ${id}`);
    await transaction.run(sql`DELETE FROM feed f WHERE NOT EXISTS
      (SELECT 1 FROM entry e WHERE e.stream = f.stream AND e.rev = f.rev)`);
    await transaction.run(sql`UPDATE stream SET head = (SELECT count(*) FROM entry e WHERE e.stream = stream.id)`);
    for (const { id, hash, header } of rows.slice(0, -count)) {
      const { writer, writerSeq } = JSON.parse(header) as EntryHeader;
      await transaction.run(
        sql`UPDATE writer SET next_seq = ${writerSeq + 1}, head_hash = ${hash} WHERE id = ${writer} AND ${id} = (
          SELECT id FROM entry WHERE writer = ${writer} ORDER BY writer_seq DESC LIMIT 1)`,
      );
    }
    await transaction.run(sql`UPDATE writer SET told_seq = 0, told_hash = ''`);
    await chainAnew(transaction);
  });
