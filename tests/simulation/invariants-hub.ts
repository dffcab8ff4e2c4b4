/** What must hold of the hub's journal, whoever reads it. */
import { wallOf } from '#shared/journal/hlc.ts';
import type { EntryHeader, FoldEntry } from '#shared/journal/entry.ts';
import { formOfficialNumber, readOfficialNumber } from '#shared/documents/official-number.ts';
import { rulesetOf } from '#shared/kinds/mechanism/define.ts';
import { setOf } from '#shared/kinds/mechanism/fields.ts';
import { apply, emptyState, fold, type FindKind } from '#shared/kinds/mechanism/fold.ts';
import type { Ledger } from './ledger.ts';
import { numbersOf } from './official-numbers.ts';
import type { HubRow, Ordered } from './ordered.ts';
import { fail } from './world.ts';

export function checkHub(findKind: FindKind, ordered: Ordered, ledger: Ledger): void {
  checkEffects(ordered);
  checkActs(ordered, ledger);
  checkOrder(ordered);
  checkClocks(ordered);
  checkOfficialNumbers(ordered, ledger);
  checkNumbered(findKind, ordered);
  for (const entries of ordered.streams.values()) checkGuarded(findKind, entries);
  checkMarks(findKind, ordered);
  checkDoubts(ordered, ledger);
}

/** I1: an entry has one effect: one id, one place in its writer's chain, one rev. */
function checkEffects({ entries, aside }: Ordered): void {
  const revs = new Map<string, number>();
  const seqs = new Set<string>();
  for (const { id, stream, rev, writer, seq } of entries) {
    if (rev !== (revs.get(stream) ?? 0) + 1) fail('I1', `stream ${stream} has a hole before rev ${String(rev)}`);
    revs.set(stream, rev);
    if (seqs.has(`${writer} ${String(seq)}`)) fail('I1', `number ${String(seq)} of ${writer} stands twice`);
    seqs.add(`${writer} ${String(seq)}`);
    if (aside.has(id)) fail('I1', `entry ${id} is taken and put aside`);
  }
}

/** An act is taken whole or not at all. */
function checkActs({ entries, aside }: Ordered, { acts, disasters }: Ledger): void {
  const taken = new Set(entries.map(({ id }) => id));
  for (const [act, written] of acts) {
    const there = written.filter(({ id }) => taken.has(id));
    const refused = written.filter(({ id }) => aside.has(id));
    const isHalf = there.length > 0 && (refused.length > 0 || (disasters === 0 && there.length < written.length));
    if (isHalf) fail('whole', `of act ${act} ${String(there.length)} of ${String(written.length)} entries were taken`);
  }
}

/** I4: a stream's order extends the order of each writer. */
function checkOrder({ entries }: Ordered): void {
  const last = new Map<string, number>();
  for (const { stream, writer, seq } of entries) {
    const key = `${stream} ${writer}`;
    if (seq < (last.get(key) ?? 0)) fail('I4', `stream ${stream}: number ${String(seq)} of ${writer} stands too late`);
    last.set(key, seq);
  }
}

const headerOf = ({ header }: HubRow): EntryHeader => JSON.parse(header) as EntryHeader;

/** The hybrid clock of a writer never goes back, whatever its wall clock does. */
function checkClocks({ entries }: Ordered): void {
  const last = new Map<string, string>();
  for (const row of entries.toSorted((a, b) => a.seq - b.seq)) {
    const { at } = headerOf(row);
    const before = last.get(row.writer) ?? '';
    if (at < before) fail('clock', `${row.writer} wrote at ${at} after ${before}`);
    if (Number.isNaN(wallOf(at))) fail('clock', `${row.id} has no time`);
    last.set(row.writer, at);
  }
}

/**
 * I6: official numbers are unique and gapless in each series and year. One may stand twice where a desk that a restored hub had forgotten came
 * only after all others had answered, and nobody else held anything of it: then the operator has been told.
 */
function checkOfficialNumbers({ streams, twice }: Ordered, { hasLatecomer }: Ledger): void {
  const given = new Map<string, number[]>();
  const told = hasLatecomer ? [...twice] : [];
  const seen = new Set<string>();
  for (const { stream, said } of [...streams.values()].flatMap(numbersOf)) {
    const number = readOfficialNumber(said);
    if (number === undefined) return fail('I6', 'an official number nobody can read');
    // A hub that was put back may have given it to the same case again.
    const which = `${stream} ${formOfficialNumber(number)}`;
    if (seen.has(which)) continue;
    seen.add(which);
    const at = told.indexOf(formOfficialNumber(number));
    if (at >= 0) {
      told.splice(at, 1);
      continue;
    }
    const key = `${number.series} ${String(number.year)}`;
    given.set(key, [...(given.get(key) ?? []), number.n]);
  }
  for (const [series, numbers] of given) {
    const sorted = numbers.toSorted((a, b) => a - b);
    if (sorted.some((n, index) => n !== index + 1)) fail('I6', `series ${series}: ${sorted.join(' ')}`);
  }
}

/** I6: and every case has one in the end, of whatever kind and age. */
function checkNumbered(findKind: FindKind, { streams }: Ordered): void {
  for (const [stream, entries] of streams) {
    const state = fold(findKind, entries);
    if (state === undefined || findKind(state.kind)?.form !== 'case') continue;
    const isBegun = state.number !== undefined && state.core.status !== '';
    if (isBegun && state.core.officialNumber === undefined) fail('I6', `case ${stream} has no official number`);
    if (state.needsUpgrade !== undefined) fail('I6', `the newest hub cannot fold ${stream}: ${state.needsUpgrade}`);
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
      if ((entry.seen[name] ?? '') === was.setBy) continue;
      const now = state.core.fields[name];
      if (now?.setBy !== was.setBy) fail('I7', `${entry.stream}: ${name} was overwritten by ${entry.id}`);
      if (now?.open?.some((open) => open.entry === entry.id) !== true)
        fail('I7', `${entry.stream}: the value of ${entry.id} vanished`);
    }
  }
}

/** I8: nothing is marked, or refused, merely for the order in which it arrived: where only one wrote, nothing is. */
function checkMarks(findKind: FindKind, { streams, entries, aside }: Ordered): void {
  const refused = [...aside.values()].find(
    ({ result, code }) => result === 'refused' && code !== 'grant' && code !== 'act',
  );
  if (refused !== undefined) fail('I8', `entry ${refused.id} was refused: ${refused.code}`);
  const writersOf = Map.groupBy(entries, ({ stream }) => stream);
  for (const [stream, list] of streams) {
    const writers = new Set(
      (writersOf.get(stream) ?? []).filter(({ type }) => !isHubs(type)).map(({ writer }) => writer),
    );
    // 销毁 is void where the file is not the one that was appraised any more, whoever added to it: the hub too.
    const hubAdded = list.some(({ type }) => isHubs(type));
    const expected = (code: string) => code === 'staff.suspended' || (code === 'file.changedMeanwhile' && hubAdded);
    const marks = fold(findKind, list)?.marks.filter(({ code }) => !expected(code)) ?? [];
    // What follows from an act that was refused there may well not be allowed without it.
    const lacksSome = [...aside.values()].some((one) => one.stream === stream);
    if (writers.size === 1 && !lacksSome && marks.length > 0)
      fail('I8', `stream ${stream}: ${JSON.stringify(marks)} though one wrote alone`);
  }
}

const isHubs = (type: string): boolean => ['officialNumber', 'doubted', 'assigned'].includes(type);

/** Who had been dismissed when the hub took an entry of theirs is doubted in it, for everybody to see. */
function checkDoubts({ streams }: Ordered, { doubted, disasters }: Ledger): void {
  if (disasters > 0) return;
  const said = new Set(
    [...streams.values()].flat().flatMap(({ type, body }) => (type === 'doubted' ? [body?.data['entry']] : [])),
  );
  const missing = [...doubted].find((id) => !said.has(id));
  if (missing !== undefined) fail('I8', `entry ${missing} of somebody dismissed is not doubted`);
}
