/**
 * Lives that joined after the backup a collecting hub was put back from. This database has never heard of them, yet they hold entries it gave
 * revs and numbers to; ordering anything before they are invited again could give those a second time. They show themselves in two ways: one
 * calls and names an epoch of this hub, or others bring back what it wrote.
 */
import type { Arrival } from '#shared/sync/judge.ts';
import type { HelloRequest } from '#shared/sync/messages.ts';
import { sql, type Transaction } from '../store/database.ts';
import { hubStation } from './begin.ts';
import { readEpochs } from './collection.ts';
import { readHead, type Hub } from './hub.ts';

/** A greeting that nobody signed whom this hub knows. An epoch is told to desks only: whoever names one has been let in once. */
export const noteCaller = (hub: Hub, writer: string, { epoch }: HelloRequest): Promise<void> =>
  hub.database.transact(async (transaction) => {
    const head = await readHead(transaction);
    if (head.state !== 'collecting' || epoch === null) return;
    if (epoch === head.epoch || epoch in (await readEpochs(transaction))) await note(transaction, writer, '');
  });

/** Writers of entries that were brought back. The hub's own lost lives are none: what they wrote is in no other hands. */
export async function noteAuthors(transaction: Transaction, returned: readonly Arrival[]): Promise<void> {
  const stations = new Map(returned.map(({ header }) => [header.writer, header.station]));
  const known = await transaction.all(
    sql<{ id: string }>`SELECT id FROM writer WHERE id = ANY(${[...stations.keys()]}::text[])`,
  );
  for (const { id } of known) stations.delete(id);
  for (const [writer, station] of stations) if (station !== hubStation) await note(transaction, writer, station);
}

const note = (transaction: Transaction, writer: string, station: string): Promise<number> =>
  transaction.run(
    sql`INSERT INTO stranger (writer, station) VALUES (${writer}, ${station})
      ON CONFLICT (writer) DO UPDATE SET station = CASE WHEN excluded.station = '' THEN stranger.station ELSE excluded.station END`,
  );
