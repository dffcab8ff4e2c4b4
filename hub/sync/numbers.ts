/**
 * Official numbers: gapless in each series and year, counted under a row lock. The township goes on in the series of the desk that counted
 * before there was a hub; every desk that counted alone has a series of its own, so that no number is there twice.
 */
import { formOfficialNumber, readOfficialNumber, townshipSeries } from '#shared/documents/official-number.ts';
import { bodyFromBytes } from '#shared/journal/entry.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import type { Arrival } from '#shared/sync/judge.ts';
import { sql, type Transaction } from '../store/database.ts';
import { raiseAlarm } from './alarms.ts';
import type { Hub } from './hub.ts';
import { loadStreams } from './stored.ts';

const settingOf = (year: number): string => `series ${String(year)}`;

/** The founder's own for the rest of its year, the township's from the next on. */
async function seriesOf(transaction: Transaction, year: number): Promise<string> {
  const kept = await transaction.get(
    sql<{ value: string }>`SELECT value FROM hub_setting WHERE key = ${settingOf(year)}`,
  );
  return kept?.value ?? townshipSeries;
}

export const goOnInSeries = (transaction: Transaction, series: string, year: number): Promise<number> =>
  transaction.run(
    sql`INSERT INTO hub_setting (key, value) VALUES (${settingOf(year)}, ${series}) ON CONFLICT (key) DO NOTHING`,
  );

/** Gaps that a restore left come first, so that a series has none in the end. */
export async function takeNumbers(hub: Hub, transaction: Transaction, count: number): Promise<string[]> {
  if (count === 0) return [];
  const year = Number(dayOf(new Date(hub.ports.clock.now()).toISOString()).slice(0, 4));
  const series = await seriesOf(transaction, year);
  await transaction.run(
    sql`INSERT INTO series (series, year, last) VALUES (${series}, ${year}, 0) ON CONFLICT (series, year) DO NOTHING`,
  );
  const row = await transaction.get(
    sql<{ last: number }>`SELECT last FROM series WHERE series = ${series} AND year = ${year} FOR UPDATE`,
  );
  const gaps = await transaction.all(
    sql<{ n: number }>`SELECT n FROM series_gap WHERE series = ${series} AND year = ${year} ORDER BY n LIMIT ${count}`,
  );
  const free = gaps.map(({ n }) => n);
  const last = row?.last ?? 0;
  const fresh = Array.from({ length: count - free.length }, (_, index) => last + index + 1);
  await transaction.run(
    sql`DELETE FROM series_gap WHERE series = ${series} AND year = ${year} AND n = ANY(${free}::bigint[])`,
  );
  await transaction.run(
    sql`UPDATE series SET last = ${last + fresh.length} WHERE series = ${series} AND year = ${year}`,
  );
  return [...free, ...fresh].map((n) => formOfficialNumber({ series, year, n }));
}

/**
 * Official numbers that were given before: the series goes on behind the highest; those between that nobody brought are free again. One that
 * another case was given meanwhile (it came after the collection was closed) stands twice from now on: nothing acknowledged is taken back.
 */
export async function keepNumbers(hub: Hub, transaction: Transaction, arrivals: readonly Arrival[]): Promise<void> {
  for (const { header, body } of arrivals) {
    if (header.type !== 'officialNumber' || body === null) continue;
    const said = bodyFromBytes(body).data['number'];
    const number = typeof said === 'string' ? readOfficialNumber(said) : undefined;
    if (number === undefined || (await keepNumber(transaction, number))) continue;
    const text = formOfficialNumber(number);
    if (await isOfCase(hub, transaction, header.stream, text)) continue;
    await raiseAlarm(hub, transaction, 'sameNumber', { number: text, stream: header.stream });
  }
}

/** The hub that was put back gave it to the same case again. */
async function isOfCase(hub: Hub, transaction: Transaction, stream: string, number: string): Promise<boolean> {
  const entries = (await loadStreams(hub, transaction, [stream])).get(stream) ?? [];
  return entries.some(({ type, body }) => type === 'officialNumber' && body?.data['number'] === number);
}

/** Answers false where it had been given. */
async function keepNumber(
  transaction: Transaction,
  { series, year, n }: { readonly series: string; readonly year: number; readonly n: number },
): Promise<boolean> {
  await transaction.run(
    sql`INSERT INTO series (series, year, last) VALUES (${series}, ${year}, 0) ON CONFLICT (series, year) DO NOTHING`,
  );
  const row = await transaction.get(
    sql<{ last: number }>`SELECT last FROM series WHERE series = ${series} AND year = ${year} FOR UPDATE`,
  );
  const last = row?.last ?? 0;
  const free = Array.from({ length: Math.max(0, n - last - 1) }, (_, index) => last + index + 1);
  await transaction.run(
    sql`INSERT INTO series_gap (series, year, n) SELECT ${series}, ${year}, n FROM unnest(${free}::bigint[]) AS free (n)`,
  );
  const found = await transaction.run(
    sql`DELETE FROM series_gap WHERE series = ${series} AND year = ${year} AND n = ${n}`,
  );
  if (n > last) await transaction.run(sql`UPDATE series SET last = ${n} WHERE series = ${series} AND year = ${year}`);
  return n > last || found > 0;
}
