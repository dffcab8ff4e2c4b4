/** That due dates are to be looked at under a new calendar, and how far that has come. */
import { sql, type Transaction } from '../store/database.ts';
import type { Growing } from './growing.ts';

const setting = 'duesFrom';
export const calendarKind = 'calendar';

/** In the transaction that orders: a new row of the township's calendar begins the walk, from the first case. */
export async function oweDues(transaction: Transaction, streams: readonly Growing[]): Promise<void> {
  const isNew = streams.some(
    ({ kind, owner, added }) => kind?.kind === calendarKind && owner === '' && added.length > 0,
  );
  if (isNew) await owe(transaction, '');
}

/** `from`: the last stream that was looked at. */
export const owe = (transaction: Transaction, from: string): Promise<number> =>
  transaction.run(
    sql`INSERT INTO hub_setting (key, value) VALUES (${setting}, ${from}) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
  );

/** Locked, so that a year that comes meanwhile begins the walk anew after this page. */
export async function duesOwedFrom(transaction: Transaction): Promise<string | undefined> {
  const owed = await transaction.get(
    sql<{ value: string }>`SELECT value FROM hub_setting WHERE key = ${setting} FOR UPDATE`,
  );
  return owed?.value;
}

export const dropOwed = (transaction: Transaction): Promise<number> =>
  transaction.run(sql`DELETE FROM hub_setting WHERE key = ${setting}`);
