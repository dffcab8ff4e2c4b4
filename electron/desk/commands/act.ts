/**
 * One act, one transaction: load, fold, decide, entries, projections, number, print jobs, the stored answer. The id of an act is
 * minted when its form opens; a repeat gets the stored answer, so a double click or a lost answer never writes twice.
 */
import { canonical, toHex } from '#shared/journal/entry.ts';
import { nextHlc } from '#shared/journal/hlc.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Refusal, type Result } from '#shared/kernel/result.ts';
import { asRequest } from '#shared/kinds/mechanism/ask.ts';
import type { Decision } from '#shared/kinds/mechanism/decide.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import type { Pen } from '#shared/kinds/mechanism/draft.ts';
import { isOfTownship } from '#shared/kinds/mechanism/requests.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import { appendEntries, type ChainHead } from '../journal/entries.ts';
import { loadState, putProjection } from '../journal/projections.ts';
import { readSetting } from '../settings.ts';
import { refuseBySpace } from '../store/ballast.ts';
import { get, run, sql, transact, type Transaction } from '../store/handles.ts';
import { heardSetting } from '../sync/link-state.ts';

export interface ActRequest {
  readonly id: string;
  readonly procedure: string;
  /** What was asked, as data: an act id that comes again with something else is refused, not answered. */
  readonly input: JsonObject;
  readonly late?: { readonly on: string; readonly reason: string };
  /** It only finishes what was begun (printing, its fate): allowed on a full disk too. */
  readonly isDraining?: true;
}

/** A new stream, or one more step of a stream. */
export interface Change {
  readonly isNew: boolean;
  readonly decision: Decision;
}

/** What an act does inside its transaction. */
export interface Work {
  readonly transaction: Transaction;
  readonly pen: Pen;
  /** Entries, numbers and projections of one stream; several calls make an act on several streams. */
  readonly keep: (change: Change) => void;
}

class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/**
 * Runs an act. `work` answers what the caller gets (and every repeat of the act); a refusal rolls everything back.
 * Late entries (补录) need a reason and never lie in the future.
 */
export function performAct<T extends JsonObject>(
  core: DeskCore,
  viewer: Viewer,
  request: ActRequest,
  work: (work: Work) => Result<T>,
): Result<T> {
  const requestHash = toHex(
    core.ports.sm3(new TextEncoder().encode(canonical({ procedure: request.procedure, input: request.input }))),
  );
  const streams = new Set<string>();
  // What it finds may have to be kept (`clock.ts`), in a transaction of its own.
  core.lookAtClock();
  try {
    const value = transact(core.store.write, function act(transaction): JsonObject {
      const stored = storedAnswer(transaction, request, requestHash);
      if (stored) return stored;
      const refusal =
        lateRefusal(core, request) ?? (request.isDraining ? undefined : refuseBySpace(core.spaceLevel(), 'act'));
      if (refusal) throw new Refused(refusal);
      const answer = perform(core, viewer, request, transaction, work, streams);
      run(
        transaction,
        sql`INSERT INTO act (id, procedure, request_hash, by_staff, at, answer) VALUES (${request.id}, ${request.procedure},
          ${requestHash}, ${viewer.staff}, ${new Date(core.ports.clock.now()).toISOString()}, ${JSON.stringify(answer)})`,
      );
      // The draft of this form is what has just been saved.
      run(transaction, sql`DELETE FROM draft WHERE id = ${request.id}`);
      return answer;
    });
    if (streams.size > 0) core.changed([...streams]);
    return ok(value as T);
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    throw error;
  }
}

function storedAnswer(transaction: Transaction, request: ActRequest, requestHash: string): JsonObject | undefined {
  const row = get(
    transaction,
    sql<{ request_hash: string; answer: string }>`SELECT request_hash, answer FROM act WHERE id = ${request.id}`,
  );
  if (row === undefined) return undefined;
  if (row.request_hash !== requestHash) throw new Refused({ code: 'act.conflict' });
  return JSON.parse(row.answer) as JsonObject;
}

function lateRefusal(core: DeskCore, { late }: ActRequest): Refusal | undefined {
  if (late === undefined) return undefined;
  if (late.reason.trim() === '') return { code: 'date.lateWithoutReason', field: 'late.reason' };
  return Date.parse(late.on) > core.ports.clock.now() ? { code: 'date.future', field: 'late.day' } : undefined;
}

function perform<T>(
  core: DeskCore,
  viewer: Viewer,
  request: ActRequest,
  transaction: Transaction,
  work: (work: Work) => Result<T>,
  streams: Set<string>,
): T {
  const before = headOf(transaction, core.writer.id);
  let head = before;
  // What was heard of others' clocks: an entry written after it is not dated before it.
  const heard = readSetting(transaction, heardSetting);
  let at = heard > before.at ? heard : before.at;
  const pen: Pen = {
    act: request.id,
    by: viewer.staff,
    station: core.writer.station,
    writer: core.writer.id,
    next: () => {
      const now = core.ports.clock.now();
      at = nextHlc(at === '' ? undefined : at, now);
      return { id: newId(core.ports), at, now: new Date(now).toISOString() };
    },
    ...(request.late ? { late: request.late } : {}),
  };
  const keep = ({ isNew, decision: decided }: Change): void => {
    const kind = core.findKind(decided.state.kind);
    if (kind === undefined) throw new Error(`bug: no kind ${decided.state.kind}`);
    const decision = isAsked(core, kind) ? asked(core, transaction, decided) : decided;
    head = appendEntries(transaction, core.ports, head, decision.entries);
    putProjection(transaction, kind, decision.state, lastSeq(transaction), isNew);
    streams.add(decision.state.stream);
  };
  const result = work({ transaction, pen, keep });
  if (!result.ok) throw new Refused(result.refusal);
  if (head !== before) keepHead(core, transaction, request.id, before, head);
  return result.value;
}

/** Away from its authority a desk writes requests in the township's registries, never the fact. */
export const isAsked = ({ isAuthority }: Pick<DeskCore, 'isAuthority'>, kind: Kind): boolean =>
  !isAuthority && isOfTownship(kind);

const asked = ({ findKind }: DeskCore, transaction: Transaction, decision: Decision): Decision =>
  asRequest(findKind, loadState(transaction, findKind, decision.state.stream), decision);

export function headOf(transaction: Transaction, writer: string): ChainHead {
  const row = get(
    transaction,
    sql<{ last_seq: number; last_hash: string; last_at: string }>`SELECT last_seq, last_hash, last_at FROM writer
      WHERE id = ${writer}`,
  );
  if (row === undefined) throw new Error('bug: no writer');
  return { seq: row.last_seq, hash: row.last_hash, at: row.last_at };
}

function keepHead(core: DeskCore, transaction: Transaction, act: string, before: ChainHead, head: ChainHead): void {
  run(
    transaction,
    sql`UPDATE writer SET last_seq = ${head.seq}, last_hash = ${head.hash}, last_at = ${head.at} WHERE id = ${core.writer.id}`,
  );
  run(
    transaction,
    sql`INSERT INTO outbox (act, first_seq, last_seq, writer) VALUES (${act}, ${before.seq + 1}, ${head.seq}, ${core.writer.id})`,
  );
}

const lastSeq = (transaction: Transaction): number =>
  get(transaction, sql<{ seq: number }>`SELECT max(seq) AS seq FROM entry`)?.seq ?? 0;

export const refuseStream = (): Result<never> => refuse('stream.unknown');
