/**
 * What is handed over of one case in an inspection: every paper that was issued and the 办件全程单, as one page for the printer. The one place that says
 * so: 办件档案 can take its stead here.
 */
import { blocksSchema, type IssuedBlocks } from '#shared/documents/blocks.ts';
import { findPaper } from '#shared/documents/papers.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { loadVisible } from '../commands/load.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { loadEntries } from '../journal/entries.ts';
import type { FontFaces } from '../print/render/font-faces.ts';
import { drawForScreen } from '../print/render/paper-html.ts';
import { wholeCourseFacts } from './whole-course.ts';

export interface CaseFile {
  readonly number: string;
  readonly html: string;
  /** Papers in it. */
  readonly papers: number;
}

/** Refusals: those of a case that is not theirs, paper.noNumber. */
export function caseFile(core: DeskCore, fonts: FontFaces, viewer: Viewer, stream: string): Result<CaseFile> {
  const found = loadVisible(core, viewer, core.store.read, stream);
  if (!found.ok) return found;
  const facts = wholeCourseFacts(core, viewer, stream);
  if (!facts.ok) return facts;
  const course = findPaper('wholeCourse')?.issue(facts.value);
  if (course?.ok !== true) return course ?? refuse('paper.unknown');
  const { state } = found.value;
  const bodies = new Map(loadEntries(core.store.read, stream).map(({ id, body }) => [id, body]));
  const issued = state.papers.flatMap(({ entry }): IssuedBlocks[] => {
    const body = bodies.get(entry);
    return body ? [blocksSchema.parse(body.data['blocks'])] : [];
  });
  // A landscape sheet would turn all of them: those lie in the file as they were read, upright.
  const papers = [...issued, course.value].map((one) => ({ issued: one }));
  const html = drawForScreen(fonts, { papers, size: 'A4', sizes: ['A4'], faces: { from: 'inside' } });
  return ok({ number: state.number ?? '', html, papers: issued.length });
}
