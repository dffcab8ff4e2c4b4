/**
 * 改期: after a new year of the calendar the hub, as the authority, moves every open due date that it changes. There may be a million cases:
 * it goes through them page by page, remembers how far it is, and begins anew where another year comes meanwhile.
 */
import { calendarInForce } from '#shared/kinds/calendar/in-force.ts';
import { fold } from '#shared/kinds/mechanism/fold.ts';
import { movedDues } from '#shared/kinds/mechanism/moved-dues.ts';
import { isEnded } from '#shared/kinds/mechanism/state.ts';
import type { WorkCalendar } from '#shared/time/calendar.ts';
import { sql, type Transaction } from '../store/database.ts';
import { calendarKind, dropOwed, duesOwedFrom, owe } from './dues-owed.ts';
import { lockStreams, type StreamRow } from './growing.ts';
import { readHead, type Hub } from './hub.ts';
import { visit } from './order.ts';
import type { Asked } from './own-entries.ts';
import { loadStreams } from './stored.ts';

const atOnce = 100;
/** One page; `shipped`: the calendar without the years that were imported. Answers whether there is more to do. Nothing while the hub collects. */
export async function moveSomeDues(hub: Hub, shipped: WorkCalendar): Promise<boolean> {
  const done = await hub.database.transact((transaction) => movePage(hub, transaction, shipped));
  if (done.moved > 0) hub.bell.ring();
  return done.isMore;
}

interface PageDone {
  readonly moved: number;
  readonly isMore: boolean;
}

async function movePage(hub: Hub, transaction: Transaction, shipped: WorkCalendar): Promise<PageDone> {
  const from = await duesOwedFrom(transaction);
  if (from === undefined || (await readHead(transaction)).state !== 'open') return { moved: 0, isMore: false };
  const rows = await transaction.all(
    sql<{ id: string }>`SELECT id FROM stream WHERE id > ${from} ORDER BY id LIMIT ${atOnce}`,
  );
  const last = rows.at(-1)?.id;
  if (last === undefined) {
    await dropOwed(transaction);
    return { moved: 0, isMore: false };
  }
  const known = await lockStreams(
    transaction,
    rows.map(({ id }) => id),
  );
  const asked = await askedOf(hub, transaction, known, shipped);
  const moving = new Set(asked.map(({ stream }) => stream));
  if (moving.size > 0) await visit(hub, transaction, new Map([...known].filter(([id]) => moving.has(id))), asked);
  await owe(transaction, last);
  return { moved: moving.size, isMore: true };
}

async function askedOf(
  hub: Hub,
  transaction: Transaction,
  known: ReadonlyMap<string, StreamRow>,
  shipped: WorkCalendar,
): Promise<readonly Asked[]> {
  const cases = [...known.values()].filter(({ kind }) => hub.findKind(kind)?.form === 'case');
  const entries = await loadStreams(
    hub,
    transaction,
    cases.map(({ id }) => id),
  );
  const calendar = await calendarOf(hub, transaction, shipped);
  return cases.flatMap(({ id, kind: name }) => {
    const kind = hub.findKind(name);
    const state = fold(hub.findKind, entries.get(id) ?? []);
    if (kind === undefined || state === undefined) return [];
    return movedDues(kind, state, calendar).map(({ from, to }) => ({
      stream: id,
      type: 'dueMoved',
      data: { from, to },
    }));
  });
}

async function calendarOf(hub: Hub, transaction: Transaction, shipped: WorkCalendar): Promise<WorkCalendar> {
  const rows = await transaction.all(
    sql<{ id: string }>`SELECT id FROM stream WHERE kind = ${calendarKind} AND owner = '' ORDER BY id`,
  );
  const entries = await loadStreams(
    hub,
    transaction,
    rows.map(({ id }) => id),
  );
  const kind = hub.findKind(calendarKind);
  const values = rows.flatMap(({ id }) => {
    const state = fold(hub.findKind, entries.get(id) ?? []);
    const isRow = state !== undefined && state.core.status !== '' && !isEnded(state);
    return isRow && kind?.record !== undefined ? [kind.record(state).value] : [];
  });
  return calendarInForce(shipped, values);
}
