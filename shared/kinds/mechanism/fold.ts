/**
 * Folding: a pure function of one stream's entries, first those the hub has ordered, then this desk's own in writing order.
 * `apply` is the only guard there is: `decide` asks it before it writes, a button asks it by a dry run, sync asks it afterwards.
 * An entry that is not allowed is kept and marked (存疑件); nothing is dropped.
 */
import type { FoldEntry } from '../../journal/entry.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { dayOf } from './day.ts';
import type { Kind } from './define.ts';
import { afterDestruction } from './disposal.ts';
import { factsSchema, permissionOf, type EntryType, type Probe, type ReadEntry } from './entry-type.ts';
import { answered } from './requests.ts';
import { emptyCore, type HistoryLine, type StreamState } from './state.ts';

export type FindKind = (kind: string) => Kind | undefined;

export const emptyState = (
  first: Pick<FoldEntry, 'stream' | 'kind' | 'rules' | 'station' | 'by' | 'on'>,
): StreamState => ({
  stream: first.stream,
  kind: first.kind,
  rules: first.rules,
  station: first.station,
  entries: 0,
  beganBy: first.by,
  beganOn: first.on,
  lastOn: first.on,
  core: emptyCore,
  papers: [],
  attachments: [],
  notes: 0,
  marks: [],
  history: [],
});

export function fold(findKind: FindKind, entries: readonly FoldEntry[], from?: StreamState): StreamState | undefined {
  const first = entries[0];
  if (first === undefined) return from;
  return entries.reduce((state, entry) => apply(findKind, state, entry), from ?? emptyState(first));
}

export function apply(findKind: FindKind, state: StreamState, entry: FoldEntry): StreamState {
  if (state.needsUpgrade !== undefined) return addLine(count(state, entry), entry, {});
  const type = findKind(state.kind)?.typesByRules.get(state.rules)?.get(entry.type);
  if (type === undefined || entry.v > type.v) return addLine(count(unfolded(state, entry), entry), entry, {});
  if (entry.kind !== state.kind || entry.rules !== state.rules)
    return mark(count(state, entry), entry, 'entry.invalid');
  if (state.destroyed !== undefined && !afterDestruction.has(entry.type))
    return mark(count(state, entry), entry, 'file.destroyed');
  if (entry.body === null) return addLine(eraseInto(type, count(state, entry), entry), entry, { isErased: true });
  const read = readEntry(type, entry);
  const code = read === null ? 'entry.invalid' : (orderOfDays(state, entry) ?? guard(type, state, read, read.data));
  if (read === null || code !== null) return mark(count(state, entry), entry, code ?? 'entry.invalid');
  const after = answered(type.fold(count(state, entry), read), read.facts.answers);
  return addLine(remember(type, state, after, entry), entry, {});
}

/**
 * Nothing happens to a case before the day it came in: a limit counted from there would have run out before it began. Asked only of a day
 * that a person named (补录): any other is what a clock said, of two desks perhaps a wrong one, and no clock decides anything (sync.md).
 */
const orderOfDays = (state: StreamState, entry: FoldEntry): RefusalCode | null =>
  entry.body?.late !== undefined && dayOf(entry.on) < dayOf(state.beganOn) ? 'date.beforeBegin' : null;

/** The one question `apply`, `decide` and every button ask. `data` is null in a dry run. */
export function guard(
  type: EntryType,
  state: StreamState,
  who: Omit<Probe, 'data'>,
  data: ReadEntry['data'] | null,
): RefusalCode | null {
  if (who.facts.may !== permissionOf(type, data)) return 'permission.missing';
  return type.guard(state, { by: who.by, station: who.station, at: who.at, on: who.on, facts: who.facts, data });
}

/** The entry with its data checked and brought to the present version; null where it is not valid. */
export function readEntry(type: EntryType, entry: FoldEntry): ReadEntry | null {
  if (entry.body === null) return null;
  const raw = entry.v < type.v && type.upgrade ? type.upgrade(entry.body.data, entry.v) : entry.body.data;
  const data = type.data.safeParse(raw);
  const facts = factsSchema.safeParse(entry.body.facts);
  return data.success && facts.success ? { ...entry, data: data.data as ReadEntry['data'], facts: facts.data } : null;
}

/** A destroyed body: of what the header still tells, only what could have happened. */
function eraseInto(type: EntryType, state: StreamState, entry: FoldEntry): StreamState {
  const { by, station, at, on } = entry;
  const probe = { by, station, at, on, facts: { isAuthority: true }, data: null };
  return type.foldErased && type.guard(state, probe) === null ? type.foldErased(state, entry) : state;
}

/** Never folded in part: of a stream this program does not understand only what stands in headers is left, and its number. */
const unfolded = ({ number, ...state }: StreamState, entry: FoldEntry): StreamState => ({
  ...emptyState({ ...state, by: state.beganBy, on: state.beganOn }),
  entries: state.entries,
  lastOn: state.lastOn,
  history: state.history.map(({ isUndone: _undone, mark: _mark, ...line }) => line),
  ...(number === undefined ? {} : { number }),
  needsUpgrade: unknownOf(state, entry),
});

const unknownOf = (state: Pick<StreamState, 'kind' | 'rules'>, entry: FoldEntry): string =>
  `${state.kind} rules ${String(state.rules)} ${entry.type} v${String(entry.v)}`;

const count = (state: StreamState, entry: FoldEntry): StreamState => ({
  ...state,
  entries: state.entries + 1,
  lastOn: entry.on > state.lastOn ? entry.on : state.lastOn,
});

/** Keeps what 撤回上一步 would restore: the core before the act's first entry that changed it. */
function remember(type: EntryType, before: StreamState, after: StreamState, entry: FoldEntry): StreamState {
  if (type.undo === undefined) return after;
  const { undoable: last, ...rest } = after;
  if (type.undo === 'final') return rest;
  if (last?.act === entry.act) return after;
  return { ...rest, undoable: { act: entry.act, by: entry.by, at: entry.at, before: before.core } };
}

function addLine(state: StreamState, entry: FoldEntry, extra: Partial<HistoryLine>): StreamState {
  const line: HistoryLine = {
    entry: entry.id,
    type: entry.type,
    act: entry.act,
    at: entry.at,
    on: entry.on,
    by: entry.by,
    station: entry.station,
    isLate: entry.body?.late !== undefined,
    ...extra,
  };
  return { ...state, history: [...state.history, line] };
}

const mark = (state: StreamState, entry: FoldEntry, code: RefusalCode): StreamState =>
  addLine({ ...state, marks: [...state.marks, { entry: entry.id, code }] }, entry, { mark: code });
