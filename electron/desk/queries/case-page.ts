/** One case as its page shows it. Without `reveal` personal data is masked; revealing is written to the audit chain by the caller. */
import type { CasePage } from '#shared/contract/case.ts';
import { contentPlaceOf, placeOf } from './link.ts';
import { displayReceiptNumber, parseReceiptNumber } from '#shared/documents/receipt-number.ts';
import { instantOf, nextHlc } from '#shared/journal/hlc.ts';
import type { FoldEntry } from '#shared/journal/entry.ts';
import type { Json, JsonObject } from '#shared/kernel/json.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import { chargeOf } from '#shared/kinds/mechanism/charge.ts';
import { mayStep } from '#shared/kinds/mechanism/decide.ts';
import { rulesetOf, type Kind } from '#shared/kinds/mechanism/define.ts';
import { correctableFields } from '#shared/kinds/mechanism/fields.ts';
import type { Ruleset } from '#shared/kinds/mechanism/spec.ts';
import type { DueStanding } from '#shared/time/standing.ts';
import { type PaperState, isEnded, type HistoryLine, type StreamState } from '#shared/kinds/mechanism/state.ts';
import { overdueWhyOf } from '#shared/kinds/mechanism/overdue.ts';
import { rowOfCase } from '#shared/kinds/mechanism/project.ts';
import { papersOf } from '#shared/kinds/mechanism/papers.ts';
import { isAwaited } from '#shared/kinds/mechanism/signatures.ts';
import { arePapersOut } from '#shared/kinds/mechanism/ways-out.ts';
import { learntForReading } from '../commands/learn.ts';
import { loadVisible } from '../commands/load.ts';
import { mayBeOut } from '../commands/may-be-out.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { loadEntries } from '../journal/entries.ts';
import { lastBackupOf } from '../settings.ts';
import { get, sql } from '../store/handles.ts';
import { carriedCases, carriersOf } from './carried.ts';
import { queueView } from './cases.ts';
import { maskData, maskField, maskNotes } from './mask.ts';
import { custodyOf } from './custody.ts';
import { staffNames, stationName } from './names.ts';
import { standingOf, todayOf } from './standings.ts';
import { casesAbout } from './about.ts';
import { visibleTo } from './viewer.ts';
import { visitPart } from './visit.ts';

export function casePageOf(core: DeskCore, viewer: Viewer, stream: string, isRevealed: boolean): Result<CasePage> {
  const found = loadVisible(core, viewer, core.store.read, stream);
  if (!found.ok) return found;
  const { kind, state } = found.value;
  const read = core.store.read;
  const entries = loadEntries(read, stream);
  const nameOf = staffNames(read);
  const ruleset = state.needsUpgrade === undefined ? rulesetOf(kind, state.rules) : undefined;
  const standing = standingOf(core, Object.values(state.core.dues));
  return ok({
    ...headOf(state, kind),
    stationName: stationName(read, state.station),
    charge: chargeView(kind, state, nameOf),
    title: rowOfCase(kind, state).title,
    ...disposalOf(state, nameOf),
    ...fieldsOf(state, ruleset, isRevealed),
    learnt: state.core.learnt as Record<string, JsonValue>,
    isRevealed,
    dues: standing.dues.map(({ dueAt: _at, ...due }) => ({
      ...due,
      ...labelOf(kind, state, due),
      ...pauseOf(state, due),
      ...whyOf(state, due, nameOf),
    })),
    lapses: [...standing.lapses],
    stages: stagesOf(kind, state, isRevealed, nameOf),
    approvals: approvalsOf(kind, state, nameOf),
    authority: authorityToday(core, kind, state),
    queue: queueOf(core, kind, state),
    owed: owedOf(core, kind, state, standing.dues, nameOf),
    originals: originalsOf(kind, state, nameOf, todayOf(core)),
    papers: state.papers.map((paper) => paperView(paper, nameOf)),
    attachments: state.attachments.map(({ id, name, bytes, mime, isMoved, required, blob, for: what }) => ({
      ...{ id, name, bytes, mime },
      isMoved: isMoved === true,
      isRequired: required === true,
      ...(what === undefined ? {} : { for: what }),
      place: contentPlaceOf(core, blob),
    })),
    history: historyOf(state, entries, ruleset, isRevealed, nameOf),
    doubts: state.marks.map(({ entry }) => entry),
    choices: choicesOf(state, ruleset, isRevealed, nameOf),
    allowed: allowedOf(core, viewer, kind, state),
    correctable: ruleset === undefined ? [] : [...correctableFields(ruleset, state)],
    ...waysOutOf(core, viewer, state, nameOf),
    visit: visitPart(core, viewer, state),
    aboutThis: casesAbout(core, viewer, stream),
    carries: carriedCases(core, viewer, kind, state),
    carriedBy: carriersOf(core, viewer, stream, isRevealed),
    custody: { place: placeOf(core, state.stream), lastBackup: lastBackupOf(read)?.at ?? null },
  });
}

function disposalOf({ destroyed, kept }: StreamState, nameOf: (id: string) => string) {
  if (destroyed !== undefined) {
    const { list, listNumber, on, by } = destroyed;
    return { destroyed: { list, listNumber, on, byName: nameOf(by) } };
  }
  return kept === undefined ? {} : { kept: { listNumber: kept.listNumber, until: kept.until } };
}

function chargeView(kind: Kind, state: StreamState, nameOf: (id: string) => string): CasePage['charge'] {
  const staff = chargeOf(kind, state);
  return { name: nameOf(staff), list: state.charge?.staff === staff ? state.charge.list : null };
}

function labelOf(kind: Kind, state: StreamState, { name }: { readonly name: string }) {
  const label = kind.dueLabel?.(state, name);
  return label === undefined ? {} : { label };
}

function stagesOf(
  kind: Kind,
  state: StreamState,
  isRevealed: boolean,
  nameOf: (id: string) => string,
): CasePage['stages'] {
  return (kind.stages?.(state) ?? []).map(({ by, byStaff, notes, ...row }) => ({
    ...row,
    ...(notes === undefined ? {} : { notes: isRevealed ? { ...notes } : maskNotes({ ...notes }) }),
    ...(by === undefined ? {} : { by: byStaff === undefined ? [...by] : [nameOf(byStaff)] }),
  }));
}

function approvalsOf(kind: Kind, state: StreamState, nameOf: (id: string) => string): CasePage['approvals'] {
  return (kind.approvals?.(state) ?? []).map(({ by, byStaff, ...row }) => ({
    ...row,
    ...(by === undefined ? {} : { by: byStaff === true ? by.map(nameOf) : [...by] }),
  }));
}

function queueOf(core: DeskCore, kind: Kind, state: StreamState): CasePage['queue'] {
  const queue = isEnded(state) ? undefined : rowOfCase(kind, state).queue;
  return queue === undefined ? null : queueView(core, queue);
}

function owedOf(
  core: DeskCore,
  kind: Kind,
  state: StreamState,
  dues: readonly DueStanding[],
  nameOf: (id: string) => string,
): CasePage['owed'] {
  const today = todayOf(core);
  return (kind.owed?.(state) ?? []).map(({ material, way, on, who = '', until, due, isOpen, met }) => {
    const standing = dues.find(({ name }) => name === due);
    const day = standing === undefined ? (until ?? null) : standing.state === 'paused' ? null : standing.due;
    const isLate = standing === undefined ? day !== null && day < today : standing.state === 'waitingLong';
    return {
      ...{ material, way, on, who, until: day },
      state: met !== undefined ? ('met' as const) : !isOpen ? ('over' as const) : isLate ? ('late' as const) : 'open',
      met: met === undefined ? null : { on: met.on, how: met.how, byName: nameOf(met.by), note: met.note ?? '' },
    };
  });
}

const originalsOf = (
  kind: Kind,
  state: StreamState,
  nameOf: (id: string) => string,
  today: string,
): CasePage['originals'] =>
  (kind.originals?.(state) ?? []).map((row) => ({
    ...{ material: row.material, copies: row.copies, since: row.since, place: row.place ?? '' },
    returned: row.returned === undefined ? null : { ...row.returned },
    ...custodyOf(row, nameOf, today),
  }));

/** Why it stands still; one that was late before is not held by it. */
function pauseOf({ core }: StreamState, { name, state }: { readonly name: string; readonly state: string }) {
  const open = state === 'paused' ? core.dues[name]?.pauses?.find(({ to }) => to === undefined) : undefined;
  return open === undefined ? {} : { pause: { name: open.name, from: open.from } };
}

function whyOf({ core }: StreamState, { name }: { readonly name: string }, nameOf: (id: string) => string) {
  const due = core.dues[name];
  const why = due && overdueWhyOf(core, due);
  return why === undefined ? {} : { why: { whose: why.whose, reason: why.reason, byName: nameOf(why.by), on: why.on } };
}

type JsonValue = CasePage['fields'][string];

function headOf(state: StreamState, kind: Kind) {
  const parsed = parseReceiptNumber(state.number ?? '');
  const isAlive = state.core.voided === undefined && state.core.mergedInto === undefined;
  const states = kind.rulesets[state.rules]?.states ?? {};
  return {
    stream: state.stream,
    kind: state.kind,
    rules: state.rules,
    number: state.number ?? '',
    numberShown: parsed.ok ? displayReceiptNumber(parsed.value.text) : (state.number ?? ''),
    officialNumber: state.core.officialNumber ?? '',
    status: state.core.status,
    isOpen: isAlive && states[state.core.status] === 'open',
    station: state.station,
    beganOn: state.beganOn,
    lastOn: state.lastOn,
    ...(state.needsUpgrade === undefined ? {} : { needsUpgrade: state.needsUpgrade }),
  };
}

function fieldsOf(state: StreamState, ruleset: Ruleset | undefined, isRevealed: boolean) {
  const all = Object.entries(state.core.fields);
  const value = (name: string, raw: Json): JsonValue =>
    (isRevealed || ruleset === undefined ? raw : maskField(ruleset, name, raw)) as JsonValue;
  return {
    fields: Object.fromEntries(all.map(([name, field]) => [name, value(name, field.value)])),
    seen: Object.fromEntries(all.map(([name, field]) => [name, field.setBy])),
  };
}

function historyOf(
  state: StreamState,
  entries: readonly FoldEntry[],
  ruleset: Ruleset | undefined,
  isRevealed: boolean,
  nameOf: (id: string) => string,
): CasePage['history'] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return state.history.map((line) => {
    // Of a destroyed file also while its content waits for the word of the hub.
    const body = line.isErased === true ? null : (byId.get(line.entry)?.body ?? null);
    // The blocks of a paper are read through its own procedure; here they would only be weight, and what it keeps of its step stands there.
    const { blocks: _blocks, kept: _kept, ...data }: JsonObject = body?.data ?? {};
    const shown = ruleset === undefined ? {} : isRevealed ? data : maskLine(ruleset, line, data);
    return {
      entry: line.entry,
      type: line.type,
      act: line.act,
      at: instantOf(line.at),
      on: line.on,
      by: line.by,
      byName: nameOf(line.by),
      station: line.station,
      ...(body?.late === undefined ? {} : { lateReason: body.late.reason }),
      isUndone: line.isUndone === true,
      isErased: line.isErased === true,
      ...(line.mark === undefined ? {} : { mark: line.mark }),
      data: shown as Record<string, JsonValue>,
    };
  });
}

/** Of what fits no form nobody knows which of it is personal. */
const maskLine = (ruleset: Ruleset, { mark }: HistoryLine, data: JsonObject): JsonObject =>
  mark === 'entry.invalid' ? {} : maskData(ruleset, data);

function choicesOf(
  state: StreamState,
  ruleset: Ruleset | undefined,
  isRevealed: boolean,
  nameOf: (id: string) => string,
): CasePage['choices'] {
  return Object.entries(state.core.fields).flatMap(([field, { value, setBy, open }]) => {
    if (open === undefined || open.length === 0) return [];
    const shown = (raw: Json): JsonValue =>
      (isRevealed || ruleset === undefined ? raw : maskField(ruleset, field, raw)) as JsonValue;
    const line = state.history.find(({ entry }) => entry === setBy);
    const present = {
      entry: setBy,
      value: shown(value),
      byName: nameOf(line?.by ?? ''),
      at: instantOf(line?.at ?? ''),
    };
    const others = open.map((one) => ({
      entry: one.entry,
      value: shown(one.value),
      byName: nameOf(one.by),
      at: instantOf(one.at),
    }));
    return [{ field, values: [present, ...others] }];
  });
}

function authorityToday(core: DeskCore, kind: Kind, state: StreamState): CasePage['authority'] {
  if (isEnded(state)) return null;
  return kind.authority?.(state, todayOf(core)) ?? null;
}

/** Every type this person may begin now: the same question the act will be asked. */
function allowedOf(core: DeskCore, viewer: Viewer, kind: Kind, state: StreamState): string[] {
  const learnt = learntForReading(core, viewer);
  const at = nextHlc(undefined, core.ports.clock.now());
  const types = [...(kind.typesByRules.get(state.rules) ?? [])];
  const offered = types.flatMap(([name, { writtenBy }]) => (writtenBy === 'program' ? [] : [name]));
  return offered.filter((type) => mayStep(kind, state, type, learnt, viewer.staff, at).ok);
}

function waysOutOf(core: DeskCore, viewer: Viewer, state: StreamState, nameOf: (id: string) => string) {
  const { voided, voidAsked, mergedInto, mergedFrom } = state.core;
  const lastPapers = papersOf(state, state.undoable?.act).map(({ id }) => id);
  return {
    ...(state.undoable === undefined ? {} : { undoableAct: state.undoable.act }),
    arePapersOut: arePapersOut(state, { mayBeOut: mayBeOut(core.store.read, state.stream, lastPapers) }),
    ...(voided === undefined ? {} : { voided: { cause: voided.cause, on: voided.on } }),
    ...(voidAsked === undefined
      ? {}
      : { voidAsked: { cause: voidAsked.cause, byName: nameOf(voidAsked.by), isMine: voidAsked.by === viewer.staff } }),
    ...(mergedInto === undefined
      ? {}
      : { mergedInto: { stream: mergedInto, number: numberOf(core, viewer, mergedInto) } }),
    mergedFrom: mergedFrom.map((stream) => ({ stream, number: numberOf(core, viewer, stream) })),
  };
}

function paperView(paper: PaperState, nameOf: (staff: string) => string): CasePage['papers'][number] {
  const { id, spec, on, status, replaces, replacedBy, copies, signing, signatures = [] } = paper;
  return {
    ...{ id, spec, on, status, copies },
    ...(replaces === undefined ? {} : { replaces }),
    ...(replacedBy === undefined ? {} : { replacedBy }),
    ...(signing === undefined
      ? {}
      : {
          signing: {
            isAwaited: isAwaited(paper),
            isHandOnly: signing.isHandOnly === true,
            signatures: signatures.map(({ way, on: signedOn, by, name = '', files }) => ({
              ...{ way, on: signedOn, byName: nameOf(by), name },
              files: [...files],
            })),
          },
        }),
  };
}

/** '' where the person may not see that case. */
const numberOf = (core: DeskCore, viewer: Viewer, stream: string): string =>
  get(
    core.store.read,
    sql<{ number: string }>`SELECT c.number FROM live_case c WHERE c.stream = ${stream} AND ${visibleTo(viewer)}`,
  )?.number ?? '';
