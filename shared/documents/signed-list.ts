/** A list of cases that two sides count and sign (移交清单, 交接清单, 批量收件清单): what all of them have, in one order. */
import type { Block } from './blocks.ts';
import * as common from './facts.ts';

export interface ListFacts {
  readonly hall: Parameters<typeof common.letterhead>[0];
  readonly number: string;
  /** The day of the list, `2026-11-22`. */
  readonly on: string;
  readonly count: number;
  readonly printedBy: string;
  /** `2026-11-22 17:31`. */
  readonly printedAt: string;
}

interface ListParts {
  readonly title: string;
  /** With `{number}`, `{on}` and `{count}`. */
  readonly under: string;
  /** What stands above the table. */
  readonly head: string;
  readonly table: Block;
  /** Between the table and what is to be checked. */
  readonly after?: readonly Block[];
  readonly checked: string;
  readonly signatures: readonly { readonly label: string; readonly hasDate?: true }[];
}

export const signedList = (
  { hall, number, on, count, printedBy, printedAt }: ListFacts,
  { title, under, head, table, after = [], checked, signatures }: ListParts,
): Block[] => [
  common.letterhead(hall),
  {
    type: 'title',
    text: title,
    under: under.replace('{number}', number).replace('{on}', common.showDate(on)).replace('{count}', String(count)),
  },
  { type: 'note', text: head },
  table,
  ...after,
  { type: 'note', text: checked },
  { type: 'signatureLine', fields: [...signatures] },
  { type: 'note', text: `打印：${printedBy}　${common.showMoment(printedAt)}` },
];
