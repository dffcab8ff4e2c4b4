/** Papers made for the moment out of what the desk has written: 办件全程单, 日结单. */
import type { Result } from '#shared/kernel/result.ts';
import type { PlainDate } from '#shared/time/plain-date.ts';
import type { DeskCore, Viewer } from '../core.ts';
import type { DrawnSheet } from '../print/sheets.ts';
import type { FontFaces } from '../print/render/font-faces.ts';
import { daySheetFacts } from './day-sheet.ts';
import { wordsToday } from './wordings.ts';
import { printed } from './papers.ts';
import { wholeCourseFacts } from './whole-course.ts';

export function wholeCourseHtml(core: DeskCore, fonts: FontFaces, viewer: Viewer, stream: string): Result<DrawnSheet> {
  const facts = wholeCourseFacts(core, viewer, stream);
  return facts.ok ? printed(fonts, 'wholeCourse', facts.value, 'A4') : facts;
}

export const daySheetHtml = (core: DeskCore, fonts: FontFaces, viewer: Viewer, day: PlainDate): Result<DrawnSheet> =>
  printed(fonts, 'daySheet', daySheetFacts(core, viewer, day), 'A4', wordsToday(core, 'daySheet'));
