/**
 * Many acts in one transaction. The program never does this: there an act is a commit. Here nobody waits for any of them, and a
 * million commits would take hours. Everything else is the program's own: `decide`, the chain of entries, the projections.
 */
import { nextHlc } from '#shared/journal/hlc.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { decideBegin, decideNext, type Decision } from '#shared/kinds/mechanism/decide.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import type { Pen } from '#shared/kinds/mechanism/draft.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import { headOf } from '#desk/commands/act.ts';
import { learntAt } from '#desk/commands/learn.ts';
import type { DeskCore, Viewer } from '#desk/core.ts';
import { newId } from '#desk/ids.ts';
import { appendEntries, type ChainHead } from '#desk/journal/entries.ts';
import { putProjection } from '#desk/journal/projections.ts';
import { get, run, sql, type Transaction } from '#desk/store/handles.ts';

export interface BulkWriter {
  readonly begin: (viewer: Viewer, step: BulkStep) => Written;
  readonly step: (viewer: Viewer, state: StreamState, step: BulkStep) => Written;
  /** Rows of a stream, written once, when its life is over. */
  readonly project: (state: StreamState) => void;
  /** To be called at the end of each transaction: the head of the chain. */
  readonly settle: () => void;
  readonly entries: () => number;
}

export interface BulkStep {
  readonly type: string;
  readonly data: JsonObject;
  readonly late?: { readonly on: string; readonly reason: string };
}

export interface Written {
  readonly state: StreamState;
  readonly act: string;
}

export function bulkWriter(core: DeskCore, transaction: Transaction, kind: Kind): BulkWriter {
  let head = headOf(transaction, core.writer.id);
  let at = head.at;
  let seq = get(transaction, sql<{ seq: number | null }>`SELECT max(seq) AS seq FROM entry`)?.seq ?? 0;
  const first = head.seq;
  // One look at the registries a transaction: they do not change while cases are written.
  const learntBy = new Map<Viewer, ReturnType<typeof learntAt>>();
  const learntOf = (viewer: Viewer): ReturnType<typeof learntAt> => {
    const known = learntBy.get(viewer);
    if (known !== undefined) return known;
    const learnt = remembering(learntAt(core, transaction, viewer));
    learntBy.set(viewer, learnt);
    return learnt;
  };
  const penOf = (viewer: Viewer, act: string, late: BulkStep['late']): Pen => ({
    act,
    by: viewer.staff,
    station: core.writer.station,
    writer: core.writer.id,
    next: () => {
      const now = core.ports.clock.now();
      at = nextHlc(at, now);
      return { id: newId(core.ports), at, now: new Date(now).toISOString() };
    },
    ...(late ? { late } : {}),
  });
  const keep = (viewer: Viewer, act: string, procedure: string, { state, entries }: Decision): Written => {
    const before = head;
    head = appendEntries(transaction, core.ports, head, entries);
    seq += entries.length;
    keepAct(transaction, core.writer.id, viewer, act, procedure, state, at, before, head);
    return { state, act };
  };
  return {
    begin: (viewer, { late, ...command }) => {
      const act = newId(core.ports);
      const stream = newId(core.ports);
      const pen = penOf(viewer, act, late);
      const decision = decideBegin(core.findKind, kind, stream, command, learntOf(viewer), pen);
      return keep(viewer, act, 'case.begin', unwrap(decision));
    },
    step: (viewer, state, { late, ...command }) => {
      const act = newId(core.ports);
      const pen = penOf(viewer, act, late);
      const decision = decideNext(core.findKind, kind, state, command, learntOf(viewer), pen);
      return keep(viewer, act, 'case.step', unwrap(decision));
    },
    project: (state) => {
      putProjection(transaction, kind, state, seq, true);
    },
    settle: () => {
      run(
        transaction,
        sql`UPDATE writer SET last_seq = ${head.seq}, last_hash = ${head.hash}, last_at = ${head.at} WHERE id = ${core.writer.id}`,
      );
    },
    entries: () => head.seq - first,
  };
}

/** Registry rows are read once. */
function remembering(learnt: ReturnType<typeof learntAt>): ReturnType<typeof learntAt> {
  const records = new Map<string, JsonObject | undefined>();
  return {
    ...learnt,
    record: (kind, key) => {
      const name = `${kind} ${key}`;
      if (!records.has(name)) records.set(name, learnt.record(kind, key));
      return records.get(name);
    },
  };
}

/** The rows an act leaves beside its entries, as `performAct` writes them. */
function keepAct(
  transaction: Transaction,
  writer: string,
  viewer: Viewer,
  act: string,
  procedure: string,
  state: StreamState,
  at: string,
  before: ChainHead,
  head: ChainHead,
): void {
  const answer = {
    stream: state.stream,
    number: state.number ?? '',
    status: state.core.status,
    issued: [],
    wrong: [],
    jobs: [],
  };
  run(
    transaction,
    sql`INSERT INTO act (id, procedure, request_hash, by_staff, at, answer) VALUES (${act}, ${procedure}, ${head.hash},
      ${viewer.staff}, ${at.slice(0, 24)}, ${JSON.stringify(answer)})`,
  );
  run(
    transaction,
    sql`INSERT INTO outbox (act, first_seq, last_seq, writer) VALUES (${act}, ${before.seq + 1}, ${head.seq}, ${writer})`,
  );
}
