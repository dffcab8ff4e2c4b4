/** 办结, 送达, 归档: what has to be in order before each of them. */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { optionalText, text, textOf } from '../common/fields.ts';
import type { Due } from '../mechanism/dues.ts';
import { setOf } from '../mechanism/fields.ts';
import type { ReadEntry } from '../mechanism/entry-type.ts';
import type { FactsContext, FieldSpec, StepSpec } from '../mechanism/spec.ts';
import type { StreamState } from '../mechanism/state.ts';
import { answeredAbove, guardDecision, oursAndAbove } from './above.ts';
import { aboutOutcome, guardSigned, useUp } from './approval.ts';
import { missed, stillHere } from './custody.ts';
import { openBy } from './owed.ts';
import { decisionPapersOfAll, isPermit, issuesAtDecision } from './papers-by-type.ts';
import { isUnsettled, pledgeCheckDue } from './pledge.ts';
import { certificateDue } from './stages.ts';
import { toldNothing } from './telling.ts';
import { isAskedFor, ticks } from './ticks.ts';

/** 颁发、送达: within 10 working days of the decision (art. 44, art. 82). */
const deliveryLimit = { amount: 10, unit: 'workingDay' } as const;

/** 办理结果告知单, where it is wanted; a refusal is told in writing anyway. */
const notice: FieldSpec = ticks(['print']);

type When = NonNullable<FieldSpec['when']>;
const permitOnly = (spec: FieldSpec, is: When['is']): FieldSpec => ({
  ...spec,
  isOptional: true,
  when: { field: 'outcome', is },
  ifLearnt: isPermit,
});
const whenGranted = ['granted', 'done'];
/** What the decision on a permit prints beside the words of the decision. */
const ofPermit: Readonly<Record<string, FieldSpec>> = {
  documentNumber: { ...optionalText(60), ifLearnt: isPermit },
  basis: { ...optionalText(2000), ifLearnt: isPermit },
  conditions: permitOnly(optionalText(2000), whenGranted),
  validUntil: permitOnly({ class: 'guarded', input: 'date', schema: z.iso.date() }, whenGranted),
};

const isGrant = (outcome: string): boolean => outcome === 'granted' || outcome === 'done';
const outcomeIn = (data: JsonObject): string => textOf(setOf(data)['outcome']);

const decisionDues = (context: FactsContext): Due[] => [
  context.learnt.due('delivery', context.on, deliveryLimit, 'overdue'),
  ...certificateDue(context),
  ...(isGrant(outcomeIn(context.data)) ? pledgeCheckDue(context) : []),
];

/** What was applied for is granted when what was to come has come; it may be refused at any time. A photograph's original comes on collection. */
const outstanding = (state: StreamState): readonly string[] => openBy(state, 'check', 'fetch', 'tolerate', 'pledge');

function guardOutcome(state: StreamState, data: JsonObject | null): RefusalCode | null {
  const isOpen = data !== null && isGrant(outcomeIn(data)) && outstanding(state).length > 0;
  return isOpen ? 'owed.open' : null;
}

function guardClosing(state: StreamState): RefusalCode | null {
  const unsigned = guardSigned(state);
  if (unsigned !== null) return unsigned;
  if (stillHere(state).length > 0) return 'originals.here';
  if (missed(state).length > 0) return 'originals.lostOpen';
  return isUnsettled(state) ? 'pledge.unsettled' : null;
}

/** Which papers it is about: names of the catalogue or of the counter, of nobody. */
const named: Readonly<Record<string, (state: StreamState) => readonly string[]>> = {
  'owed.open': outstanding,
  'originals.here': stillHere,
  'originals.lostOpen': missed,
};
const details: StepSpec['details'] = (state, code) => {
  const names = named[code]?.(state);
  return names === undefined ? undefined : { names: names.join('、') };
};

const withResult = (course: JsonObject, { data }: ReadEntry): JsonObject => ({
  ...course,
  result: textOf(data['result']),
});

export const endingSteps: Readonly<Record<string, StepSpec>> = {
  /** 上级办结: decided there. */
  decidedAbove: {
    v: 1,
    from: ['reported'],
    to: 'decided',
    permission: 'case.handle',
    sets: ['outcome'],
    requires: ['outcome'],
    form: { result: text(4000), theirNumber: optionalText(64), notice },
    meets: oursAndAbove,
    dues: decisionDues,
    course: (course, entry) => toldNothing(withResult(answeredAbove(course, entry), entry)),
    issues: ['resultNotice'],
    // What is decided there is written there: ours only tells it.
    issuesIf: isAskedFor,
    isReversible: true,
  },
  decided: {
    v: 1,
    from: ['accepted'],
    to: 'decided',
    permission: 'case.handle',
    sets: ['outcome'],
    requires: ['outcome'],
    form: { result: text(4000), ...ofPermit, notice: { ...notice, ifLearnt: (learnt) => !isPermit(learnt) } },
    guard: (state, by, data) => guardDecision(state, by, data) ?? guardOutcome(state, data),
    details,
    meets: oursAndAbove,
    dues: decisionDues,
    course: (course, entry) => toldNothing(withResult(useUp(course, aboutOutcome(entry.data), entry.id), entry)),
    issues: decisionPapersOfAll,
    issuesIf: issuesAtDecision,
    isReversible: true,
  },
};

export const filingSteps: Readonly<Record<string, StepSpec>> = {
  closed: {
    v: 1,
    from: ['delivered', 'refused', 'withdrawn', 'passedOn', 'lapsed', 'terminated'],
    to: 'closed',
    permission: 'case.handle',
    guard: guardClosing,
    details,
    isReversible: true,
  },
};
