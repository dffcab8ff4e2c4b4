/** Pictures of signed sheets on their way to their papers: nothing of them is lost before it is there or somebody let it go. */
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
}

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
  sheets: sheets.flatMap(({ id, name, blob, state }) =>
    state === 'back' || blob === undefined ? [] : [{ id, name, blob }],
  ),
});

export const sheetsIn = (data: JsonObject): readonly Sheet[] =>
  recordsOf(data['sheets']).map((row) => ({
    ...{ id: textOf(row['id']), name: textOf(row['name']), blob: textOf(row['blob']) },
    state: 'reading',
  }));
