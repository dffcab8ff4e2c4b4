/**
 * Who might be asked to help or to do it for them: an order with its reasons in words, for a person to decide by. Nothing is chosen here.
 * What counts, in this order: whether they may be given it at all that day, their village, a language the person speaks, a matter they know
 * well, whether their A/B 岗 is there to stand in; among equals whoever has fewer in hand.
 */
import type { RefusalCode } from '../../kernel/refusals.ts';
import type { AgentValue } from './index.ts';
import { mayBeGiven } from './standing.ts';

export interface Candidate {
  readonly key: string;
  readonly value: AgentValue;
  /** 帮办代办 in hand that are not over. */
  readonly load: number;
}
export interface Wanted {
  /** What is known of where they live: address, and the station that took it in. */
  readonly place: string;
  /** What was said of what they need, where a language may be named. */
  readonly need: string;
  /** The matters by name. */
  readonly matters: readonly string[];
  /** Beijing day. */
  readonly day: string;
}
export const rankReasons = ['village', 'language', 'skill', 'partner', 'partnerAway', 'load'] as const;
export interface Reason {
  readonly why: (typeof rankReasons)[number];
  /** The village, language or skill that fits; of `load` the number. */
  readonly what: string;
}
export interface Ranked {
  readonly key: string;
  readonly name: string;
  readonly phone: string;
  readonly reasons: readonly Reason[];
  /** Why they cannot be given it; null: they can. */
  readonly refusal: RefusalCode | null;
}

const weights: Readonly<Record<Reason['why'], number>> = {
  village: 8,
  language: 4,
  skill: 2,
  partner: 1,
  partnerAway: 0,
  load: 0,
};

const fits = (why: Reason['why'], names: readonly string[], where: string): readonly Reason[] => {
  const what = names.find((name) => name !== '' && where.includes(name));
  return what === undefined ? [] : [{ why, what }];
};

function partnerOf({ value }: Candidate, all: readonly Candidate[], day: string): readonly Reason[] {
  const partner = all.find(({ key }) => key === value.partner);
  if (partner === undefined) return [];
  return [{ why: mayBeGiven(partner.value, day).ok ? 'partner' : 'partnerAway', what: partner.value.name }];
}

const reasonsOf = (one: Candidate, all: readonly Candidate[], wanted: Wanted): readonly Reason[] => [
  ...fits('village', one.value.villages, wanted.place),
  ...fits('language', one.value.languages, wanted.need),
  ...fits('skill', one.value.skills, wanted.matters.join(' ')),
  ...partnerOf(one, all, wanted.day),
  { why: 'load', what: String(one.load) },
];

const scoreOf = (reasons: readonly Reason[]): number => reasons.reduce((sum, { why }) => sum + weights[why], 0);

/** The best first; whoever may not be given it stands behind all who may, with the reason. The order does not depend on that of `all`. */
export function rankAgents(all: readonly Candidate[], wanted: Wanted): readonly Ranked[] {
  const judged = all.map((one) => {
    const may = mayBeGiven(one.value, wanted.day);
    const reasons = reasonsOf(one, all, wanted);
    return { one, reasons, score: scoreOf(reasons), refusal: may.ok ? null : may.refusal.code };
  });
  return judged
    .toSorted(
      (a, b) =>
        Number(a.refusal !== null) - Number(b.refusal !== null) ||
        b.score - a.score ||
        a.one.load - b.one.load ||
        (a.one.key < b.one.key ? -1 : 1),
    )
    .map(({ one, reasons, refusal }) => ({
      ...{ key: one.key, name: one.value.name, phone: one.value.phone, reasons, refusal },
    }));
}
