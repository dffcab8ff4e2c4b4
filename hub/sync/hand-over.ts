/**
 * A desk that stood alone has handed over all it wrote. The first one of a hub was the township's authority: the hub says so in the desk's
 * own stream (`authorityTaken`) and goes on in its series. Any later one keeps its numbers; its registries wait as its own until somebody
 * takes them over (`proposals.ts`). Cases that have no official number yet get theirs now, and not before: the desk may have given one.
 */
import type { JsonObject } from '#shared/kernel/json.ts';
import { readOfficialNumber } from '#shared/documents/official-number.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import { sql, type Transaction } from '../store/database.ts';
import { nowOf, type Hub } from './hub.ts';
import { goOnInSeries } from './numbers.ts';
import { lockStreams } from './growing.ts';
import { visit } from './order.ts';
import { loadStreams } from './stored.ts';
import { writersOf, type DeskRow } from './writers.ts';

async function founderOf(transaction: Transaction): Promise<string> {
  const row = await transaction.get(sql<{ value: string }>`SELECT value FROM hub_setting WHERE key = 'founder'`);
  return row?.value ?? '';
}

/** `writer`: the desk's present life, whose stream is there by now. */
export async function endHandOver(hub: Hub, transaction: Transaction, desk: DeskRow, writer: string): Promise<void> {
  await transaction.run(sql`UPDATE desk SET is_taken = true WHERE id = ${desk.id}`);
  const lives = (await writersOf(transaction, desk.id)).map(({ id }) => id);
  const rows = await transaction.all(
    sql<{ id: string }>`SELECT DISTINCT s.id FROM stream s JOIN entry e ON e.stream = s.id AND e.rev = 1
      WHERE s.owes_word AND e.writer = ANY(${lives}::text[])`,
  );
  const isFounder = (await founderOf(transaction)) === desk.id;
  const taken = isFounder ? await takeAuthority(hub, transaction, lives) : undefined;
  const streams = [...rows.map(({ id }) => id), ...(taken === undefined ? [] : [writer])];
  const known = await lockStreams(transaction, streams);
  const asked =
    taken !== undefined && known.has(writer) ? [{ stream: writer, type: 'authorityTaken', data: taken }] : [];
  await visit(hub, transaction, known, asked);
}

/** The series the founder counted in this year, and how far it came; '' where it gave none. */
async function takeAuthority(hub: Hub, transaction: Transaction, lives: readonly string[]): Promise<JsonObject> {
  const year = Number(dayOf(nowOf(hub)).slice(0, 4));
  const last = await transaction.get(
    sql<{ stream: string; id: string }>`SELECT stream, id FROM entry WHERE writer = ANY(${lives}::text[])
      AND type = 'officialNumber' ORDER BY writer DESC, writer_seq DESC LIMIT 1`,
  );
  const entries =
    last === undefined ? undefined : (await loadStreams(hub, transaction, [last.stream])).get(last.stream);
  const said = entries?.find(({ id }) => id === last?.id)?.body?.data['number'];
  const number = typeof said === 'string' ? readOfficialNumber(said) : undefined;
  if (number?.year !== year) return { series: '', year, lastNumber: 0 };
  await goOnInSeries(transaction, number.series, year);
  return { series: number.series, year, lastNumber: number.n };
}
