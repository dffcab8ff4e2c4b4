/** Runs of a line in a .docx: printed text, lines to write on, squares for one character each. */
import { TextRun, type IRunOptions } from 'docx';
import type { Inline, Run } from '#shared/documents/blocks.ts';
import { faces } from './faces.ts';

export interface Face {
  readonly face?: keyof typeof faces;
  /** Half points. */
  readonly size: number;
  readonly isStrong?: boolean;
}

const ideographicSpace = '　';

/** Text as it stands, line by line; nothing in it is ever a field or markup. */
export function textRuns(text: string, { face = 'text', size, isStrong = false }: Face): TextRun[] {
  return text.split('\n').map((part, index) => {
    const options: IRunOptions = { text: part, size, bold: isStrong, font: faces[face] };
    return new TextRun(index === 0 ? options : { ...options, break: 1 });
  });
}

function runRuns(run: Run, face: Face): TextRun[] {
  if ('text' in run) return textRuns(run.text, face);
  if ('boxes' in run) return textRuns('□'.repeat(run.boxes), face);
  const line = new TextRun({
    text: ideographicSpace.repeat(run.blank),
    underline: {},
    size: face.size,
    font: faces.text,
  });
  return run.hint === undefined ? [line] : [line, ...textRuns(`（${run.hint}）`, { ...face, size: face.size * 0.6 })];
}

export const inlineRuns = (inline: Inline, face: Face): TextRun[] =>
  typeof inline === 'string' ? textRuns(inline, face) : inline.flatMap((run) => runRuns(run, face));
