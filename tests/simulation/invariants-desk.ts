/** What must hold of each desk, measured by what the hub has. */
import { all, sql } from '#desk/store/handles.ts';
import { loadEntries } from '#desk/journal/entries.ts';
import { verifyJournal } from '#desk/journal/verify.ts';
import { canonical, type FoldEntry } from '#shared/journal/entry.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { fold, type FindKind } from '#shared/kinds/mechanism/fold.ts';
import { numbersOf } from './official-numbers.ts';
import type { Ordered } from './ordered.ts';
import type { SimDesk } from './sim-desk.ts';
import { scopesOf } from './watch.ts';
import { fail, seededRandom } from './world.ts';

export async function checkDesk(desk: SimDesk, ordered: Ordered): Promise<void> {
  checkResults(desk, ordered);
  checkScope(desk, ordered);
  checkNumbers(desk, ordered);
  checkQueue(desk);
  await checkProjections(desk);
}

/** I2: what it wrote has a result at the hub, and the desk knows the same. */
function checkResults({ facts, core }: SimDesk, { entries, aside }: Ordered): void {
  const taken = new Set(entries.map(({ id }) => id));
  const own = all(
    core.store.read,
    sql<{ id: string; refused: string | null }>`SELECT e.id, e.refused FROM entry e JOIN writer w ON w.id = e.writer`,
  );
  for (const { id, refused } of own) {
    const put = aside.get(id);
    if (!taken.has(id) && put === undefined) fail('I2', `entry ${id} of ${facts.name} has no result`);
    if ((put?.result === 'refused') !== (refused !== null)) fail('I2', `${facts.name} and the hub differ about ${id}`);
  }
}

/** I3: what a desk holds as ordered is what the hub has of its scopes, and folds to the same. */
function checkScope(desk: SimDesk, { entries, members, streams }: Ordered): void {
  const { read } = desk.core.store;
  const granted = new Set(scopesOf(desk).flatMap((scope) => [...(members.get(scope) ?? [])]));
  const theirs = new Set(
    entries.filter(({ stream }) => granted.has(stream)).map(({ stream, rev, id }) => `${stream} ${String(rev)} ${id}`),
  );
  const rows = all(
    read,
    sql<{ stream: string; rev: number; id: string }>`SELECT e.stream, e.rev, e.id FROM entry e
      JOIN stream_link l ON l.stream = e.stream WHERE e.rev IS NOT NULL AND l.state <> 'gone'`,
  );
  const ours = new Set(rows.map(({ stream, rev, id }) => `${stream} ${String(rev)} ${id}`));
  for (const one of theirs) if (!ours.has(one)) fail('I3', `${desk.facts.name} lacks ${one}`);
  for (const one of ours) if (!theirs.has(one)) fail('I3', `${desk.facts.name} holds ${one}, the hub not there`);
  for (const stream of granted) {
    const here = loadEntries(read, stream);
    const there = streams.get(stream) ?? [];
    const [one, other] = [stateText(desk.core.findKind, here), stateText(desk.core.findKind, there)];
    if (one !== other) fail('I3', `${desk.facts.name} folds ${stream} otherwise: ${difference(here, there)}`);
  }
}

/** Entries that only one of them has; '' where both have the same and fold them differently. */
function difference(here: readonly FoldEntry[], there: readonly FoldEntry[]): string {
  const ids = [new Set(here.map(({ id }) => id)), new Set(there.map(({ id }) => id))] as const;
  const only = [...here, ...there].filter(({ id }) => ids.filter((set) => set.has(id)).length === 1);
  return only.map(({ id, type, rev, writer, seen }) => JSON.stringify({ id, type, rev, writer, seen })).join(' ');
}

const stateText = (findKind: FindKind, entries: readonly FoldEntry[]): string =>
  canonical((fold(findKind, entries) ?? null) as unknown as JsonObject);

/** I6: an official number that somebody has read out to a petitioner stays that case's number, whatever became of the hub's disk. */
function checkNumbers({ facts, seenNumbers }: SimDesk, { streams }: Ordered): void {
  for (const [stream, number] of seenNumbers) {
    const given = numbersOf(streams.get(stream) ?? []).map(({ said }) => said);
    if (!given.includes(number)) fail('I6', `${facts.name} has seen ${number} of ${stream}, which has another now`);
  }
}

/** I10: nothing waits while the link is there. */
export function checkQueue({ core, facts }: SimDesk): void {
  const rows = all(core.store.read, sql<{ act: string }>`SELECT act FROM outbox`);
  if (rows.length > 0) fail('I10', `${String(rows.length)} acts wait at ${facts.name}`);
  const odd = all(
    core.store.read,
    sql<{ stream: string }>`SELECT stream FROM stream_link WHERE state IN ('refetch', 'damaged')`,
  );
  if (odd.length > 0) fail('I10', `${String(odd.length)} streams of ${facts.name} do not fit`);
}

/** I9: chains, and projections against those made anew. */
async function checkProjections({ core, facts }: SimDesk): Promise<void> {
  const parts = {
    read: core.store.read,
    sm3: core.ports.sm3,
    findKind: core.findKind,
    random: seededRandom(1),
    log: { warn: () => undefined },
    elapsed: () => 0,
  };
  const report = unwrap(await verifyJournal(parts, { isDeep: true }));
  const [first] = report.found;
  if (first !== undefined) fail('I9', `${facts.name}: ${JSON.stringify(first)}`);
}
