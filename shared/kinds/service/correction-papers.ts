/** How a 服务办件 fills the 更正告知单: what the last 更正 changed, and what that makes of papers that are out. */
import type { JsonObject } from '../../kernel/json.ts';
import { findPaper } from '../../documents/papers.ts';
import { textOf } from '../common/fields.ts';
import { petitionerSchema } from '../common/petitioner.ts';
import { matterFactsSchema } from '../matter/facts.ts';
import { dayOf } from '../mechanism/day.ts';
import type { IssueSpec } from '../mechanism/spec.ts';
import { stillHolds, valueOf, type HistoryLine, type PaperState, type StreamState } from '../mechanism/state.ts';
import { said } from './paper-facts.ts';
import { commonFacts, fieldNames } from './papers.ts';

export const lastCorrection = ({ history }: StreamState): HistoryLine | undefined =>
  history.findLast((line) => line.type === 'corrected' && stillHolds(line));

const petitionerNow = (state: StreamState): string => petitionerSchema.parse(valueOf(state, 'petitioner')).name;
const matterNow = ({ core }: StreamState): string => matterFactsSchema.parse(core.learnt['matter']).name;
const shortValues: Readonly<Record<string, (state: StreamState) => string>> = {
  petitioner: petitionerNow,
  matter: matterNow,
  request: (state) => textOf(valueOf(state, 'request')).slice(0, 400),
};

const changesBy = (state: StreamState, { entry }: HistoryLine): JsonObject[] =>
  Object.entries(state.core.fields).flatMap(([field, { setBy }]) =>
    setBy === entry ? [{ what: fieldNames[field] ?? field, ...said({ now: shortValues[field]?.(state) }) }] : [],
  );

/** Those that were right until it. */
const goneWith = (state: StreamState, { act }: HistoryLine): readonly PaperState[] => {
  const successors = new Set(state.papers.flatMap((paper) => (paper.act === act ? [paper.id] : [])));
  return state.papers.filter(({ replacedBy }) => replacedBy !== undefined && successors.has(replacedBy));
};

const correctionSlip: IssueSpec = {
  shows: ['petitioner', 'matter'],
  facts: (context) => {
    const { state, learnt, entry } = context;
    const line = lastCorrection(state);
    const changes = line === undefined ? [] : changesBy(state, line);
    const due = state.core.dues['promised'] ?? state.core.dues['statutory'];
    return {
      ...commonFacts(context),
      handledBy: learnt.staff.name,
      on: dayOf(entry.on),
      correctedOn: dayOf(line?.on ?? entry.on),
      changes: changes.length > 0 ? changes : [{ what: '以窗口现在的登记为准' }],
      papers: (line === undefined ? [] : goneWith(state, line)).map(({ spec, on }) => ({
        name: findPaper(spec)?.names['zh-CN'] ?? spec,
        issuedOn: dayOf(on),
        isReplaced: true,
      })),
      ...(due === undefined || due.met !== undefined ? {} : { due: due.due }),
    };
  },
};

export const correctionPapers: Readonly<Record<string, IssueSpec>> = { correctionSlip };
