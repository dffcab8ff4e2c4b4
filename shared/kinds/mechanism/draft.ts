/** The draft of one decision, and the one way an entry gets into it: through `apply`. */
import type { EntryBody, FoldEntry } from '../../journal/entry.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import { dayOf } from './day.ts';
import type { Kind } from './define.ts';
import type { Facts } from './entry-type.ts';
import { apply, type FindKind } from './fold.ts';
import type { Learnt } from './learnt.ts';
import type { BroughtFile, Ruleset } from './spec.ts';
import { setByOf, stillHolds, type StreamState } from './state.ts';
import { guardedFieldsOf } from './steps.ts';

/** Who writes, where, in which act; and how ids and times are minted. */
export interface Pen {
  readonly act: string;
  readonly by: string;
  readonly station: string;
  readonly writer: string;
  /** Final id and HLC of the next entry, and the instant the clock says: where that was set back, `at` stays and the day does not. */
  readonly next: () => { readonly id: string; readonly at: string; readonly now: string };
  /** 补录: when it happened, and why it is entered later. */
  readonly late?: { readonly on: string; readonly reason: string };
}

/** Everything one decision builds on; `state` grows with each entry. */
export interface Draft {
  readonly findKind: FindKind;
  readonly kind: Kind;
  readonly ruleset: Ruleset;
  readonly learnt: Learnt;
  readonly pen: Pen;
  /** Characters that no font has are left blank to be written by hand, instead of refusing the paper. */
  readonly isByHand: boolean;
  /** What hangs on the stream once the act is done. */
  readonly files: readonly BroughtFile[];
  state: StreamState;
  readonly entries: FoldEntry[];
}

/** Appends one entry to the draft, refusing what the fold would mark or set aside. */
export function write(
  draft: Draft,
  type: string,
  v: number,
  data: JsonObject,
  facts: Facts,
  seen?: Readonly<Record<string, string>>,
): Result<FoldEntry> {
  const { pen, state, ruleset } = draft;
  const { id, at, now } = pen.next();
  const late = pen.late;
  const fields = guardedFieldsOf(ruleset, data);
  const stale = seen && fields.find((name) => (seen[name] ?? '') !== setByOf(state, name));
  if (stale !== undefined) return refuse('field.changedMeanwhile', { field: stale }, stale);
  const body: EntryBody = { data, facts: facts, ...(late ? { late: { reason: late.reason } } : {}) };
  const entry: FoldEntry = {
    id,
    stream: state.stream,
    kind: state.kind,
    type,
    v,
    rules: state.rules,
    act: pen.act,
    seen: Object.fromEntries(fields.map((name) => [name, setByOf(state, name)])),
    at,
    on: late?.on ?? now,
    by: pen.by,
    station: pen.station,
    writer: pen.writer,
    body,
    rev: null,
  };
  const base = state.entries === 0 ? { ...state, beganOn: entry.on, lastOn: entry.on } : state;
  const after = apply(draft.findKind, base, entry);
  const marked = after.marks.find((mark) => mark.entry === id);
  if (marked?.code === 'date.beforeBegin') return refuse(marked.code, {}, 'late.day');
  if (marked !== undefined) return { ok: false, refusal: { code: marked.code } };
  const wrongDay = beforeLastStep(draft, type, entry.on);
  if (wrongDay !== undefined) return wrongDay;
  draft.state = after;
  draft.entries.push(entry);
  return ok(entry);
}

/**
 * 送达 cannot have been before 办结: what moves a case on, or its clock, did not happen before what moved it last. Only asked here: of two desks
 * that wrote apart from each other both may be right. And only of a day somebody named: what the clocks of two desks say is not compared.
 */
function beforeLastStep({ ruleset, state, pen }: Draft, type: string, on: string): Result<never> | undefined {
  const moves = (name: string): boolean => {
    const { to, stops, starts } = ruleset.steps[name] ?? {};
    return (to ?? stops ?? starts) !== undefined;
  };
  if (pen.late === undefined || !moves(type)) return undefined;
  const last = state.history.findLast((line) => moves(line.type) && stillHolds(line));
  if (last === undefined || dayOf(on) >= dayOf(last.on)) return undefined;
  return refuse('date.beforeLastStep', { on: dayOf(last.on) }, 'late.day');
}
