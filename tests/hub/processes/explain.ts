/** Runs of real programs cannot be repeated step by step: what an invariant complains of is told with all that is known of it. */
import { all, sql } from '#desk/store/handles.ts';
import type { Ordered } from '../../simulation/ordered.ts';
import type { SimDesk } from '../../simulation/sim-desk.ts';
import { Violation } from '../../simulation/world.ts';

const ids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gu;

/** Rethrows with the entries of every stream the message names, as the hub and the desk have them; everything there is made up. */
export function explain(error: unknown, { entries, streams }: Ordered, desk?: SimDesk): never {
  if (!(error instanceof Violation)) throw error;
  const named = [...new Set(error.message.match(ids) ?? [])];
  const lines = named.flatMap((id) => {
    const rows = entries.filter(({ stream }) => stream === id);
    const hub = rows.map(({ rev, writer, seq, type, act, header }) => {
      const body = streams.get(id)?.find((entry) => entry.rev === rev)?.body;
      return `hub ${String(rev)} ${type} ${writer.slice(-4)} ${String(seq)} act ${act.slice(-4)} ${header} ${JSON.stringify(body?.data)}`;
    });
    return [`stream ${id}`, ...hub, ...(desk === undefined ? [] : atDesk(desk, id))];
  });
  error.message = [error.message, ...lines].join('\n');
  throw error;
}

function atDesk({ core }: SimDesk, id: string): string[] {
  const { read } = core.store;
  const rows = [
    ...all(read, sql`SELECT seq, rev, type, writer, writer_seq, refused FROM entry WHERE stream = ${id}`),
    ...all(read, sql`SELECT * FROM stream_link WHERE stream = ${id}`),
    ...all(read, sql`SELECT * FROM stream_scope WHERE stream = ${id}`),
    ...all(read, sql`SELECT * FROM live_record WHERE kind IN (SELECT kind FROM entry WHERE stream = ${id})`),
  ];
  return rows.map((row) => `desk ${JSON.stringify(row)}`);
}
