/** 欠缺材料 of the cases that go on: work to do, and what a person has to decide about. */
import { z } from 'zod';
import { owedViews, type OwedLine, type OwedView } from '#shared/contract/owed.ts';
import { maskName } from '#shared/identity/masking.ts';
import { owedKind } from '#shared/kinds/mechanism/project.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { all, sql } from '../store/handles.ts';
import { standingsOf, todayOf } from './standings.ts';
import { visibleTo } from './viewer.ts';

/** As `project` writes it. */
const rowSchema = z.object({
  material: z.string(),
  way: z.string(),
  on: z.string(),
  who: z.string().optional(),
  until: z.string().optional(),
  due: z.string().optional(),
  calls: z.number().optional(),
});

interface Row {
  readonly stream: string;
  readonly kind: string;
  readonly number: string;
  readonly petitioner: string;
  readonly title: string;
  readonly status: string;
  readonly value: string;
}

/** What a list shows at once. */
const shown = 500;

function openLines(core: DeskCore, viewer: Viewer): readonly OwedLine[] {
  const rows = all(
    core.store.read,
    sql<Row>`SELECT c.stream, c.kind, c.number, c.petitioner, c.title, c.status, r.value
      FROM live_record r JOIN live_case c ON c.stream = r.stream
      WHERE r.kind = ${owedKind} AND c.is_open = 1 AND ${visibleTo(viewer)}`,
  );
  const standings = standingsOf(core, [...new Set(rows.map(({ stream }) => stream))]);
  const today = todayOf(core);
  return rows.map(({ value, petitioner, ...head }) => {
    const { material, way, on, who = '', until, due, calls = 0 } = rowSchema.parse(JSON.parse(value));
    const standing = standings.get(head.stream)?.dues.find(({ name }) => name === due);
    const day = standing?.due ?? until ?? null;
    // One that stands still has no day, and nothing passes.
    const isPast = standing === undefined ? day !== null && day < today : standing.state === 'waitingLong';
    return {
      ...head,
      petitioner: maskName(petitioner),
      ...{ material, way, on, who, calls, isPast },
      until: standing?.state === 'paused' ? null : day,
    };
  });
}

const isIn: Readonly<Record<OwedView, (line: OwedLine) => boolean>> = {
  check: ({ way }) => way === 'check',
  fetch: ({ way }) => way === 'fetch',
  photo: ({ way }) => way === 'photo',
  pledge: ({ way }) => way === 'pledge',
  tolerate: ({ way }) => way === 'tolerate',
  tolerateLate: ({ way, isPast }) => way === 'tolerate' && isPast,
  comeBack: ({ way }) => way === 'comeBack',
  lapse: ({ way, isPast }) => way === 'comeBack' && isPast,
};

/** What has a day comes first, the earliest first. */
const byDay = (one: OwedLine, other: OwedLine): number =>
  (one.until ?? '9').localeCompare(other.until ?? '9') || one.on.localeCompare(other.on);

export function listOwed(core: DeskCore, viewer: Viewer, view: OwedView) {
  const lines = openLines(core, viewer);
  const chosen = lines.filter(isIn[view]).toSorted(byDay);
  const counts = Object.fromEntries(owedViews.map((one) => [one, lines.filter(isIn[one]).length]));
  return {
    lines: chosen.slice(0, shown),
    isMore: chosen.length > shown,
    counts: counts as Record<OwedView, number>,
  };
}
