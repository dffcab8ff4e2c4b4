/**
 * 必需材料: a step that closes a case is not taken while the content of a required attachment has not arrived. What is here differs from
 * desk to desk, so only `decide` and the buttons ask it; the fold takes the step wherever it was written.
 */
import type { Refusal } from '../../kernel/result.ts';
import type { Learnt } from './learnt.ts';
import type { Ruleset } from './spec.ts';
import type { StreamState } from './state.ts';

/** The ways out (作废, 并案, 撤回申请) need no material: nothing is decided on it. */
export function closesTooEarly(ruleset: Ruleset, type: string, state: StreamState, learnt: Learnt): Refusal | null {
  const to = ruleset.steps[type]?.to;
  const closes = to !== undefined && ruleset.states[to] === 'done' && ruleset.states[state.core.status] === 'open';
  const count = closes ? missingContents(state, learnt) : 0;
  return count === 0 ? null : { code: 'attachment.requiredMissing', details: { count } };
}

const missingContents = ({ attachments }: StreamState, { hasContent }: Learnt): number =>
  attachments.filter(({ required, isMoved, blob }) => required === true && isMoved !== true && !hasContent(blob))
    .length;
