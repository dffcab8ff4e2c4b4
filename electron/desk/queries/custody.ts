/** 原件交接: how a page and the book tell in whose hands an original is. */
import { z } from 'zod';
import type { CasePage } from '#shared/contract/case.ts';
import { originalLostKind } from '#shared/kinds/mechanism/project.ts';
import type { HandRow, OriginalRow } from '#shared/kinds/mechanism/rows.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { get, sql } from '../store/handles.ts';
import { visibleTo } from './viewer.ts';

const hand = z.object({
  at: z.enum(['here', 'owner', 'staff', 'outside', 'lost', 'settled']),
  name: z.string(),
  staff: z.string().exactOptional(),
});
/** As `project` writes it (`OriginalRow`). */
export const originalRow = z.object({
  material: z.string(),
  copies: z.number(),
  since: z.string(),
  place: z.string().exactOptional(),
  returned: z.object({ on: z.string(), to: z.string() }).exactOptional(),
  holder: hand.exactOptional(),
  backBy: z.string().exactOptional(),
  offered: z.string().exactOptional(),
  lost: z
    .object({
      on: z.string(),
      by: z.string(),
      lastHolder: hand,
      search: z.string(),
      found: z.literal(true).exactOptional(),
      settled: z.object({ how: z.string(), what: z.string() }).exactOptional(),
    })
    .exactOptional(),
});

type Names = (staff: string) => string;
type View = Pick<CasePage['originals'][number], 'holder' | 'backBy' | 'isOverdue' | 'offered' | 'offeredTo' | 'lost'>;

const nameOf = ({ name, staff }: HandRow, names: Names): string => (staff === undefined ? name : names(staff));

export function custodyOf(row: OriginalRow, names: Names, today: string): View {
  const { holder, backBy, offered, lost, returned } = row;
  const isOut = returned === undefined && holder?.at !== 'settled';
  return {
    holder: holder === undefined ? null : { at: holder.at, name: nameOf(holder, names), staff: holder.staff ?? null },
    backBy: backBy ?? null,
    isOverdue: isOut && backBy !== undefined && backBy < today,
    offered: offered === undefined ? '' : names(offered),
    offeredTo: offered ?? '',
    lost:
      lost === undefined
        ? null
        : {
            ...{ on: lost.on, byName: names(lost.by), lastHolder: nameOf(lost.lastHolder, names), search: lost.search },
            isOpen: lost.found === undefined && lost.settled === undefined,
            settled: lost.settled ?? null,
          },
  };
}

export const countLost = (core: DeskCore, viewer: Viewer): number =>
  get(
    core.store.read,
    sql<{ count: number }>`SELECT count(*) AS count FROM live_record r JOIN live_case c ON c.stream = r.stream
      WHERE r.kind = ${originalLostKind} AND ${visibleTo(viewer)}`,
  )?.count ?? 0;
