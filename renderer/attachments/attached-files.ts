/** The attachments of a case with who added them and when, as its history tells. */
import type { CasePage } from '#shared/contract/case.ts';
import { textOf } from '../fields/values.ts';

type Line = CasePage['history'][number];
export type AttachedFile = CasePage['attachments'][number] & {
  readonly byName: string;
  readonly on: string;
  /** The case it stood in before by mistake. */
  readonly from: string | undefined;
};
/** One that stood here by mistake. */
export interface MovedFile {
  readonly id: string;
  readonly name: string;
  readonly to: string;
  readonly reason: string;
  readonly byName: string;
  readonly on: string;
}

const lineOf = (page: CasePage, type: string, id: string): Line | undefined =>
  page.history.find((line) => line.type === type && line.data['id'] === id);

/** In the order in which they came. */
export const filesOf = (page: CasePage): readonly AttachedFile[] =>
  page.attachments
    .filter(({ isMoved }) => !isMoved)
    .map((file) => {
      const line = lineOf(page, 'attached', file.id);
      return { ...file, byName: line?.byName ?? '', on: line?.on ?? '', from: textOf(line?.data['from']) || undefined };
    });

export const movedFilesOf = (page: CasePage): readonly MovedFile[] =>
  page.attachments
    .filter(({ isMoved }) => isMoved)
    .map(({ id, name }) => {
      const line = lineOf(page, 'attachmentMoved', id);
      return {
        ...{ id, name, to: textOf(line?.data['to']), reason: textOf(line?.data['reason']) },
        ...{ byName: line?.byName ?? '', on: line?.on ?? '' },
      };
    });
