/** I1 to I11 (sync.md), asked of every store after everything has healed. I5 and I11 are watched while it runs. */
import { sql as hubSql } from '../../hub/store/database.ts';
import { all, sql } from '#desk/store/handles.ts';
import { loadEntries } from '#desk/journal/entries.ts';
import { verifyJournal } from '#desk/journal/verify.ts';
import { unwrap } from '#shared/kernel/result.ts';
import type { FoldEntry } from '#shared/journal/entry.ts';
import { apply, emptyState, fold, type FindKind } from '#shared/kinds/mechanism/fold.ts';
import { rulesetOf } from '#shared/kinds/mechanism/define.ts';
import { setOf } from '#shared/kinds/mechanism/fields.ts';
import { readOfficialNumber } from '#shared/documents/official-number.ts';
import { canonical } from '#shared/journal/entry.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { loadStreams } from '../../hub/sync/stored.ts';
import type { Ledger } from './ledger.ts';
import type { SimDesk } from './sim-desk.ts';
import type { SimHub } from './sim-hub.ts';
import { seededRandom, Violation } from './world.ts';

const fail = (invariant: string, what: string): never => {
  throw new Violation(invariant, what);
};

export interface HubRow {
  readonly id: string;
  readonly stream: string;
  readonly rev: number;
  readonly writer: string;
  readonly writer_seq: number;
  readonly type: string;
}
export interface AsideRow {
  readonly id: string;
  readonly result: string;
  readonly code: string;
}

export interface Ordered {
  readonly entries: readonly HubRow[];
  readonly aside: ReadonlyMap<string, AsideRow>;
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
  readonly streams: ReadonlyMap<string, readonly FoldEntry[]>;
}

export async function readHub(hub: SimHub): Promise<Ordered> {
  return hub.database.transact(async (transaction) => {
    const entries = await transaction.all(
      hubSql<HubRow>`SELECT id, stream, rev, writer, writer_seq, type FROM entry ORDER BY stream, rev`,
    );
    const aside = await transaction.all(hubSql<AsideRow>`SELECT id, result, code FROM aside`);
    const members = await transaction.all(
      hubSql<{ stream: string; scope: string }>`SELECT stream, scope FROM stream_scope`,
    );
    const byScope = Map.groupBy(members, ({ scope }) => scope);
    return {
      entries,
      aside: new Map(aside.map((row) => [row.id, row])),
      members: new Map([...byScope].map(([scope, rows]) => [scope, new Set(rows.map(({ stream }) => stream))])),
      streams: await loadStreams(hub.running.hub, transaction, [...new Set(entries.map(({ stream }) => stream))]),
    };
  });
}

export async function checkAll(hub: SimHub, desks: readonly SimDesk[], ledger: Ledger): Promise<void> {
  const ordered = await readHub(hub);
  const findKind = hub.running.hub.findKind;
  checkEffects(ordered);
  for (const desk of desks) checkResults(desk, ordered);
  checkLost(ordered, desks, ledger);
  for (const desk of desks) checkScope(desk, ordered);
  checkOrder(ordered);
  checkOfficialNumbers(ordered);
  for (const entries of ordered.streams.values()) checkGuarded(findKind, entries);
  checkMarks(findKind, ordered);
  for (const desk of desks) checkQueue(desk);
  for (const desk of desks) await checkProjections(desk);
}

/** I1: an entry has one effect: one id, one place in its writer's chain, one rev. */
function checkEffects({ entries, aside }: Ordered): void {
  const revs = new Map<string, number>();
  const seqs = new Set<string>();
  for (const { id, stream, rev, writer, writer_seq: seq } of entries) {
    if (rev !== (revs.get(stream) ?? 0) + 1) fail('I1', `stream ${stream} has a hole before rev ${String(rev)}`);
    revs.set(stream, rev);
    if (seqs.has(`${writer} ${String(seq)}`)) fail('I1', `number ${String(seq)} of ${writer} stands twice`);
    seqs.add(`${writer} ${String(seq)}`);
    if (aside.has(id)) fail('I1', `entry ${id} is taken and put aside`);
  }
}

/** I2, each desk: what it wrote has a result at the hub, and the desk knows the same. */
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

/** I2, all: nothing acknowledged is lost, except what only a disk had that was put back. */
function checkLost({ entries, aside }: Ordered, desks: readonly SimDesk[], ledger: Ledger): void {
  if (ledger.disasters > 0) return;
  const taken = new Set(entries.map(({ id }) => id));
  for (const { id, writer } of ledger.committed.values()) {
    if (!taken.has(id) && !aside.has(id)) fail('I2', `entry ${id} of ${writer} was acknowledged and is gone`);
  }
  if (desks.length === 0) fail('I2', 'nobody is left');
}

const scopesOf = ({ facts }: SimDesk): readonly string[] => ['r', facts.isHall ? 'h' : `s:${facts.station}`];

/** I3: what a desk holds as ordered is what the hub has of its scopes, and folds to the same. */
function checkScope(desk: SimDesk, { entries, members, streams }: Ordered): void {
  const { read } = desk.core.store;
  const granted = new Set(scopesOf(desk).flatMap((scope) => [...(members.get(scope) ?? [])]));
  const theirs = entries
    .filter(({ stream }) => granted.has(stream))
    .map(({ stream, rev, id }) => `${stream} ${String(rev)} ${id}`);
  const rows = all(
    read,
    sql<{ stream: string; rev: number; id: string }>`SELECT e.stream, e.rev, e.id FROM entry e
      JOIN stream_link l ON l.stream = e.stream WHERE e.rev IS NOT NULL AND l.state <> 'gone'`,
  );
  const ours = new Set(rows.map(({ stream, rev, id }) => `${stream} ${String(rev)} ${id}`));
  const lacking = theirs.find((one) => !ours.has(one));
  if (lacking !== undefined) fail('I3', `${desk.facts.name} lacks ${lacking}`);
  const extra = [...ours].find((one) => !theirs.includes(one));
  if (extra !== undefined) fail('I3', `${desk.facts.name} holds ${extra}, the hub does not have it there`);
  for (const stream of granted) {
    const here = loadEntries(read, stream);
    const there = streams.get(stream) ?? [];
    const [one, other] = [stateText(desk.core.findKind, here), stateText(desk.core.findKind, there)];
    if (one !== other) fail('I3', `${desk.facts.name} folds ${stream} otherwise`);
  }
}

const stateText = (findKind: FindKind, entries: readonly FoldEntry[]): string =>
  canonical((fold(findKind, entries) ?? null) as unknown as JsonObject);

/** I4: a stream's order extends the order of each writer. */
function checkOrder({ entries }: Ordered): void {
  const last = new Map<string, number>();
  for (const { stream, writer, writer_seq: seq } of entries) {
    const key = `${stream} ${writer}`;
    if (seq < (last.get(key) ?? 0)) fail('I4', `stream ${stream}: number ${String(seq)} of ${writer} stands too late`);
    last.set(key, seq);
  }
}

/** I6: official numbers are unique and gapless in each series and year. */
function checkOfficialNumbers({ streams }: Ordered): void {
  const given = new Map<string, number[]>();
  for (const entries of streams.values()) {
    for (const { type, body } of entries) {
      if (type !== 'officialNumber' || body === null) continue;
      const number = readOfficialNumber(body.data['number'] as string);
      if (number === undefined) return fail('I6', 'an official number nobody can read');
      const key = `${number.series} ${String(number.year)}`;
      given.set(key, [...(given.get(key) ?? []), number.n]);
    }
  }
  for (const [series, numbers] of given) {
    const sorted = numbers.toSorted((a, b) => a - b);
    const wrong = sorted.find((n, index) => n !== index + 1);
    if (wrong !== undefined) fail('I6', `series ${series}: ${sorted.join(' ')}`);
  }
}

/** I7: a guarded field set from a stale base keeps its value, and the other is an open choice. Asked of each step by itself. */
function checkGuarded(findKind: FindKind, entries: readonly FoldEntry[]): void {
  const [first] = entries;
  const kind = first && findKind(first.kind);
  if (first === undefined || kind === undefined) return;
  let state = emptyState(first);
  for (const entry of entries) {
    const before = state;
    state = apply(findKind, state, entry);
    if (entry.body === null || entry.type === 'settled' || state.needsUpgrade !== undefined) continue;
    if (state.history.at(-1)?.mark !== undefined) continue;
    for (const name of Object.keys(setOf(entry.body.data))) {
      const was = before.core.fields[name];
      if (rulesetOf(kind, state.rules).fields[name]?.class !== 'guarded' || was === undefined) continue;
      const isStale = (entry.seen[name] ?? '') !== was.setBy;
      const now = state.core.fields[name];
      if (isStale && now?.setBy !== was.setBy) fail('I7', `${entry.stream}: ${name} was overwritten by ${entry.id}`);
      if (isStale && now?.open?.some((open) => open.entry === entry.id) !== true)
        fail('I7', `${entry.stream}: the value of ${entry.id} vanished`);
    }
  }
}

/** I8: nothing is marked, or refused, merely for the order in which it arrived: where only one wrote, nothing is. */
function checkMarks(findKind: FindKind, { streams, entries, aside }: Ordered): void {
  const refused = [...aside.values()].find(({ code }) => code !== 'grant' && code !== 'act');
  if (refused !== undefined) fail('I8', `entry ${refused.id} was refused: ${refused.code}`);
  const writersOf = Map.groupBy(entries, ({ stream }) => stream);
  for (const [stream, list] of streams) {
    const writers = new Set(
      (writersOf.get(stream) ?? []).filter(({ type }) => !isHubs(type)).map(({ writer }) => writer),
    );
    const marks = fold(findKind, list)?.marks.filter(({ code }) => code !== 'staff.suspended') ?? [];
    if (writers.size === 1 && marks.length > 0)
      fail('I8', `stream ${stream}: ${JSON.stringify(marks)} though one wrote alone`);
  }
}

const isHubs = (type: string): boolean => ['officialNumber', 'doubted', 'assigned'].includes(type);

/** I10: nothing waits while the link is there. */
function checkQueue({ core, facts }: SimDesk): void {
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
  const { read } = core.store;
  const parts = {
    read,
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
