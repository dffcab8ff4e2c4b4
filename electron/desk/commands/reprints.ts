/** What was issued before and is printed again in the act of a step (凭证遗失): another copy, marked 补打. */
import type { ActAnswer } from '#shared/contract/case.ts';
import { rulesetOf, type Kind } from '#shared/kinds/mechanism/define.ts';
import type { PaperState, StreamState } from '#shared/kinds/mechanism/state.ts';
import type { DeskCore, Viewer } from '../core.ts';
import type { Transaction } from '../store/handles.ts';
import { fittingSize, queueCopy } from './print-jobs.ts';

/** Of each paper the step names the last that is valid. */
export function reprintsOf(kind: Kind, { rules, papers }: StreamState, type: string): readonly PaperState[] {
  const names = rulesetOf(kind, rules).steps[type]?.reprints ?? [];
  return names.flatMap((name) => {
    const last = papers.findLast(({ spec, status }) => spec === name && status === 'valid');
    return last === undefined ? [] : [last];
  });
}

export function queueReprints(
  core: DeskCore,
  viewer: Viewer,
  transaction: Transaction,
  answer: ActAnswer,
  papers: readonly PaperState[],
  size: string,
): ActAnswer {
  const jobs = papers.map((paper) =>
    queueCopy(core, viewer, transaction, answer.stream, paper, fittingSize(paper, size)),
  );
  return {
    ...answer,
    issued: [...answer.issued, ...papers.map(({ id, spec }) => ({ id, spec }))],
    jobs: [...answer.jobs, ...jobs],
  };
}
