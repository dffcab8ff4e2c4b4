/** I5: of streams a desk was not granted, not a byte is sent to it. Asked of the hub's own tables at the moment of the answer. */
import { sql } from '../../hub/store/database.ts';
import { feedRowSchema, fetchAnswer, pullAnswer } from '#shared/sync/messages.ts';
import type { Call, Reply } from '#shared/sync/call.ts';
import type { SimDesk } from './sim-desk.ts';
import type { SimHub } from './sim-hub.ts';
import { Violation } from './world.ts';

const scopesOf = ({ facts }: SimDesk): readonly string[] => ['r', facts.isHall ? 'h' : `s:${facts.station}`];

export async function watchReply(hub: SimHub, desk: SimDesk, { name }: Call, { status, body }: Reply): Promise<void> {
  if (status !== 200 || (name !== 'PULL' && name !== 'FETCH')) return;
  const said: unknown = JSON.parse(new TextDecoder().decode(body));
  const { rows } = name === 'PULL' ? pullAnswer.parse(said) : fetchAnswer.parse(said);
  const streams = rows
    .map((row) => feedRowSchema.parse(row))
    .flatMap((row) => (row.is === 'entry' ? [row.entry.header.stream] : []));
  const granted = await hub.database.transact((transaction) =>
    transaction.all(
      sql<{
        stream: string;
      }>`SELECT DISTINCT stream FROM stream_scope WHERE stream = ANY(${[...new Set(streams)]}::text[])
        AND scope = ANY(${scopesOf(desk)}::text[])`,
    ),
  );
  const isGranted = new Set(granted.map(({ stream }) => stream));
  const foreign = streams.find((stream) => !isGranted.has(stream));
  if (foreign !== undefined) throw new Violation('I5', `${desk.facts.name} was sent stream ${foreign}`);
}
