/** 上报批次 as screens and papers show them. Who is in one is read from the cases, each only for whoever may see it. */
import type { BatchRow } from '#shared/contract/batch.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { maskName } from '#shared/identity/masking.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { batchValueSchema, longestBatch } from '#shared/kinds/batch/index.ts';
import { petitionerSchema } from '#shared/kinds/common/petitioner.ts';
import { mayStep } from '#shared/kinds/mechanism/decide.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import { officialFormsSchema } from '#shared/kinds/matter/guide.ts';
import { matterFactsSchema } from '#shared/kinds/matter/facts.ts';
import { valueOf, type StreamState } from '#shared/kinds/mechanism/state.ts';
import { courseOf, type Trip } from '#shared/kinds/service/course.ts';
import { copiesOf, hallOf, momentOf } from '#shared/kinds/service/papers.ts';
import { guardReportStage } from '#shared/kinds/service/stages.ts';
import { nextHlc } from '#shared/journal/hlc.ts';
import { isOut, readBatch } from '../commands/batches.ts';
import { learntForReading } from '../commands/learn.ts';
import { loadVisible } from '../commands/load.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { all, get, sql } from '../store/handles.ts';
import { matterOf } from './matters.ts';
import { nowOf } from './standings.ts';
import { visibleTo } from './viewer.ts';

/** Cases under way by matter: how many of them can go up the list of candidates says. */
export function mattersToSend(core: DeskCore, viewer: Viewer) {
  const rows = all(
    core.store.read,
    sql<{ code: string; n: number }>`SELECT c.matter AS code, count(*) AS n FROM live_case c
      WHERE c.is_open = 1 AND c.kind = 'service' AND c.status = 'accepted' AND ${visibleTo(viewer)}
      GROUP BY c.matter ORDER BY n DESC`,
  );
  return rows.flatMap(({ code, n: count }) => {
    const row = get(
      core.store.read,
      sql<{ value: string }>`SELECT value FROM live_record WHERE kind = 'matter' AND key = ${code}`,
    );
    const matter = row && matterFactsSchema.safeParse(JSON.parse(row.value)).data;
    if (matter === undefined || matter.decides === 'here') return [];
    return [{ code, name: matter.name, authority: matter.authority ?? '', count }];
  });
}

/** Those that may go up now, by the question the act will be asked. */
export function batchCandidates(core: DeskCore, viewer: Viewer, matter: string) {
  const rows = all(
    core.store.read,
    sql<{ stream: string; number: string; petitioner: string; began_on: string }>`
      SELECT c.stream, c.number, c.petitioner, c.began_on FROM live_case c
      WHERE c.is_open = 1 AND c.kind = 'service' AND c.status = 'accepted' AND c.matter = ${matter} AND ${visibleTo(viewer)}
      ORDER BY c.began_on LIMIT ${longestBatch}`,
  );
  const learnt = learntForReading(core, viewer);
  const at = nextHlc(undefined, core.ports.clock.now());
  return rows.flatMap(({ stream, number, petitioner, began_on: beganOn }) => {
    const found = loadVisible(core, viewer, core.store.read, stream);
    if (!found.ok) return [];
    const { kind, state } = found.value;
    const may =
      mayStep(kind, state, 'sentInBatch', learnt, viewer.staff, at).ok && guardReportStage(state, {}) === null;
    return may ? [{ stream, number, petitioner: maskName(petitioner), beganOn }] : [];
  });
}

export interface FoundBatch {
  readonly stream: string;
  readonly number: string;
  readonly authority: string;
  readonly matter: string;
  readonly sentOn: string;
  readonly cases: readonly StreamState[];
}

/** Undefined where the person may see none of its cases. */
export function findBatch(core: DeskCore, viewer: Viewer, stream: string): FoundBatch | undefined {
  const batch = readBatch(core.store.read, stream);
  const begun = get(
    core.store.read,
    sql<{ on_at: string }>`SELECT on_at FROM entry WHERE stream = ${stream} AND type = 'sentUp' ORDER BY seq LIMIT 1`,
  );
  if (batch === undefined || begun === undefined) return undefined;
  const cases = batch.rows.flatMap((row) => {
    const found = loadVisible(core, viewer, core.store.read, row);
    return found.ok ? [found.value.state] : [];
  });
  const [first] = cases;
  if (first === undefined) return undefined;
  const matter = matterFactsSchema.safeParse(first.core.learnt['matter']).data?.name ?? batch.matter;
  return { ...{ stream, number: batch.number, authority: batch.authority }, matter, sentOn: begun.on_at, cases };
}

const headOf = ({ cases, ...head }: FoundBatch) => ({
  ...head,
  count: cases.length,
  out: cases.filter((state) => isOut(state, head.stream)).length,
});

const newest = 100;

/** Newest first. Folded are only the cases that lie above: of old batches none does. */
export function listBatches(core: DeskCore, viewer: Viewer) {
  const rows = all(
    core.store.read,
    sql<{ stream: string; value: string; on_at: string }>`SELECT r.stream, r.value, e.on_at FROM live_record r
      JOIN entry e ON e.stream = r.stream AND e.type = 'sentUp' WHERE r.kind = 'batch'
      ORDER BY r.stream DESC LIMIT ${newest}`,
  );
  return rows.flatMap(({ stream, value, on_at: sentOn }) => {
    const { number, authority } = batchValueSchema.parse(JSON.parse(value));
    const cases = all(
      core.store.read,
      sql<{ stream: string; title: string; status: string }>`SELECT c.stream, c.title, c.status
        FROM json_each(${value}, '$.rows') row JOIN live_case c ON c.stream = row.value WHERE ${visibleTo(viewer)}`,
    );
    const [first] = cases;
    if (first === undefined) return [];
    const out = cases.filter((one) => one.status === 'reported' && isStillOut(core, viewer, one.stream, stream));
    return [{ stream, number, authority, matter: first.title, sentOn, count: cases.length, out: out.length }];
  });
}

/** One that came back and went up again with another batch is out there. */
function isStillOut(core: DeskCore, viewer: Viewer, stream: string, batch: string): boolean {
  const found = loadVisible(core, viewer, core.store.read, stream);
  return found.ok && isOut(found.value.state, batch);
}

/** 花名册 that the matter's version has for its batches. */
export function rostersOf(core: DeskCore, first: StreamState | undefined) {
  const version = first && versionOf(core, first);
  const forms = officialFormsSchema.safeParse(version?.['officialForms']).data ?? [];
  return forms.filter(({ isRoster }) => isRoster === true);
}

/** The version the case was taken in under. */
export function versionOf(core: DeskCore, { core: { learnt } }: StreamState): JsonObject | undefined {
  const matter = matterFactsSchema.safeParse(learnt['matter']).data;
  return matter && matterOf(core, matter.code, matter.versionId);
}

export function batchPageOf(core: DeskCore, viewer: Viewer, stream: string) {
  const found = findBatch(core, viewer, stream);
  if (found === undefined) return refuse('stream.unknown');
  const rosters = rostersOf(core, found.cases[0]).map(({ name }) => name);
  return ok({ ...headOf(found), rosters, rows: found.cases.map((state) => rowOf(state, stream)) });
}

export function rowOf(state: StreamState, batch: string): BatchRow {
  const trip = courseOf(state.core).trips?.findLast((one) => one.batch === batch);
  return {
    stream: state.stream,
    number: state.number ?? '',
    petitioner: maskName(nameOf(state)),
    state: isOut(state, batch) ? 'out' : stateOf(state, trip),
    answeredOn: trip?.answeredOn ?? null,
  };
}

const byStep: Readonly<Record<string, BatchRow['state']>> = {
  gapsAbove: 'gaps',
  sentBack: 'sentBack',
  passedOn: 'passedOn',
};

function stateOf(state: StreamState, trip: Trip | undefined): BatchRow['state'] {
  if (trip?.answer === 'decidedAbove') {
    const outcome = valueOf(state, 'outcome');
    return outcome === 'granted' || outcome === 'done' ? 'agreed' : 'disagreed';
  }
  return byStep[trip?.answer ?? ''] ?? 'elsewhere';
}

const nameOf = (state: StreamState): string =>
  petitionerSchema.safeParse(valueOf(state, 'petitioner')).data?.name ?? '';

/** 移交清单 as facts of its paper. */
export function handoverFacts(core: DeskCore, viewer: Viewer, stream: string): Result<unknown> {
  const found = findBatch(core, viewer, stream);
  if (found === undefined) return refuse('stream.unknown');
  return ok({
    hall: hallOf(core.station),
    number: found.number,
    authority: found.authority,
    matter: found.matter,
    sentOn: dayOf(found.sentOn),
    rows: found.cases.map((state) => ({
      number: state.number ?? '',
      petitioner: nameOf(state),
      materials: copiesOf(state),
    })),
    printedBy: viewer.name,
    printedAt: momentOf(nowOf(core)),
  });
}
