/** The writers of a desk and the desk's grant, as the hub's own tables have them: never as a client says. */
import { firstPrev } from '#shared/journal/entry.ts';
import { scopesOfGrant, type Grant } from '#shared/sync/scopes.ts';
import { sql, type Transaction } from '../store/database.ts';

export interface WriterRow {
  readonly id: string;
  readonly desk: string;
  readonly station: string;
  readonly public_key: string;
  readonly next_seq: number;
  readonly head_hash: string;
  readonly last_act: string;
  readonly successor: string;
  readonly safe_seq: number;
  /** The end of its chain as the desk told it, until all up to there has come. */
  readonly told_seq: number;
  readonly told_hash: string;
  /** The epoch in which it brought back what it holds. */
  readonly returned_in: string;
  /** How far its RETURN has come (`return-place.ts`), also in an epoch before; '' = it is done, or nothing has come yet. */
  readonly returns_on: string;
  /** It wrote before its desk came to the hub, and has never called. */
  readonly is_former: boolean;
}

export interface DeskRow {
  readonly id: string;
  readonly name: string;
  readonly station: string;
  readonly is_hall: boolean;
  readonly parts: string;
  readonly state: 'waiting' | 'active' | 'revoked';
  /** Everything it had written while it stood alone is here. */
  readonly is_taken: boolean;
}

/** Who signed a call. */
export interface Signer {
  readonly writer: WriterRow;
  readonly desk: DeskRow;
}

export async function findSigner(transaction: Transaction, id: string): Promise<Signer | undefined> {
  const writer = await transaction.get(
    sql<WriterRow>`SELECT id, desk, station, public_key, next_seq, head_hash, last_act, successor, safe_seq,
      told_seq, told_hash, returned_in, returns_on, is_former FROM writer
      WHERE id = ${id}`,
  );
  const desk = writer && (await findDesk(transaction, writer.desk));
  return writer === undefined || desk === undefined ? undefined : { writer, desk };
}

export const findDesk = (transaction: Transaction, id: string): Promise<DeskRow | undefined> =>
  transaction.get(sql<DeskRow>`SELECT id, name, station, is_hall, parts, state, is_taken FROM desk WHERE id = ${id}`);

export const writersOf = (transaction: Transaction, desk: string): Promise<WriterRow[]> =>
  transaction.all(
    sql<WriterRow>`SELECT id, desk, station, public_key, next_seq, head_hash, last_act, successor, safe_seq,
      told_seq, told_hash, returned_in, returns_on, is_former FROM writer
      WHERE desk = ${desk} ORDER BY id`,
  );

/** One after the other: a desk that sends twice at once is served in turn. What it has in common with another (`former.ts`) it may send too. */
export const lockWriter = (transaction: Transaction, id: string, desk: string): Promise<WriterRow | undefined> =>
  transaction.get(
    sql<WriterRow>`SELECT id, desk, station, public_key, next_seq, head_hash, last_act, successor, safe_seq,
      told_seq, told_hash, returned_in, returns_on, is_former FROM writer
      WHERE id = ${id} AND (desk = ${desk} OR EXISTS (SELECT 1 FROM common_life c WHERE c.writer = ${id} AND c.desk = ${desk}))
      FOR UPDATE`,
  );

/** What a desk may receive: of its station and duties, and what is its own. */
export const grantedTo = (desk: DeskRow): readonly string[] => scopesOfGrant(grantOf(desk), desk.id);

const grantOf = ({ station, is_hall, parts }: DeskRow): Grant => ({
  station,
  isHall: is_hall,
  parts: parts === '' ? [] : parts.split(' '),
});

export interface NewWriter {
  readonly id: string;
  readonly desk: string;
  readonly station: string;
  readonly publicKey: string;
  /** Of the life it goes on from: all it has from the hub that one had. */
  readonly returnedIn?: string;
  /** It wrote before the desk came to the hub. */
  readonly isFormer?: boolean;
}

export async function insertWriter(transaction: Transaction, writer: NewWriter): Promise<void> {
  const { id, desk, station, publicKey, returnedIn = '', isFormer = false } = writer;
  await transaction.run(
    sql`INSERT INTO writer (id, desk, station, public_key, next_seq, head_hash, last_act, successor, safe_seq, told_seq, told_hash,
        last_at, returned_in, returns_on, is_former)
      VALUES (${id}, ${desk}, ${station}, ${publicKey}, 1, ${firstPrev}, '', '', 0, 0, '', '', ${returnedIn}, '', ${isFormer})
      ON CONFLICT (id) DO NOTHING`,
  );
}
