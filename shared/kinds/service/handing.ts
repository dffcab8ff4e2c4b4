/**
 * 送达: how what was decided comes to the person. 窗口领取, 代领 with whom and by which authority, 上门; what is posted or goes by a village
 * station is sent first and received later, and is neither to be told nor late in between. 送达回证 is printed where it is wanted.
 */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { choice, list, optional, optionalText, text, textOf } from '../common/fields.ts';
import type { FieldSpec, StepSpec } from '../mechanism/spec.ts';
import type { StreamState } from '../mechanism/state.ts';
import { courseOf, type Course } from './course.ts';
import { detailsOfShown, guardShown, noteShown, shown } from './shown.ts';
import { deliveryMet } from './telling.ts';
import { asksFor, ticks } from './ticks.ts';

/** 窗口领取, 代领, 村站转交, 邮寄, 上门送达, 留置送达, 电子送达. */
export const handingWays = ['direct', 'agent', 'village', 'post', 'visit', 'leave', 'electronic'] as const;
/** What shows that it is theirs: the slip, a card, one shown on a telephone, answers that fit the case, known here in person. */
export const proofs = ['slip', 'idCard', 'electronicId', 'questions', 'known'] as const;

type When = NonNullable<FieldSpec['when']>;
const asked = (spec: FieldSpec, field: string, is: When['is'], mustFor: When['is'] = []): FieldSpec => ({
  ...spec,
  isOptional: true,
  when: { field, is, ...(mustFor.length > 0 ? { mustFor } : {}) },
});

const proof: FieldSpec = choice(proofs);
const line = optionalText(200);
const date: FieldSpec = { class: 'guarded', input: 'date', schema: z.iso.date(), isOptional: true };
/** What is handed out: several papers, several certificates. */
const handed: FieldSpec = optional(list(200));

/** 送达回证 or 出件签收单, ticked where it is wanted. */
const receiptPaper: FieldSpec = ticks(['print', 'handOut']);
/** By which tick each of them is asked for. */
const receiptPapers: Readonly<Record<string, string>> = { deliveryReceipt: 'print', handOutSlip: 'handOut' };

const byHand = ['direct', 'agent'];
const carried = ['village', 'post', 'visit'];

const isSentBy = (state: StreamState, way: string): boolean => courseOf(state.core).sent?.way === way;

/** Nobody has received by post what was not posted. */
function guardDelivery(state: StreamState, _by: string, data: JsonObject | null): RefusalCode | null {
  const way = textOf(data?.['way']);
  return (way === 'post' || way === 'village') && !isSentBy(state, way) ? 'handing.notSent' : null;
}

const carrierOf = (data: JsonObject): string =>
  (data['sendWay'] === 'post' ? ['carrier', 'tracking'] : ['station', 'carriedBy'])
    .map((name) => textOf(data[name]))
    .filter((part) => part !== '')
    .join(' ');

export const handingSteps: Readonly<Record<string, StepSpec>> = {
  delivered: {
    v: 1,
    from: ['decided', 'refused'],
    to: 'delivered',
    permission: 'case.handle',
    form: {
      way: choice(handingWays),
      receivedBy: text(100),
      proof: asked(proof, 'way', byHand, ['agent']),
      idNumber: { ...asked(line, 'way', byHand, ['agent']), isPersonal: true },
      relation: asked(line, 'way', ['agent', 'village', 'post', 'visit', 'leave'], ['agent']),
      warrant: asked(line, 'way', ['agent'], ['agent']),
      receivedOn: asked(date, 'way', carried, ['village', 'post']),
      wentBy: asked(line, 'way', ['visit', 'leave'], ['visit']),
      refusedWhy: asked(line, 'way', ['leave']),
      witness: asked(line, 'way', ['leave']),
      handed,
      shown,
      receiptPaper,
    },
    guard: (state, by, data) => guardDelivery(state, by, data) ?? guardShown(state, data),
    details: detailsOfShown,
    course: noteShown,
    meets: ['delivery', 'stage', 'fetch'],
    issues: ['deliveryReceipt', 'handOutSlip'],
    issuesIf: (data, paper) => asksFor(data['receiptPaper'], receiptPapers[paper]),
    isReversible: true,
  },
  /** 寄出 or 交村站转交. */
  sentOut: {
    v: 1,
    from: ['decided', 'refused'],
    permission: 'case.handle',
    form: {
      sendWay: choice(['post', 'village']),
      address: { ...asked(line, 'sendWay', ['post'], ['post']), isPersonal: true },
      carrier: asked(line, 'sendWay', ['post'], ['post']),
      tracking: asked(line, 'sendWay', ['post'], ['post']),
      station: asked(line, 'sendWay', ['village'], ['village']),
      carriedBy: asked(line, 'sendWay', ['village'], ['village']),
      handed,
    },
    dues: deliveryMet,
    meets: ['fetch'],
    course: (course, { on, data }) => {
      const sent = { way: data['sendWay'] as 'post' | 'village', on, by: carrierOf(data) };
      return { ...(course as Course), sent } as unknown as JsonObject;
    },
    isReversible: true,
  },
  /** 凭证遗失补打: who came without it and how they were known; the slip comes out again, marked 补打. */
  slipLost: {
    v: 1,
    from: ['received', 'correcting', 'accepted', 'reported', 'refused', 'decided', 'passedOn'],
    permission: 'paper.issue',
    form: { cameBy: text(100), proof: choice(proofs.filter((one) => one !== 'slip') as [string, ...string[]]) },
    guard: ({ papers }) =>
      papers.some(({ spec, status }) => spec === 'receipt' && status === 'valid') ? null : 'paper.unknown',
    reprints: ['receipt'],
  },
};
