import type { Inline, Run } from '../blocks.ts';

function runText(run: Run): string {
  if ('text' in run) return run.text;
  if ('boxes' in run) return '□'.repeat(run.boxes);
  // A character written by hand takes two columns; what it ought to be stands behind the line.
  return '_'.repeat(2 * run.blank) + (run.hint === undefined ? '' : `（${run.hint}）`);
}

export const inlineText = (inline: Inline): string =>
  typeof inline === 'string' ? inline : inline.map(runText).join('');
