/** Rules 1 of 服务办件. Released: never change it; a change of rules is a new number. */
import { z } from 'zod';
import { choice, optionalText, text, textOf } from '../common/fields.ts';
import { materialsSchema, petitionerSchema } from '../common/petitioner.ts';
import { formValuesSchema } from '../matter/form-values.ts';
import { stopsOf, type Due } from '../mechanism/dues.ts';
import type { FactsContext, FieldSpec, Redo, Ruleset } from '../mechanism/spec.ts';
import { stillHolds, type StreamState } from '../mechanism/state.ts';
import { aboveSteps, upperDueAgain } from './above.ts';
import { approvalSteps } from './approval.ts';
import { callSteps } from './calls.ts';
import { cameSteps } from './came.ts';
import { clockSteps, withStops } from './clock.ts';
import { asCourse } from './course.ts';
import { correctionPapers } from './correction-papers.ts';
import { counterPapers } from './counter-papers.ts';
import { custodySteps, giveBack } from './custody.ts';
import { decisionPapers } from './decision-papers.ts';
import { endingSteps, filingSteps } from './ending.ts';
import { isByHandOnly } from './hand-only.ts';
import { handingSteps } from './handing.ts';
import { acceptanceDues, correcting, receiving } from './intake.ts';
import { lapsingSteps } from './lapsing.ts';
import { learnCase } from './learn.ts';
import { missingPapers } from './missing-papers.ts';
import { noticePapers } from './notice-papers.ts';
import { onDemandSteps } from './on-demand.ts';
import { plainPapers } from './plain-papers.ts';
import { servicePapers } from './papers.ts';
import { photoRestsOn } from './owed.ts';
import { pledgeSteps } from './pledge.ts';
import { progressPapers } from './progress.ts';
import { withLedger } from './second-trips.ts';
import { isPhotoForStage, stageDueAgain, stagesOf, stageSteps } from './stages.ts';
import { tellingSteps } from './telling.ts';
import { toleranceSteps } from './tolerance.ts';
import { villageSteps, withTownship } from './village.ts';
import { waySteps } from './ways.ts';

const fields: Readonly<Record<string, FieldSpec>> = {
  petitioner: { class: 'guarded', input: 'petitioner', schema: petitionerSchema, isPersonal: true },
  matter: { class: 'guarded', input: 'matter', schema: z.strictObject({ code: z.string().min(1).max(64) }) },
  request: { class: 'guarded', input: 'longText', schema: z.string().trim().max(20_000), isOptional: true },
  /** 表单: what the matter's own form asks for, as its version declares it. */
  form: { class: 'guarded', input: 'matterForm', schema: formValuesSchema, isOptional: true, isPersonal: true },
  materials: { class: 'guarded', input: 'materials', schema: materialsSchema, isOptional: true },
  outcome: choice(['granted', 'rejected', 'done', 'notDone']),
};

/** Limits that neither the matter's own limits nor its stages change. */
const apartFromDecision = [
  ...['correction', 'comeBack', 'villagePapers', 'tolerance', 'delivery', 'fetch', 'pledgeCheck', 'rectify'],
];

/** 更正: what is still owed is counted again, each from its own beginning. */
function recount(context: FactsContext): Due[] {
  const { dues, status } = context.state.core;
  const owed = (name: string): Due | undefined => (dues[name]?.met === undefined ? dues[name] : undefined);
  const others = apartFromDecision.flatMap((name) => {
    const due = owed(name);
    return due ? [context.learnt.due(name, due.from, due.limit, due.lapse, stopsOf(due))] : [];
  });
  const apart = [...others, ...stageDueAgain(context), ...upperDueAgain(context)];
  // While it lies above our own limits are met; they go on with what was left when it comes back.
  if (status !== 'accepted') return apart;
  const from = (owed('promised') ?? owed('statutory'))?.from ?? acceptedOn(context);
  return from === undefined ? apart : [...apart, ...acceptanceDues(context, from)];
}

/** For a matter that had no limit until it was corrected. */
const acceptedOn = ({ state }: FactsContext): string | undefined =>
  state.history.findLast(({ type, isUndone }) => type.startsWith('accepted') && isUndone !== true)?.on;

/** Which way a case came to its end: 送达 and 归档 follow on all of them, 退回重办 leads back to a different place. */
const ends = new Set(['decided', 'decidedAbove', 'passedOn', 'refused', 'withdrawn', 'deemedWithdrawn', 'terminated']);
const howItEnded = ({ history }: StreamState): string | undefined =>
  history.findLast((line) => ends.has(line.type) && stillHolds(line))?.type;
const endedBy =
  (...types: readonly string[]) =>
  (state: StreamState): boolean =>
    types.includes(howItEnded(state) ?? '');

/** A refusal to be looked at again: the five days are open again. */
const lookAgain: Redo = { to: 'received', reopens: ['correction'] };
/** A decision to be made again is not yet to be delivered. A stage that was broken off goes on without a limit of its own. */
const workAgain: Redo = {
  to: 'accepted',
  reopens: ['promised', 'statutory'],
  ends: ['delivery', 'stage', 'fetch', 'pledgeCheck'],
};
/** What was decided above is with them again: from there it comes back, or is decided otherwise. */
const aboveAgain: Redo = { to: 'reported', reopens: ['upper'], ends: ['delivery', 'stage', 'fetch', 'pledgeCheck'] };

const decidedAgain: Redo = { ...aboveAgain, when: endedBy('decidedAbove'), or: workAgain };

/** 撤回申请: what is handed back over the counter is no longer kept here. */
const handBack: NonNullable<NonNullable<Ruleset['withdrawal']>['course']> = (_course, entry, state) => {
  const { handedBack = [], receivedBy = '' } = entry.data;
  return asCourse(giveBack(state, handedBack as readonly string[], textOf(receivedBy), entry));
};

export const rules1: Ruleset = {
  undoMinutes: 10,
  states: {
    received: 'open',
    correcting: 'open',
    refused: 'open',
    accepted: 'open',
    reported: 'open',
    passedOn: 'open',
    decided: 'open',
    delivered: 'open',
    withdrawn: 'open',
    /** 视为撤回; 终止办理: ended by a decision of a person, because nobody came. */
    lapsed: 'open',
    terminated: 'open',
    closed: 'done',
  },
  waits: ['reported'],
  fields,
  papers: {
    ...servicePapers,
    ...decisionPapers,
    ...missingPapers,
    ...noticePapers,
    ...counterPapers,
    ...progressPapers,
    ...correctionPapers,
    ...plainPapers,
  },
  learn: learnCase,
  isByHandOnly,
  mayNotMove: photoRestsOn,
  isPhotoFor: isPhotoForStage,
  recount: withStops(recount),
  redo: {
    decided: decidedAgain,
    delivered: { ...lookAgain, when: endedBy('refused'), or: decidedAgain },
    closed: {
      ...aboveAgain,
      when: endedBy('decidedAbove', 'passedOn'),
      or: { ...workAgain, when: endedBy('decided'), or: { ...lookAgain, when: endedBy('refused') } },
    },
    passedOn: aboveAgain,
    refused: lookAgain,
  },
  withdrawal: {
    from: ['received', 'correcting', 'accepted', 'reported'],
    to: 'withdrawn',
    issues: ['withdrawal'],
    course: handBack,
  },
  steps: withLedger(
    withTownship({
      ...receiving,
      ...correcting,
      stepDone: {
        v: 1,
        from: ['accepted', 'reported'],
        permission: 'case.handle',
        form: { step: text(200), result: optionalText(4000) },
        // A matter with stages has names for them.
        guard: (state) => (stagesOf(state).length > 0 ? 'stage.named' : null),
        isReversible: true,
      },
      ...villageSteps,
      ...stageSteps,
      ...clockSteps,
      ...callSteps,
      ...approvalSteps,
      ...aboveSteps,
      ...endingSteps,
      ...handingSteps,
      ...tellingSteps,
      ...filingSteps,
      ...cameSteps,
      ...waySteps,
      ...pledgeSteps,
      ...toleranceSteps,
      ...lapsingSteps,
      ...custodySteps,
      ...onDemandSteps,
    }),
  ),
};
