/** Entries a second: pushed by one desk, pulled by another (with all its lists and search made), beside PouchDB and beside raw COPY. */
import { unwrap } from '#shared/kernel/result.ts';
import type { DeskCore, Viewer } from '#desk/core.ts';
import type { Desk } from '#desk/desk.ts';
import { all, get, sql } from '#desk/store/handles.ts';
import { beginLink, endLink } from '#desk/sync/of-desk.ts';
import { wireEntries } from '#desk/sync/queue.ts';
import { openBenchDesk, benchStaff } from '../support/bench-desk.ts';
import { enter } from '#desk/login.ts';
import { joinDesk, type BenchHub } from './hub.ts';

export interface Rate {
  readonly entries: number;
  readonly seconds: number;
}
export const perSecond = ({ entries, seconds }: Rate): number => entries / seconds;

/** Opened and logged in, its link not yet begun. */
export interface OpenDesk {
  readonly desk: Desk;
  readonly core: DeskCore;
  readonly viewer: Viewer;
}

export async function openDeskAt(dir: string): Promise<OpenDesk> {
  const desk = await openBenchDesk(dir);
  const viewer = unwrap(await enter(desk.runtime, 'bench', benchStaff));
  if (desk.runtime.core === null) throw new Error('the desk is not open');
  return { desk, core: desk.runtime.core, viewer };
}

const waiting = ({ store }: DeskCore): number =>
  get(store.read, sql<{ n: number }>`SELECT coalesce(sum(last_seq - first_seq + 1), 0) AS n FROM outbox`)?.n ?? 0;
// What is asked all the time while it is measured must cost nothing.
const isWaiting = ({ store }: DeskCore): boolean =>
  get(store.read, sql<{ n: number }>`SELECT 1 AS n FROM outbox LIMIT 1`) !== undefined;
const isListing = ({ store }: DeskCore): boolean =>
  get(store.read, sql<{ n: number }>`SELECT 1 AS n FROM stale_stream LIMIT 1`) !== undefined;
const lastSeq = ({ store }: DeskCore): number =>
  get(store.read, sql<{ n: number }>`SELECT coalesce(max(seq), 0) AS n FROM entry`)?.n ?? 0;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** From the first question to the empty queue. */
export async function measurePush(hub: BenchHub, desk: Desk, core: DeskCore): Promise<Rate> {
  await joinDesk(hub, desk, true);
  return drain(desk, core);
}

export async function drain(desk: Desk, core: DeskCore): Promise<Rate> {
  const entries = waiting(core);
  const started = performance.now();
  beginLink(desk.runtime, core);
  while (isWaiting(core)) await pause(20);
  return { entries, seconds: (performance.now() - started) / 1000 };
}

/** From the first question until everything the hub has is here. */
export async function measurePull(hub: BenchHub, desk: Desk, core: DeskCore, expected: number): Promise<Rate> {
  await joinDesk(hub, desk, true);
  const before = lastSeq(core);
  const started = performance.now();
  beginLink(desk.runtime, core);
  while (lastSeq(core) - before < expected || isListing(core)) await pause(20);
  const seconds = (performance.now() - started) / 1000;
  await endLink(desk.runtime);
  return { entries: lastSeq(core) - before, seconds };
}

/** The same records as PouchDB gets them: one document an entry, as it travels. */
export function documentsOf(core: DeskCore, most: number): { readonly _id: string }[] {
  const writers = all(core.store.read, sql<{ id: string }>`SELECT id FROM writer ORDER BY id`);
  return writers
    .flatMap(({ id }) => wireEntries(core.store.read, id, 1, most))
    .slice(0, most)
    .map((entry) => ({ _id: entry.header.id, ...entry }));
}
