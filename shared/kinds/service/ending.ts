/** 办结, 送达, 归档: what has to be in order before each of them. */
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { optionalText, text, textOf } from '../common/fields.ts';
import type { Due } from '../mechanism/dues.ts';
import { setOf } from '../mechanism/fields.ts';
import type { FactsContext, StepSpec } from '../mechanism/spec.ts';
import type { StreamState } from '../mechanism/state.ts';
import { answeredAbove, guardDecision, oursAndAbove } from './above.ts';
import { aboutOutcome, guardSigned, useUp } from './approval.ts';
import { stillHere } from './custody.ts';
import { openBy } from './owed.ts';
import { isUnsettled, pledgeCheckDue } from './pledge.ts';
import { certificateDue } from './stages.ts';
import { toldNothing } from './telling.ts';

/** 颁发、送达: within 10 working days of the decision (art. 44, art. 82). */
const deliveryLimit = { amount: 10, unit: 'workingDay' } as const;

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
  return isUnsettled(state) ? 'pledge.unsettled' : null;
}

/** Which papers it is about: names of the catalogue or of the counter, of nobody. */
const named: Readonly<Record<string, (state: StreamState) => readonly string[]>> = {
  'owed.open': outstanding,
  'originals.here': stillHere,
};
const details: StepSpec['details'] = (state, code) => {
  const names = named[code]?.(state);
  return names === undefined ? undefined : { names: names.join('、') };
};

export const endingSteps: Readonly<Record<string, StepSpec>> = {
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
    course: (course, entry) => toldNothing(answeredAbove(course, entry)),
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
    guard: (state, by, data) => guardDecision(state, by, data) ?? guardOutcome(state, data),
    details,
    meets: oursAndAbove,
    dues: decisionDues,
    course: (course, { id, data }) => toldNothing(useUp(course, aboutOutcome(data), id)),
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
