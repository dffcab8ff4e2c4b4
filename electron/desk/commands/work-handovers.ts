/** 工作移交: given in one act, taken in one act. Nothing changes hands until the receiver takes it; what cannot go then stays and says why. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { permissionsOf } from '#shared/kernel/permissions.ts';
import { ok, refuse, type Refusal, type Result } from '#shared/kernel/result.ts';
import { chargeData, chargeOf, isPending } from '#shared/kinds/mechanism/charge.ts';
import { decideBegin, decideNext, type Command } from '#shared/kinds/mechanism/decide.ts';
import { rulesetOf, type Kind } from '#shared/kinds/mechanism/define.ts';
import { recusedOf } from '#shared/kinds/mechanism/recusal.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import { staffValueSchema } from '#shared/kinds/staff/index.ts';
import { workHandoverValueSchema, type StayReason, type WorkHandoverValue } from '#shared/kinds/work-handover/index.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import { word } from '../ledgers/ledger.ts';
import { get, sql, type ReadHandle, type Transaction } from '../store/handles.ts';
import { performAct, refuseStream, type Work } from './act.ts';
import { refuseNumber } from './clock.ts';
import { learntAt, recordOf } from './learn.ts';
import { loadVisible } from './load.ts';
import { atRow, takeStep } from './many.ts';
import { nextOfDay } from './next-of-day.ts';

export interface GiveInput {
  readonly act: string;
  readonly giver: string;
  readonly receiver: string;
  readonly why: WorkHandoverValue['why'];
  readonly from: string;
  readonly until?: string;
  readonly note?: string;
  readonly rows: readonly { readonly stream: string; readonly note?: string }[];
}
type Given = { readonly stream: string; readonly number: string };

export function giveWork(core: DeskCore, viewer: Viewer, { act, ...asked }: GiveInput): Result<Given> {
  const request = { id: act, procedure: 'workHandover.give', input: asked as unknown as JsonObject };
  return performAct(core, viewer, request, (work) => {
    const doubt = refuseNumber(core);
    if (doubt) return doubt;
    if (asked.rows.length === 0 && asked.note === undefined) return refuse('workHandover.empty', undefined, 'note');
    if (recordOf(work.transaction, 'staff', asked.giver) === undefined)
      return refuse('workHandover.giver', undefined, 'giver');
    if (!mayReceive(work.transaction, asked.receiver)) return refuse('workHandover.receiver', undefined, 'receiver');
    if (asked.until !== undefined && asked.until < asked.from) return refuse('date.invalid', undefined, 'until');
    for (const [index, row] of asked.rows.entries()) {
      const refusal = giveRow(core, viewer, work, asked, row);
      if (refusal !== null) return atRow(refusal, index);
    }
    return begin(core, viewer, work, asked);
  });
}

/** Whoever may not act, or handles no cases, could never take them. */
export function mayReceive(handle: ReadHandle | Transaction, staff: string): boolean {
  const person = staffValueSchema.safeParse(recordOf(handle, 'staff', staff));
  return person.success && person.data.isActive && permissionsOf(person.data.roles).has('case.handle');
}

type Asked = Omit<GiveInput, 'act'>;

/** Looks whether this case can go, and writes what is said of it into the case: the list goes to desks that may not know of it. */
function giveRow(
  core: DeskCore,
  viewer: Viewer,
  work: Work,
  { giver, receiver, why }: Asked,
  { stream, note }: Asked['rows'][number],
): Refusal | null {
  const found = loadVisible(core, viewer, work.transaction, stream);
  if (!found.ok) return found.refusal;
  const { kind, state } = found.value;
  if (state.needsUpgrade !== undefined) return { code: 'stream.needsUpgrade' };
  if (chargeOf(kind, state) !== giver) return { code: 'charge.otherHand' };
  if (!isPending(kind, rulesetOf(kind, state.rules), state)) return { code: 'charge.nothingLeft' };
  if (recusedOf(kind.recuses ?? [], state).includes(receiver)) return { code: 'workHandover.concernsReceiver' };
  const commands: readonly Command[] = [
    ...(note === undefined ? [] : [{ type: 'note', data: { text: note } }]),
    ...offerOf(viewer, kind, state, { giver, receiver, why }),
  ];
  for (const command of commands) {
    const decision = takeStep(core, viewer, work, stream, command);
    if (!decision.ok) return decision.refusal;
    work.keep({ isNew: false, decision: decision.value });
  }
  return null;
}

/**
 * The originals of it that the giver holds lie ready for the receiver from now on, who says of each that it came. Where the giver is not the
 * one who makes the list out, the person in charge offers them.
 */
function offerOf(
  viewer: Viewer,
  kind: Kind,
  state: StreamState,
  { giver, receiver, why }: Pick<Asked, 'giver' | 'receiver' | 'why'>,
): readonly Command[] {
  const held = (kind.originals?.(state) ?? []).flatMap(({ holder, material }) =>
    holder?.at === 'staff' && holder.staff === giver ? [material] : [],
  );
  const isOwn = giver === viewer.staff;
  const type = isOwn ? 'originalsOffered' : 'originalsOfferedFor';
  if (held.length === 0 || rulesetOf(kind, state.rules).steps[type] === undefined) return [];
  const reason = isOwn ? {} : { why: word(`workHandover.value.why.${why}`, why) };
  return [{ type, data: { originals: held, receiver, ...reason } }];
}

function begin(core: DeskCore, viewer: Viewer, work: Work, asked: Asked): Result<Given> {
  const kind = core.findKind('workHandover');
  if (kind === undefined) return refuseStream();
  const { giver, receiver, why, from, until, note, rows } = asked;
  const isOwn = giver === viewer.staff;
  const number = nextOfDay(core, work.transaction, 'workHandover', 'YJ');
  const set = {
    ...{ number, receiver, why, from, rows: rows.map(({ stream }) => stream) },
    ...(isOwn ? {} : { giver }),
    ...(until === undefined ? {} : { until }),
    ...(note === undefined ? {} : { note }),
    drafts: draftsOf(work.transaction, giver),
  };
  const stream = newId(core.ports);
  const learnt = learntAt(core, work.transaction, viewer);
  const command = { type: isOwn ? 'given' : 'givenFor', data: { set } };
  const decision = decideBegin(core.findKind, kind, stream, command, learnt, work.pen);
  if (!decision.ok) return decision;
  work.keep({ isNew: true, decision: decision.value });
  return ok({ stream, number });
}

/** Begun on this computer by somebody and not submitted. The hand-over that is being written is none. */
export const draftsOf = (handle: ReadHandle | Transaction, staff: string): number =>
  get(handle, sql<{ n: number }>`SELECT count(*) AS n FROM draft WHERE by_staff = ${staff} AND kind <> 'workHandover'`)
    ?.n ?? 0;

export function readWorkHandover(handle: ReadHandle | Transaction, stream: string): WorkHandoverValue | undefined {
  const row = get(
    handle,
    sql<{ value: string }>`SELECT value FROM live_record WHERE kind = 'workHandover' AND stream = ${stream}`,
  );
  return row && workHandoverValueSchema.parse(JSON.parse(row.value));
}

interface OneInput {
  readonly act: string;
  readonly stream: string;
}

/** 接收: each case by an entry of its own, then the list with what stayed. */
export function takeWork(core: DeskCore, viewer: Viewer, { act, stream }: OneInput) {
  return stepOn(core, viewer, { act, stream, procedure: 'workHandover.take', said: {} }, (work, list) => {
    // Before any case: whoever is not meant is told so, not that every case stayed.
    if (list.receiver !== viewer.staff) return refuse('workHandover.notYours');
    const stayed = list.rows.flatMap((row) => {
      const why = takeRow(core, viewer, work, { list: stream, from: list.giver, row });
      return why === null ? [] : [{ stream: row, why }];
    });
    const data = stayed.length === 0 ? {} : { set: { stayed } };
    return ok({
      command: { type: 'taken', data },
      answer: { taken: list.rows.length - stayed.length, stayed: stayed.length },
    });
  });
}

/** Null: it is theirs. */
function takeRow(
  core: DeskCore,
  viewer: Viewer,
  work: Work,
  { list, from, row }: { readonly list: string; readonly from: string; readonly row: string },
): StayReason | null {
  const found = loadVisible(core, viewer, work.transaction, row);
  if (!found.ok) return 'notSeen';
  const { kind, state } = found.value;
  if (state.needsUpgrade !== undefined) return 'newer';
  if (!isPending(kind, rulesetOf(kind, state.rules), state)) return 'nothingLeft';
  const data = chargeData(kind, state, { list, from, to: viewer.staff });
  const learnt = learntAt(core, work.transaction, viewer);
  const decision = decideNext(core.findKind, kind, state, { type: 'chargeTaken', data }, learnt, work.pen);
  if (!decision.ok) return whyStays[decision.refusal.code] ?? 'refused';
  work.keep({ isNew: false, decision: decision.value });
  return null;
}

const whyStays: Partial<Record<Refusal['code'], StayReason>> = {
  'charge.otherHand': 'otherHand',
  'case.concernsYou': 'concerned',
};

export const sendBackWork = (core: DeskCore, viewer: Viewer, { refusal, ...input }: OneInput & { refusal: string }) =>
  stepOn(core, viewer, { ...input, procedure: 'workHandover.sendBack', said: { refusal } }, () =>
    ok({ command: { type: 'sentBack', data: { set: { refusal } } }, answer: {} }),
  );

export const takeBackWork = (core: DeskCore, viewer: Viewer, input: OneInput) =>
  stepOn(core, viewer, { ...input, procedure: 'workHandover.takeBack', said: {} }, (_work, { giver, by }) => {
    const isTheirs = [giver, by].includes(viewer.staff);
    const type = !isTheirs && viewer.may.has('dispatch.assign') ? 'calledOff' : 'takenBack';
    return ok({ command: { type, data: {} }, answer: {} });
  });

/** A step of a hand-over that is still open. Refusals: stream.unknown, workHandover.notOpen, those of the step. */
function stepOn<T extends JsonObject>(
  core: DeskCore,
  viewer: Viewer,
  { act, stream, procedure, said }: OneInput & { readonly procedure: string; readonly said: JsonObject },
  make: (work: Work, list: WorkHandoverValue) => Result<{ readonly command: Command; readonly answer: T }>,
): Result<T> {
  return performAct(core, viewer, { id: act, procedure, input: { stream, ...said } }, (work) => {
    const list = readWorkHandover(work.transaction, stream);
    if (list === undefined) return refuseStream();
    if (list.status !== 'given') return refuse('workHandover.notOpen');
    const made = make(work, list);
    if (!made.ok) return made;
    const decision = takeStep(core, viewer, work, stream, made.value.command);
    if (!decision.ok) return decision;
    work.keep({ isNew: false, decision: decision.value });
    return ok(made.value.answer);
  });
}
