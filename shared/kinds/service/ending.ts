/** 办结, 送达, 归档: what has to be in order before each of them. */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { choice, optionalText, text, textOf } from '../common/fields.ts';
import type { Due } from '../mechanism/dues.ts';
import { setOf } from '../mechanism/fields.ts';
import type { FactsContext, FieldSpec, StepSpec } from '../mechanism/spec.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';
import { answeredAbove, guardDecision, oursAndAbove } from './above.ts';
import { asCourse } from './course.ts';
import { stillHere } from './custody.ts';
import { meet, openBy } from './owed.ts';
import { isUnsettled, pledgeCheckDue } from './pledge.ts';
import { certificateDue } from './stages.ts';

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

/** 先交照片: the original is asked for when the result is collected. */
const toBeShown = (state: StreamState): readonly string[] =>
  isGrant(textOf(valueOf(state, 'outcome'))) ? openBy(state, 'photo') : [];

const shownIn = (data: JsonObject): readonly string[] => (data['shown'] ?? []) as readonly string[];

function guardDelivery(state: StreamState, _by: string, data: JsonObject | null): RefusalCode | null {
  if (data === null) return null;
  const shown = shownIn(data);
  return toBeShown(state).every((name) => shown.includes(name)) ? null : 'owed.original';
}

function guardClosing(state: StreamState): RefusalCode | null {
  if (stillHere(state).length > 0) return 'originals.here';
  return isUnsettled(state) ? 'pledge.unsettled' : null;
}

/** Which papers it is about: names of the catalogue or of the counter, of nobody. */
const named: Readonly<Record<string, (state: StreamState) => readonly string[]>> = {
  'owed.open': outstanding,
  'owed.original': toBeShown,
  'originals.here': stillHere,
};
const details: StepSpec['details'] = (state, code) => {
  const names = named[code]?.(state);
  return names === undefined ? undefined : { names: names.join('、') };
};

const way = choice(['direct', 'post', 'leave', 'delegate', 'electronic']);
const shown: FieldSpec = {
  class: 'guarded',
  input: 'choices',
  schema: z.array(z.string().min(1).max(200)).max(100),
  isOptional: true,
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
    guard: (state, by, data) => guardDecision(state, by, data) ?? guardOutcome(state, data),
    details,
    meets: oursAndAbove,
    dues: decisionDues,
    isReversible: true,
  },
  delivered: {
    v: 1,
    from: ['decided', 'refused'],
    to: 'delivered',
    permission: 'case.handle',
    form: { way, receivedBy: text(100), shown },
    guard: guardDelivery,
    details,
    meets: ['delivery', 'stage'],
    course: (course, { id, on, by, data }) =>
      asCourse(meet(course, new Set(shownIn(data)), { on, entry: id, how: 'shown', by })),
    isReversible: true,
  },
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
