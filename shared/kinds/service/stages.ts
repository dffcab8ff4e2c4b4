/**
 * 环节: what a case of a matter with stages goes through, in the order the version it was taken in under names them. One is under way at a
 * time, the first that is not done; one may be done before its turn, with a reason. 上报 is a stage that the step 上报 ends.
 */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { optionalText, text, textOf } from '../common/fields.ts';
import { matterFactsSchema } from '../matter/facts.ts';
import type { Stage } from '../matter/stage.ts';
import type { Due } from '../mechanism/dues.ts';
import type { ReadEntry } from '../mechanism/entry-type.ts';
import type { FactsContext, FieldSpec, StepSpec } from '../mechanism/spec.ts';
import type { StageRow } from '../mechanism/rows.ts';
import type { AttachedFor, StreamState } from '../mechanism/state.ts';
import { courseOf, type Course, type StageDone } from './course.ts';

const day: FieldSpec = { class: 'guarded', input: 'date', schema: z.iso.date(), isOptional: true };

/** What is said when a stage is over; which of it a stage needs, its kind says. */
const form: Readonly<Record<string, FieldSpec>> = {
  stage: text(60),
  result: text(4000),
  /** 责任人: who did it, not whoever enters it. */
  responsible: text(100),
  second: optionalText(100),
  publicFrom: day,
  publicTo: day,
  objections: optionalText(2000),
  certificate: optionalText(100),
  arrivedOn: day,
  why: optionalText(2000),
};
/** Of one kind more is asked than of the others. */
export const notesOfKind: Readonly<Partial<Record<Stage['kind'], readonly (keyof Said)[]>>> = {
  publicity: ['publicFrom', 'publicTo', 'objections'],
  certificate: ['certificate', 'arrivedOn'],
};

export const stagesOf = ({ core }: StreamState, learnt: JsonObject = core.learnt): readonly Stage[] =>
  matterFactsSchema.safeParse(learnt['matter']).data?.stages ?? [];

const openOf = (stages: readonly Stage[], { stages: done = {} }: Course): readonly Stage[] =>
  stages.filter(({ name }) => done[name] === undefined);

export const openStages = (state: StreamState): readonly Stage[] => openOf(stagesOf(state), courseOf(state.core));

/** 现场勘验 is done by two (行政许可法 art. 34) and leaves photographs, whatever the catalogue forgot to say. */
export const needsTwo = ({ kind, needsTwo: isSaid }: Stage): boolean => kind === 'siteVisit' || isSaid === true;
export const needsPhoto = ({ kind, needsPhoto: isSaid }: Stage): boolean => kind === 'siteVisit' || isSaid === true;

/** Of a stage that leaves photographs they are looked at: a contract or an empty file shows no place. */
export const isPhotoForStage = (state: StreamState, { what, name }: AttachedFor): boolean =>
  what === 'stage' && stagesOf(state).some((stage) => stage.name === name && needsPhoto(stage));

const photosOf = ({ attachments }: StreamState, stage: string): number =>
  attachments.filter((file) => file.isMoved !== true && file.for?.what === 'stage' && file.for.name === stage).length;
const lacksPhoto = (state: StreamState, stage: Stage): boolean =>
  needsPhoto(stage) && photosOf(state, stage.name) === 0;

interface Said {
  readonly stage: string;
  readonly result: string;
  readonly responsible: string;
  readonly second?: string;
  readonly publicFrom?: string;
  readonly publicTo?: string;
  readonly objections?: string;
  readonly certificate?: string;
  readonly arrivedOn?: string;
  readonly why?: string;
}
const saidIn = (data: JsonObject): Said => data as unknown as Said;
const isSaid = (value: string | undefined): boolean => value !== undefined && value !== '';
/** 王 芳 and 王芳 are one person. */
const plain = (name: string): string => name.replace(/\s/gu, '');

/** The steps a stage is ended by: 上报 by its own step, with the office it goes to. */
const isOwn = ({ kind }: Stage): boolean => kind !== 'report';

function guardStage(state: StreamState, _by: string, data: JsonObject | null): RefusalCode | null {
  const open = openStages(state).filter(isOwn);
  if (open.length === 0) return 'stage.none';
  if (data === null) return open.every((stage) => lacksPhoto(state, stage)) ? 'stage.needsPhoto' : null;
  const said = saidIn(data);
  const stage = stagesOf(state).find(({ name }) => name === said.stage);
  if (stage === undefined) return 'stage.unknown';
  if (!isOwn(stage)) return 'stage.byReport';
  if (!open.some(({ name }) => name === stage.name)) return 'stage.done';
  if (openStages(state)[0]?.name !== stage.name && !isSaid(said.why)) return 'stage.outOfOrder';
  return guardKind(stage, said) ?? (lacksPhoto(state, stage) ? 'stage.needsPhoto' : null);
}

function guardKind(stage: Stage, said: Said): RefusalCode | null {
  const { responsible, second, publicFrom = '', publicTo = '', certificate, arrivedOn } = said;
  const isAlone = !isSaid(second) || plain(second ?? '') === plain(responsible);
  if (needsTwo(stage) && isAlone) return 'stage.needsTwo';
  if (stage.kind === 'publicity' && (publicFrom === '' || publicTo < publicFrom)) return 'stage.needsDays';
  const hasCertificate = isSaid(certificate) && isSaid(arrivedOn);
  return stage.kind === 'certificate' && !hasCertificate ? 'stage.needsCertificate' : null;
}

/** 上报 ends the stage of that kind; what stands before it is done first, or there is a reason. */
export function guardReportStage(state: StreamState, data: JsonObject | null): RefusalCode | null {
  const [now] = openStages(state);
  const isTurn = now === undefined || now.kind === 'report' || !stagesOf(state).some(({ kind }) => kind === 'report');
  return data === null || isTurn || isSaid(textOf(data['why'])) ? null : 'stage.outOfOrder';
}

/** What was applied for is not granted before the stages are done; a refusal may come out of any of them. 制证 follows the decision. */
export function guardGrant(state: StreamState, data: JsonObject | null): RefusalCode | null {
  if (data === null || !isGranted(data)) return null;
  return openStages(state).some(({ kind }) => kind !== 'certificate') ? 'stage.open' : null;
}
const isGranted = (data: JsonObject): boolean =>
  ['granted', 'done'].includes(textOf((data['set'] as JsonObject | undefined)?.['outcome']));

/** The stage that is under way once these are done, with its own limit from now on. A clock that stands still goes on standing still. */
function dueOf({ learnt, on, state }: FactsContext, stage: Stage | undefined, from = on): Due[] {
  if (stage?.limit === undefined) return [];
  const { promised, statutory, stage: before } = state.core.dues;
  const open = [before, promised, statutory].flatMap((due) =>
    due?.met === undefined ? (due?.pauses ?? []).filter(({ to }) => to === undefined) : [],
  );
  const [pause] = open;
  return [learnt.due('stage', from, stage.limit, 'overdue', pause ? { pauses: [{ ...pause, from: on }] } : {})];
}

export const firstStageDue = (context: FactsContext, from: string): Due[] =>
  dueOf(context, openStages(context.state)[0], from);

/** 更正: the stage under way, by the limit its matter gives it now. */
export function stageDueAgain(context: FactsContext): Due[] {
  const owed = context.state.core.dues['stage'];
  if (owed === undefined || owed.met !== undefined) return [];
  const { state, learntFacts, learnt } = context;
  const [stage] = openOf(stagesOf(state, learntFacts), courseOf(state.core));
  const { pauses } = owed;
  return stage?.limit
    ? [learnt.due('stage', owed.from, stage.limit, 'overdue', pauses === undefined ? {} : { pauses })]
    : [];
}

/** Once decided only 制证到件 is left, and only of what was granted. */
export const certificateDue = (context: FactsContext): Due[] =>
  isGranted(context.data)
    ? dueOf(
        context,
        openStages(context.state).find(({ kind }) => kind === 'certificate'),
      )
    : [];

/** The one after it begins; while the case lies above nothing of ours runs. */
function nextDues(context: FactsContext): Due[] {
  const { state, data, on } = context;
  const [now, next] = openStages(state);
  if (now?.name !== data['stage']) return [];
  const begun = state.core.status === 'accepted' ? dueOf(context, next) : [];
  const owed = state.core.dues['stage'];
  return begun.length > 0 || owed === undefined || owed.met !== undefined ? begun : [{ ...owed, met: on }];
}

const done = (said: Said, notes: readonly (keyof Said)[], { id, on }: Pick<ReadEntry, 'id' | 'on'>): StageDone => {
  const kept = notes.flatMap((name) => (isSaid(said[name]) ? [[name, said[name] ?? ''] as const] : []));
  return {
    entry: id,
    on,
    result: said.result,
    by: [said.responsible, ...(isSaid(said.second) ? [said.second ?? ''] : [])],
    ...(kept.length > 0 ? { notes: Object.fromEntries(kept) } : {}),
    ...(isSaid(said.why) ? { reason: said.why ?? '' } : {}),
  };
};

export const stageSteps: Readonly<Record<string, StepSpec>> = {
  /** One stage is over: who did it, and what came of it. */
  stageDone: {
    v: 1,
    from: ['accepted', 'reported', 'decided'],
    permission: 'case.handle',
    form,
    guard: guardStage,
    dues: nextDues,
    course: (course, entry, state) => {
      const { stages = {} } = course as Course;
      const said = saidIn(entry.data);
      const stage = stagesOf(state).find(({ name }) => name === said.stage);
      const isArrival = stage?.kind === 'certificate';
      const notes = (stage && notesOfKind[stage.kind]) ?? [];
      const callsBefore = isArrival ? { callsBefore: (course as Course).calls?.length ?? 0 } : {};
      const over = { ...stages, [said.stage]: done(said, notes, entry) };
      return { ...course, ...callsBefore, stages: over } as unknown as JsonObject;
    },
    isReversible: true,
  },
};

/** For the page: which are done, which is under way, which are to come. */
export function stageRows(state: StreamState): readonly StageRow[] {
  const { stages: finished = {} } = courseOf(state.core);
  const [now] = openStages(state);
  const isRunning = ['accepted', 'reported', 'decided'].includes(state.core.status);
  return stagesOf(state).map((stage): StageRow => {
    const { name, kind, responsible = '' } = stage;
    const known = finished[name];
    const photos = photosOf(state, name);
    return {
      ...{ name, kind, responsible },
      ...(photos > 0 ? { photos } : {}),
      ...(needsPhoto(stage) ? { needsPhoto: true } : {}),
      ...(known === undefined
        ? { state: isRunning && name === now?.name ? ('now' as const) : ('toCome' as const) }
        : { state: 'done' as const, ...withoutEntry(known) }),
    };
  });
}

const withoutEntry = ({ entry: _entry, ...rest }: StageDone): Omit<StageDone, 'entry'> => rest;

/** The limit of a stage is called as the stage is; one that was met was of another than the one under way now. */
export const stageLabel = (state: StreamState, name: string): string | undefined =>
  name === 'stage' && state.core.dues['stage']?.met === undefined ? openStages(state)[0]?.name : undefined;
