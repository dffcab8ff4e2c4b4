/** What is watched while it runs: that no foreign byte is sent (I5), and that nobody ever sees half an act. */
import { all, sql as deskSql } from '#desk/store/handles.ts';
import { feedRowSchema, fetchAnswer, pullAnswer, type Cursor } from '#shared/sync/messages.ts';
import type { Call, Reply } from '#shared/sync/call.ts';
import { sql } from '../../hub/store/database.ts';
import type { Committed, Ledger } from './ledger.ts';
import type { SimDesk } from './sim-desk.ts';
import type { SimHub } from './sim-hub.ts';
import { Violation } from './world.ts';

/** What a desk is granted, said here a second time: not asked of the code that is to be watched. */
export const scopesOf = ({ id, facts }: SimDesk): readonly string[] => [
  'r',
  `d:${id}`,
  facts.isHall ? 'h' : `s:${facts.station}`,
];

/** I5: of streams a desk was not granted, not a byte is sent to it. Asked of the hub's own tables at the moment of the answer. */
export async function watchReply(
  hub: SimHub,
  ledger: Ledger,
  desk: SimDesk,
  { name }: Call,
  { status, body }: Reply,
): Promise<void> {
  if (status !== 200 || (name !== 'PULL' && name !== 'FETCH')) return;
  if (desk.isRevoked) throw new Violation('I5', `${desk.facts.name} is served though it was shut out`);
  const said: unknown = JSON.parse(new TextDecoder().decode(body));
  if (name === 'PULL') await watchCut(hub, ledger, desk, pullAnswer.parse(said).cursor);
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

interface Cut {
  readonly act: string;
  readonly scope: string;
}

/** No page ends in the middle of an act: asked of the hub's tables for each scope of the page. */
async function watchCut(hub: SimHub, { halved }: Ledger, desk: SimDesk, cursor: Cursor): Promise<void> {
  const [scopes, places] = [Object.keys(cursor), Object.values(cursor)];
  const cut = await hub.database.transact((transaction) =>
    transaction.get(
      sql<Cut>`SELECT e.act, f.scope FROM unnest(${scopes}::text[], ${places}::bigint[]) AS page (scope, pos)
        JOIN feed f ON f.scope = page.scope AND f.pos <= page.pos
        JOIN stream_scope s ON s.scope = f.scope AND s.stream = f.stream
        JOIN entry e ON e.stream = f.stream AND e.rev = f.rev
        JOIN entry other ON other.act = e.act AND other.id <> e.id
        JOIN stream_scope t ON t.scope = f.scope AND t.stream = other.stream
        JOIN feed g ON g.scope = f.scope AND g.stream = other.stream AND g.rev = other.rev AND g.pos > page.pos
        WHERE NOT e.act = ANY(${[...halved]}::text[]) AND f.pos >= greatest(s.since, t.since) AND g.pos >= greatest(s.since, t.since) LIMIT 1`,
    ),
  );
  if (cut !== undefined)
    throw new Violation('whole', `a page for ${desk.facts.name} cuts act ${cut.act} in scope ${cut.scope}`);
}

/**
 * An act whose streams are in different scopes comes back by halves after a restore, from whoever has each; until both are there, whoever asks
 * sees one. To be asked after each RETURN.
 */
export async function watchHalves(hub: SimHub, { acts, halved }: Ledger): Promise<void> {
  const whole = [...acts].filter(([act, { length }]) => length > 1 && !halved.has(act));
  const here = await hub.database.transact((transaction) =>
    transaction.all(
      sql<{ act: string; n: number }>`SELECT act, count(*) AS n FROM entry
        WHERE act = ANY(${whole.map(([act]) => act)}::text[]) GROUP BY act`,
    ),
  );
  for (const { act, n } of here) if (n < (acts.get(act)?.length ?? 0)) halved.add(act);
}

interface Held {
  readonly id: string;
  readonly act: string;
}

/**
 * An act of several entries is at another desk whole or not at all, as far as its streams are there; asked whenever the desk has
 * received everything. Where a stream is being fetched anew, what of it is there says nothing yet; nor of an act the hub had by halves.
 */
export function watchActs({ facts, core }: SimDesk, ledger: Ledger): void {
  const { read } = core.store;
  const held = all(
    read,
    deskSql<Held>`SELECT id, act FROM entry WHERE rev IS NOT NULL AND writer NOT IN (SELECT id FROM writer)`,
  );
  const streams = all(read, deskSql<{ stream: string }>`SELECT stream FROM stream_link WHERE state = 'here'`);
  const here = new Set(streams.map(({ stream }) => stream));
  const ids = new Set(held.map(({ id }) => id));
  for (const act of new Set(held.map((one) => one.act))) {
    if (ledger.halved.has(act)) continue;
    const entries = (ledger.acts.get(act) ?? []).filter(({ stream }) => here.has(stream));
    const lacking = entries.find((entry: Committed) => !ids.has(entry.id));
    if (lacking !== undefined && entries.some(({ id }) => ids.has(id)))
      throw new Violation('whole', `${facts.name} has half of act ${act}: not ${lacking.id} in ${lacking.stream}`);
  }
}
