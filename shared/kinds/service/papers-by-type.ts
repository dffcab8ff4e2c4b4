/**
 * Which paper tells a decision, and whether it must be written, by the legal type of the matter. Only a permit has the decisions of
 * 行政许可法 art. 32, 38; all else is told by the 办理结果告知单, a refusal always, because its reasons and what can be done against it are told
 * in writing.
 */
import type { JsonObject } from '../../kernel/json.ts';
import { textOf } from '../common/fields.ts';
import { matterFactsSchema, type matterTypes } from '../matter/facts.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';
import { isAskedFor } from './ticks.ts';

type MatterType = (typeof matterTypes)[number];
type Outcome = 'granted' | 'done' | 'rejected' | 'notDone';

interface PapersOfType {
  /** 受理凭证 of its own. */
  readonly accepted?: 'acceptanceNotice';
  readonly told: Readonly<Record<Outcome, 'permitGranted' | 'permitRefused' | 'resultNotice'>>;
  /** Outcomes that are told in writing whether or not anybody asks. */
  readonly mustTell: readonly Outcome[];
  /** 复议 and 诉讼 are open against a refusal: it is an act of the administration (行政复议法 art. 11). */
  readonly hasRemedy: boolean;
}

const permit: PapersOfType = {
  accepted: 'acceptanceNotice',
  told: { granted: 'permitGranted', done: 'permitGranted', rejected: 'permitRefused', notDone: 'permitRefused' },
  mustTell: ['granted', 'done', 'rejected', 'notDone'],
  hasRemedy: true,
};
const other: PapersOfType = {
  told: { granted: 'resultNotice', done: 'resultNotice', rejected: 'resultNotice', notDone: 'resultNotice' },
  mustTell: ['rejected', 'notDone'],
  hasRemedy: true,
};
/** A service of the hall decides nothing about anybody's rights. */
const service: PapersOfType = { ...other, hasRemedy: false };

const byType: Readonly<Record<MatterType, PapersOfType>> = {
  permit,
  levy: other,
  grant: other,
  confirmation: other,
  reward: other,
  ruling: other,
  otherPower: other,
  publicService: service,
  preliminary: service,
};

export const isPermit = (learnt: JsonObject): boolean => typeOf(learnt) === 'permit';

const typeOf = (learnt: JsonObject): MatterType | undefined => matterFactsSchema.safeParse(learnt['matter']).data?.type;

const papersOf = ({ core }: StreamState): PapersOfType => byType[typeOf(core.learnt) ?? 'publicService'];

export const hasRemedy = (state: StreamState): boolean => papersOf(state).hasRemedy;

/** 当场办结的不再出具 (安阳市政务服务条例 art. 36). */
export const issuesAtAcceptance = (_data: JsonObject, paper: string, state: StreamState): boolean =>
  papersOf(state).accepted === paper &&
  matterFactsSchema.safeParse(state.core.learnt['matter']).data?.isInstant !== true;

export const decisionPapersOfAll = ['permitGranted', 'permitRefused', 'resultNotice'];

/** The papers that its course must have left behind: 受理凭证 of its own, and the decision where it is told in writing. */
export const mustHave = {
  atAcceptance: (state: StreamState): readonly string[] => {
    const { accepted } = papersOf(state);
    return accepted !== undefined && issuesAtAcceptance({}, accepted, state) ? [accepted] : [];
  },
  atDecision: (state: StreamState): readonly string[] => {
    const { told, mustTell } = papersOf(state);
    const outcome = outcomeOf(state);
    return mustTell.includes(outcome) ? [told[outcome]] : [];
  },
};

const outcomeOf = (state: StreamState): Outcome => textOf(valueOf(state, 'outcome')) as Outcome;

export function issuesAtDecision(data: JsonObject, paper: string, state: StreamState): boolean {
  const { told, mustTell } = papersOf(state);
  const outcome = outcomeOf(state);
  return told[outcome] === paper && (mustTell.includes(outcome) || isAskedFor(data));
}
