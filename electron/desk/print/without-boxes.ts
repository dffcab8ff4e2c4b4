/**
 * What leaves for a printer has no character that no face has: its stored picture stands in its place, or, where a person said so, a
 * blank to be written in by hand. Issued papers are made so when they are issued (`issuePaper`); here it is about papers that another
 * desk issued, which may have had faces this one lacks, and about papers of the moment.
 */
import type { IssuedBlocks } from '#shared/documents/blocks.ts';
import { checkGlyphs, handBlanksFor, missingGlyphs, withPictures } from '#shared/documents/hand-blanks.ts';
import { codePointName } from '#shared/kernel/code-points.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import { picturesIn } from '../commands/character-pictures.ts';
import type { DeskCore } from '../core.ts';

/** Refusal: paper.glyphMissing (a character has no picture, and nobody has said that its place is left blank). */
export function withoutBoxes(core: DeskCore, issued: IssuedBlocks, isByHand: boolean): Result<IssuedBlocks> {
  if (missingGlyphs(issued).length === 0) return ok(issued);
  const pictured = withPictures(issued, picturesIn(core.store.read));
  return checkGlyphs(isByHand ? handBlanksFor(pictured) : pictured);
}

export interface Blanked {
  readonly papers: readonly IssuedBlocks[];
  /** Code points in whose place somebody has to write: the page says so before it prints. */
  readonly blanks: readonly string[];
}

/** A paper of the moment is drawn at once, so its blanks are made at once. The same list where nothing was missing. */
export function blanked(core: DeskCore, papers: readonly IssuedBlocks[]): Blanked {
  if (papers.every((issued) => missingGlyphs(issued).length === 0)) return { papers, blanks: [] };
  const pictureOf = picturesIn(core.store.read);
  const pictured = papers.map((issued) => withPictures(issued, pictureOf));
  const missing = new Set(pictured.flatMap(missingGlyphs));
  return { papers: pictured.map((issued) => handBlanksFor(issued)), blanks: [...missing].map(codePointName) };
}
