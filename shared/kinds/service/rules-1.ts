/** Rules 1 of 服务办件. Released: never change it; a change of rules is a new number. */
import { z } from 'zod';
import { choice, optionalText, text } from '../common/fields.ts';
import { materialsSchema, petitionerSchema } from '../common/petitioner.ts';
import { waysOutOfMissing } from '../matter/material.ts';
import { formValuesSchema } from '../matter/form-values.ts';
import { dayOf } from '../mechanism/day.ts';
import type { Due } from '../mechanism/dues.ts';
import type { FactsContext, FieldSpec, Redo, Ruleset } from '../mechanism/spec.ts';
import type { StreamState } from '../mechanism/state.ts';
import { aboveSteps, answeredAbove, guardDecision, oursAndAbove, upperDueAgain } from './above.ts';
import { clockSteps, withStops } from './clock.ts';
import { learnMatter, learntMatter } from './matter-form.ts';
import { servicePapers } from './papers.ts';
import { withLedger } from './second-trips.ts';
import { certificateDue, firstStageDue, stageDueAgain, stagesOf, stageSteps } from './stages.ts';

/** 补正告知: on the spot or within 5 working days; silence is acceptance (行政许可法 art. 32(4), art. 82). */
const correctionLimit = { amount: 5, unit: 'workingDay' } as const;
/** 颁发、送达: within 10 working days of the decision (art. 44, art. 82). */
const deliveryLimit = { amount: 10, unit: 'workingDay' } as const;
/** Where the matter names no statutory limit and is a permit: 20 working days (art. 42). */
const permitLimit = { amount: 20, unit: 'workingDay' } as const;

const fields: Readonly<Record<string, FieldSpec>> = {
  petitioner: { class: 'guarded', input: 'petitioner', schema: petitionerSchema, isPersonal: true },
  matter: { class: 'guarded', input: 'matter', schema: z.strictObject({ code: z.string().min(1).max(64) }) },
  request: { class: 'guarded', input: 'longText', schema: z.string().trim().max(20_000), isOptional: true },
  /** 表单: what the matter's own form asks for, as its version declares it. */
  form: { class: 'guarded', input: 'matterForm', schema: formValuesSchema, isOptional: true, isPersonal: true },
  materials: { class: 'guarded', input: 'materials', schema: materialsSchema, isOptional: true },
  outcome: choice(['granted', 'rejected', 'done', 'notDone']),
};

const gaps: FieldSpec = {
  class: 'guarded',
  input: 'materials',
  schema: z
    .array(
      z.strictObject({
        material: z.string().trim().min(1).max(200),
        standard: z.string().trim().max(500),
        /** Who gives it out, where, when, whom to call: from the catalogue, or as the clerk knows it. */
        from: z.string().trim().max(400).optional(),
        /** What may be done for somebody who lacks it (缺件办法), of those the catalogue allows. */
        ways: z.array(z.enum(waysOutOfMissing)).max(waysOutOfMissing.length).optional(),
      }),
    )
    .min(1)
    .max(100),
};

const correctionDue = ({ learnt, on }: FactsContext): Due[] => [
  learnt.due('correction', on, correctionLimit, 'deemedAccepted'),
];

/** 承诺时限 ≤ 法定时限; both run from acceptance. */
function acceptanceDues({ learnt, learntFacts }: FactsContext, from: string): Due[] {
  const matter = learntMatter(learntFacts);
  const statutory = matter?.statutory ?? (matter?.type === 'permit' ? permitLimit : undefined);
  return [
    ...(matter?.promised ? [learnt.due('promised', from, matter.promised, 'overdue')] : []),
    ...(statutory ? [learnt.due('statutory', from, statutory, 'overdue')] : []),
  ];
}

/** 视为受理: when nobody gave notice in time, it counts as accepted from the day the papers came in (art. 32(4)). */
function acceptedFrom({ state, on }: FactsContext): string {
  const correction = state.core.dues['correction'];
  const isLapsed = correction !== undefined && correction.met === undefined && correction.due < dayOf(on);
  return isLapsed ? correction.from : on;
}

/** 更正: what is still owed is counted again, each from its own beginning. */
function recount(context: FactsContext): Due[] {
  const { dues, status } = context.state.core;
  const owed = (name: string): Due | undefined => (dues[name]?.met === undefined ? dues[name] : undefined);
  const others = ['correction', 'delivery'].flatMap((name) => {
    const due = owed(name);
    return due ? [context.learnt.due(name, due.from, due.limit, due.lapse)] : [];
  });
  const apart = [...others, ...stageDueAgain(context), ...upperDueAgain(context)];
  // While it lies above our own limits are met; they go on with what was left when it comes back.
  if (status !== 'accepted') return apart;
  const from = (owed('promised') ?? owed('statutory'))?.from ?? acceptedOn(context);
  return from === undefined ? apart : [...apart, ...acceptanceDues(context, from)];
}

/** For a matter that had no limit until it was corrected. */
const acceptedOn = ({ state }: FactsContext): string | undefined =>
  state.history.findLast(({ type, isUndone }) => type === 'accepted' && isUndone !== true)?.on;

const decisionDues = (context: FactsContext): Due[] => [
  context.learnt.due('delivery', context.on, deliveryLimit, 'overdue'),
  ...certificateDue(context),
];

/** Which way a case came to its end: 送达 and 归档 follow on all of them, 退回重办 leads back to a different place. */
const ends = new Set(['decided', 'decidedAbove', 'passedOn', 'refused', 'withdrawn']);
const howItEnded = ({ history }: StreamState): string | undefined =>
  history.findLast(({ type, isUndone, mark }) => ends.has(type) && !isUndone && mark === undefined)?.type;
const endedBy =
  (...types: readonly string[]) =>
  (state: StreamState): boolean =>
    types.includes(howItEnded(state) ?? '');

/** A refusal to be looked at again: the five days are open again. */
const lookAgain: Redo = { to: 'received', reopens: ['correction'] };
/** A decision to be made again is not yet to be delivered. A stage that was broken off goes on without a limit of its own. */
const workAgain: Redo = { to: 'accepted', reopens: ['promised', 'statutory'], ends: ['delivery', 'stage'] };
/** What was decided above is with them again: from there it comes back, or is decided otherwise. */
const aboveAgain: Redo = { to: 'reported', reopens: ['upper'], ends: ['delivery', 'stage'] };

const decidedAgain: Redo = { ...aboveAgain, when: endedBy('decidedAbove'), or: workAgain };

const way = choice(['direct', 'post', 'leave', 'delegate', 'electronic']);

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
    closed: 'done',
  },
  waits: ['reported'],
  fields,
  papers: servicePapers,
  learn: learnMatter,
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
  withdrawal: { from: ['received', 'correcting', 'accepted', 'reported'], to: 'withdrawn', issues: ['withdrawal'] },
  steps: withLedger({
    received: {
      v: 1,
      from: [],
      to: 'received',
      permission: 'case.take',
      numbered: true,
      sets: ['petitioner', 'matter', 'form', 'request', 'materials'],
      requires: ['petitioner', 'matter'],
      dues: correctionDue,
      issues: ['receipt'],
    },
    /** 受理. The order of steps is that of the buttons: what happens most often comes first. */
    accepted: {
      v: 1,
      from: ['received'],
      to: 'accepted',
      permission: 'case.handle',
      dues: (context) => {
        const from = acceptedFrom(context);
        return [...acceptanceDues(context, from), ...firstStageDue(context, from)];
      },
      meets: ['correction'],
      isReversible: true,
    },
    /** 当场更正 (art. 32(3)). */
    correctedOnSpot: {
      v: 1,
      from: ['received'],
      permission: 'case.handle',
      sets: ['materials'],
      form: { what: text(2000) },
      isReversible: true,
    },
    /** 一次性告知: all gaps at once (art. 32(4)). */
    correctionNoticed: {
      v: 1,
      from: ['received'],
      to: 'correcting',
      permission: 'case.handle',
      form: { gaps },
      meets: ['correction'],
      isReversible: true,
      issues: ['correctionNotice'],
    },
    /** 补正收件: what was missing came; the five days run again. */
    supplemented: {
      v: 1,
      from: ['correcting'],
      to: 'received',
      permission: 'case.handle',
      sets: ['materials'],
      requires: ['materials'],
      dues: correctionDue,
      isReversible: true,
    },
    /** 不予受理, with reasons and where to go instead (art. 32(1), (2), 38). */
    refused: {
      v: 1,
      from: ['received', 'correcting'],
      to: 'refused',
      permission: 'case.handle',
      form: { reason: text(4000), basis: text(2000), whereTo: optionalText(500) },
      meets: ['correction'],
      isReversible: true,
      issues: ['refusalNotice'],
    },
    stepDone: {
      v: 1,
      from: ['accepted', 'reported'],
      permission: 'case.handle',
      form: { step: text(200), result: optionalText(4000) },
      // A matter with stages has names for them.
      guard: (state) => (stagesOf(state).length > 0 ? 'stage.named' : null),
      isReversible: true,
    },
    ...stageSteps,
    ...clockSteps,
    ...aboveSteps(gaps),
    /** 上级办结: decided there. */
    decidedAbove: {
      v: 1,
      from: ['reported'],
      to: 'decided',
      permission: 'case.handle',
      sets: ['outcome'],
      requires: ['outcome'],
      form: { result: text(4000), theirNumber: optionalText(64) },
      meets: oursAndAbove,
      dues: decisionDues,
      course: answeredAbove,
      isReversible: true,
    },
    decided: {
      v: 1,
      from: ['accepted'],
      to: 'decided',
      permission: 'case.handle',
      sets: ['outcome'],
      requires: ['outcome'],
      form: { result: text(4000) },
      guard: guardDecision,
      meets: oursAndAbove,
      dues: decisionDues,
      isReversible: true,
    },
    delivered: {
      v: 1,
      from: ['decided', 'refused'],
      to: 'delivered',
      permission: 'case.handle',
      form: { way, receivedBy: text(100) },
      meets: ['delivery', 'stage'],
      isReversible: true,
    },
    closed: {
      v: 1,
      from: ['delivered', 'refused', 'withdrawn', 'passedOn'],
      to: 'closed',
      permission: 'case.handle',
      isReversible: true,
    },
  }),
};
