/**
 * A restored hub first collects: a new epoch and a new life of its own, then everything the desks hold beyond the backup. Only when every
 * desk has answered, or a person closes the collection, is anything new ordered.
 */
import { sql, type Transaction } from '../store/database.ts';
import { beginOwnWriter, hubDesk, newEpoch } from './begin.ts';
import { lockHead, readHead, type Hub, type HubHead } from './hub.ts';
import { sayOwed } from './owed-words.ts';

/** To be called once on a database that was put back from a backup. The new epoch is remembered: an older backup of it is found out, too. */
export async function beginCollection(hub: Hub): Promise<void> {
  await hub.database.transact(async (transaction) => {
    const heads = await transaction.all(sql<{ scope: string; pos: number }>`SELECT scope, pos FROM feed_head`);
    const restored = JSON.stringify(Object.fromEntries(heads.map(({ scope, pos }) => [scope, pos])));
    await transaction.run(
      sql`INSERT INTO hub_setting (key, value) VALUES ('restored', ${restored})
        ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    );
    await endEpoch(transaction, await lockHead(hub, transaction));
    await transaction.run(sql`DELETE FROM stranger`);
    const writer = await beginOwnWriter(hub, transaction);
    await transaction.run(
      sql`UPDATE hub_head SET epoch = ${newEpoch(hub)}, state = 'collecting', writer = ${writer} WHERE id = 1`,
    );
    await closeIfAllAnswered(hub, transaction);
  });
  const { epoch, n } = await hub.database.transact(readHead);
  hub.reached?.remember({ epoch, n });
}

const epochsSetting = 'epochs';

/** How far the chain of a former epoch is this hub's: as far as the backup had it. What was witnessed beyond went with the lost disk. */
async function endEpoch(transaction: Transaction, { epoch, n }: HubHead): Promise<void> {
  const epochs = JSON.stringify({ ...(await readEpochs(transaction)), [epoch]: n });
  await transaction.run(
    sql`INSERT INTO hub_setting (key, value) VALUES (${epochsSetting}, ${epochs})
      ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
  );
}

/** Former epochs, and the last place in the hub's chain that is of each. */
export async function readEpochs(transaction: Transaction): Promise<Readonly<Record<string, number>>> {
  const row = await transaction.get(sql<{ value: string }>`SELECT value FROM hub_setting WHERE key = ${epochsSetting}`);
  return row === undefined ? {} : (JSON.parse(row.value) as Record<string, number>);
}

export async function closeIfAllAnswered(hub: Hub, transaction: Transaction): Promise<void> {
  const head = await readHead(transaction);
  if (head.state !== 'collecting') return;
  const [missing] = await missingIn(transaction, head);
  if (missing === undefined) await close(hub, transaction);
}

export interface Missing {
  readonly writer: string;
  /** Of its desk, and that one's name: '' where this database has forgotten it, and its operator has to invite it again. */
  readonly id: string;
  readonly name: string;
  readonly station: string;
}

/**
 * Lives that may hold what this database lost: of each desk all that call and that none succeeded, so also a copy that works beside it; and
 * those that joined after the backup (`strangers.ts`). One whose disk is gone is among them; a person closes the collection then.
 */
export async function missingIn(transaction: Transaction, { epoch }: HubHead): Promise<Missing[]> {
  const known = await transaction.all(
    sql<Missing>`SELECT w.id AS writer, d.id, d.name, d.station FROM desk d JOIN writer w ON w.desk = d.id
      WHERE d.state = 'active' AND d.id <> ${hubDesk} AND w.successor = '' AND NOT w.is_former AND w.returned_in <> ${epoch}
      ORDER BY d.station, d.name, w.id`,
  );
  const strangers = await transaction.all(
    sql<Missing>`SELECT s.writer, '' AS id, '' AS name, s.station FROM stranger s WHERE NOT EXISTS
      (SELECT 1 FROM writer w JOIN desk d ON d.id = w.desk WHERE w.id = s.writer AND d.state <> 'waiting')
      ORDER BY s.station, s.writer`,
  );
  return [...known, ...strangers];
}

/**
 * The desk was answered its last RETURN of this epoch, and this database has not heard of it: a backup that was made while the hub collected
 * was put back, and what all had brought by then has to be asked for again.
 */
export const isPutBackMeanwhile = ({ epoch }: HubHead, life: { readonly returned_in: string }, told: string | null) =>
  told === epoch && life.returned_in !== epoch;

/**
 * At each greeting while it collects: a desk that joins now (`isNew`) has never had anything from this hub, and nobody waits for it; and the one
 * that was missing may have been shut out since, by a command beside this process.
 */
export async function lookAgain(hub: Hub, transaction: Transaction, writer: string, isNew: boolean): Promise<void> {
  const { state, epoch } = await readHead(transaction);
  if (state !== 'collecting') return;
  if (isNew) await transaction.run(sql`UPDATE writer SET returned_in = ${epoch} WHERE id = ${writer}`);
  await closeIfAllAnswered(hub, transaction);
}

/** A person closes it: a desk is gone for good, or stays away for too long. */
export const closeCollection = (hub: Hub): Promise<void> =>
  hub.database.transact((transaction) => close(hub, transaction));

async function close(hub: Hub, transaction: Transaction): Promise<void> {
  await transaction.run(sql`UPDATE hub_head SET state = 'open' WHERE id = 1 AND fence = ${hub.fence}`);
  await sayOwed(hub, transaction);
}
