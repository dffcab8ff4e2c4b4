/** Pictures of signed sheets on their way to their papers: nothing of them is lost before it is there or somebody let it go. */
import { pageTroubles, type PageOfPdf, type PageTrouble } from '#shared/contract/signature.ts';
import type { PaperOfSheet, SheetReading } from '#shared/contract/signature.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { DeskRefusal } from '../client/answer.ts';
import { recordsOf, textOf } from '../fields/values.ts';

export interface Sheet {
  /** Also the act under which it is laid to its paper. */
  readonly id: string;
  /** As the file was called. */
  readonly name: string;
  /** Of the held picture; absent where it could not be held. */
  readonly blob?: string;
  readonly state: 'reading' | 'read' | 'refused' | 'back';
  readonly reading?: SheetReading;
  readonly refusal?: DeskRefusal;
  /** 按编号归位: a person said whose sheet it is. */
  readonly chosen?: PaperOfSheet;
  /** A further page of that other sheet. */
  readonly pageOf?: string;
  /** The content is a scanned PDF, which is still to be taken apart. */
  readonly isPdf?: true;
  /** A page of a PDF that became no picture: it stands here until somebody has seen it. */
  readonly trouble?: PageTrouble;
}

/** What stands in the place of a PDF that was taken apart: a row for each page, the unread ones too. `say` names a page. */
export const pagesAsSheets = (
  pages: readonly PageOfPdf[],
  newId: () => string,
  say: (page: number) => string,
): readonly Sheet[] =>
  pages.map(({ blob, trouble }, index) => ({
    ...{ id: newId(), name: say(index + 1) },
    ...(blob === null
      ? { state: 'refused' as const, trouble: trouble ?? 'unreadable' }
      : { state: 'reading' as const, blob }),
  }));

export const paperOf = ({ chosen, reading }: Sheet): PaperOfSheet | undefined =>
  chosen ?? (reading?.verdict === 'known' ? (reading.paper ?? undefined) : undefined);

export interface SheetGroup {
  readonly first: Sheet;
  readonly paper: PaperOfSheet;
  /** All pages in order, the first among them. */
  readonly pages: readonly Sheet[];
}

/** What can be laid to its paper now: for each paper the first sheet of it, and the pages somebody joined to that. */
export function groupsOf(sheets: readonly Sheet[]): readonly SheetGroup[] {
  const groups: SheetGroup[] = [];
  for (const first of sheets) {
    const paper = first.state === 'read' && first.pageOf === undefined ? paperOf(first) : undefined;
    if (paper === undefined || groups.some((group) => group.paper.paper === paper.paper)) continue;
    groups.push({ first, paper, pages: [first, ...sheets.filter(({ pageOf }) => pageOf === first.id)] });
  }
  return groups;
}

/** The same paper was met before in this stack. */
export const isTwice = (sheets: readonly Sheet[], sheet: Sheet): boolean => {
  const paper = paperOf(sheet);
  const isFirst = groupsOf(sheets).some(({ first }) => first.id === sheet.id);
  return paper !== undefined && sheet.pageOf === undefined && sheet.state === 'read' && !isFirst;
};

/** The sheet before it in the stack that is laid to a paper: a page without a code mostly belongs to that. */
export function sheetBefore(sheets: readonly Sheet[], sheet: Sheet): Sheet | undefined {
  const at = sheets.findIndex(({ id }) => id === sheet.id);
  const groups = groupsOf(sheets);
  return sheets.slice(0, at).findLast(({ id }) => groups.some(({ first }) => first.id === id));
}

/** As the draft keeps them: whose they are is read anew. */
export const draftOf = (sheets: readonly Sheet[]): JsonObject => ({
  sheets: sheets.flatMap(({ id, name, blob, state, isPdf, trouble }) =>
    state === 'back' || (blob === undefined && trouble === undefined)
      ? []
      : [{ id, name, blob: blob ?? '', ...(isPdf ? { isPdf } : {}), ...(trouble ? { trouble } : {}) }],
  ),
});

export const sheetsIn = (data: JsonObject): readonly Sheet[] =>
  recordsOf(data['sheets']).map((row) => {
    const named = { id: textOf(row['id']), name: textOf(row['name']) };
    const trouble = pageTroubles.find((known) => known === row['trouble']);
    if (trouble !== undefined) return { ...named, state: 'refused', trouble };
    const isPdf = row['isPdf'] === true ? ({ isPdf: true } as const) : {};
    return { ...named, blob: textOf(row['blob']), state: 'reading', ...isPdf };
  });
