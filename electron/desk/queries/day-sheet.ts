/** 日结单 as facts of its paper: what this desk wrote on a day, read back from its own newest entry. */
import { findPaper } from '#shared/documents/papers.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { hallOf, momentOf } from '#shared/kinds/service/papers.ts';
import { fromBeijing } from '#shared/time/instant.ts';
import { addDays, type PlainDate } from '#shared/time/plain-date.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { iterate, sql } from '../store/handles.ts';
import { originalsOn } from './originals.ts';
import { waitingJobs } from './papers.ts';
import { nowOf } from './standings.ts';
import { visibleTo } from './viewer.ts';

/** In the order of the sheet: the steps of every kind that a hall counts at the end of a day. */
const groups: readonly (readonly [name: string, types: readonly string[]])[] = [
  ['收件', ['received']],
  ['受理', ['accepted', 'acceptedTolerant']],
  ['一次性告知', ['correctionNoticed', 'gapsAbove']],
  ['不予受理', ['refused']],
  ['上报', ['reported', 'sentInBatch']],
  ['办结', ['decided', 'decidedAbove', 'passedOn']],
  ['出件（送达）', ['delivered', 'sentOut']],
  ['归还原件', ['originalsReturned']],
  ['撤回、终止', ['withdrawn', 'deemedWithdrawn', 'terminated']],
  ['更正', ['corrected']],
  ['作废', ['voided']],
];
const reprinted = '补打';

interface EntryLine {
  readonly type: string;
  readonly number: string;
  readonly at: string;
  readonly copy: number | null;
}

/** Newest first, so that a sheet of today reads nothing of last year. */
const entriesOf = (core: DeskCore, viewer: Viewer) =>
  iterate(
    core.store.read,
    sql<EntryLine>`SELECT e.type, c.number, e.at,
        CASE e.type WHEN 'paperPrinted' THEN CAST(e.body AS TEXT) ->> '$.data.copy' END AS copy
      FROM entry e JOIN live_case c ON c.stream = e.stream
      WHERE e.writer = ${core.writer.id} AND ${visibleTo(viewer)} ORDER BY e.writer_seq DESC`,
  );

const groupOf = ({ type, copy }: EntryLine): string | undefined =>
  type === 'paperPrinted'
    ? (copy ?? 1) > 1
      ? reprinted
      : undefined
    : groups.find(([, types]) => types.includes(type))?.[0];

/** Numbers by group, each once, in the order in which they came. */
function numbersOf(core: DeskCore, viewer: Viewer, day: PlainDate): ReadonlyMap<string, readonly string[]> {
  const from = unwrap(fromBeijing(day, '00:00:00'));
  const to = unwrap(fromBeijing(addDays(day, 1), '00:00:00'));
  const found = new Map<string, Set<string>>();
  for (const line of entriesOf(core, viewer)) {
    if (line.at < from) break;
    const group = line.at < to ? groupOf(line) : undefined;
    if (group !== undefined) found.set(group, (found.get(group) ?? new Set<string>()).add(line.number));
  }
  return new Map([...found].map(([group, numbers]) => [group, [...numbers].reverse()]));
}

const states: Readonly<Record<string, string>> = {
  queued: '等待打印',
  sent: '正在打印',
  failed: '没有打印出来',
  unknown: '不确定出来没有',
};

export function daySheetFacts(core: DeskCore, viewer: Viewer, day: PlainDate) {
  const numbers = numbersOf(core, viewer, day);
  const here = originalsOn(core, viewer, day).rows.filter(({ returnedOn }) => returnedOn === null);
  return {
    hall: hallOf(core.station),
    desk: core.writer.code,
    day,
    groups: [...groups.map(([name]) => name), reprinted].map((name) => ({ name, numbers: numbers.get(name) ?? [] })),
    // Papers of the moment, such as this one, are nobody's.
    waiting: waitingJobs(core, viewer)
      .filter(({ number }) => number !== '')
      .map(({ number, spec, state }) => ({
        number,
        paper: findPaper(spec)?.names['zh-CN'] ?? spec,
        state: states[state] ?? state,
      })),
    originals: {
      cases: new Set(here.map(({ stream }) => stream)).size,
      copies: here.reduce((sum, { copies }) => sum + copies, 0),
    },
    printedBy: viewer.name,
    printedAt: momentOf(nowOf(core)),
  };
}
