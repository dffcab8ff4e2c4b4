/**
 * What no face of this computer can draw and of which no picture is kept: a file that is made keeps for ever what it shows, so it gets a
 * blank with the code point beneath it rather than a box, and what is missing says where somebody has to write.
 */
import type { Gap } from '#shared/archive/parts.ts';
import { uncovered } from '#shared/documents/coverage.ts';
import { codePointName } from '#shared/kernel/code-points.ts';
import { picturesIn } from '../commands/character-pictures.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { dueExplanationFacts } from '../queries/due-explanation.ts';
import { wholeCourseFacts } from '../queries/whole-course.ts';
import type { FilePart, PartSource } from './case-file.ts';

/** More of them is a file of another kind of error. */
const named = 8;

export function undrawableParts(
  core: DeskCore,
  viewer: Viewer,
  stream: string,
  parts: readonly FilePart[],
): readonly Gap[] {
  const pictureOf = picturesIn(core.store.read);
  return parts.flatMap(({ title, source }): Gap[] => {
    const missing = uncovered(saidIn(core, viewer, stream, source)).filter((one) => pictureOf(one) === undefined);
    if (missing.length === 0) return [];
    return [{ code: 'glyph', name: `${title}（${missing.slice(0, named).map(codePointName).join('、')}）` }];
  });
}

function saidIn(core: DeskCore, viewer: Viewer, stream: string, source: PartSource): string {
  if (source.from === 'paper') return JSON.stringify(source.blocks);
  if (source.from === 'course') return textOf(wholeCourseFacts(core, viewer, stream));
  if (source.from === 'why') return textOf(dueExplanationFacts(core, viewer, { stream, due: source.due }));
  return '';
}

const textOf = (facts: { readonly ok: boolean; readonly value?: unknown }): string =>
  facts.ok ? JSON.stringify(facts.value) : '';
