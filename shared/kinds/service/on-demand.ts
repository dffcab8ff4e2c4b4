/**
 * 开具文书: papers that somebody may want at any time, or that a step issues only where they are asked for. Which can be had follows from
 * where the case stands.
 */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import type { FieldSpec, StepSpec } from '../mechanism/spec.ts';
import type { StreamState } from '../mechanism/state.ts';
import { stillHere } from './custody.ts';
import { lastCorrection } from './correction-papers.ts';
import { materialsOf, openBy } from './owed.ts';
import { asksFor } from './ticks.ts';

interface OnDemand {
  readonly from: readonly string[];
  /** What has to be there beside. */
  readonly when?: (state: StreamState) => boolean;
}

const beforeDecision = ['received', 'correcting', 'accepted', 'reported'];
const ended = ['refused', 'withdrawn', 'lapsed', 'terminated', 'passedOn'];
const always = [...beforeDecision, 'decided', 'delivered', ...ended, 'closed'];

/** In the order of how often they are wanted. */
export const onDemand: Readonly<Record<string, OnDemand>> = {
  /** 适老, offered from sixty on. */
  receiptLarge: { from: beforeDecision },
  correctionLarge: { from: ['correcting'], when: (state) => openBy(state, 'comeBack').length > 0 },
  progressSheet: { from: always },
  authorization: { from: [...beforeDecision, 'decided'] },
  acceptanceNotice: { from: ['accepted', 'reported'] },
  resultNotice: {
    from: ['decided', 'delivered', 'closed'],
    when: (state) => state.core.fields['outcome'] !== undefined,
  },
  reportNotice: { from: ['reported'] },
  originalsTaken: {
    from: always,
    when: (state) => stillHere(state).length > 0,
  },
  materialsReturn: { from: ['correcting', ...ended], when: (state) => materialsOf(state).length > 0 },
  correctionSlip: { from: always, when: (state) => lastCorrection(state) !== undefined },
};
const names = Object.keys(onDemand) as [string, ...string[]];

export const canBeHad = (state: StreamState, paper: string): boolean => {
  const { from, when } = onDemand[paper] ?? { from: [] };
  return from.includes(state.core.status) && (when?.(state) ?? true);
};

const papers: FieldSpec = {
  class: 'guarded',
  input: 'choices',
  schema: z.array(z.enum(names)).min(1).max(names.length),
  values: names,
};

function guardPapers(state: StreamState, _by: string, data: JsonObject | null): RefusalCode | null {
  const wanted = (data?.['papers'] ?? []) as readonly string[];
  return wanted.every((paper) => canBeHad(state, paper)) ? null : 'paper.notNow';
}

export const onDemandSteps: Readonly<Record<string, StepSpec>> = {
  papersMade: {
    v: 1,
    from: always,
    permission: 'paper.issue',
    form: { papers },
    guard: guardPapers,
    issues: names,
    issuesIf: (data, paper) => asksFor(data['papers'], paper),
  },
};
