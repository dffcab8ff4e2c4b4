/** What happens beside cases (咨询, 来电, 转介, 预约): lists by kind, counts by matter and by day. */
import type { Sql } from 'sql-template-tag';
import type { z } from 'zod';
import type { memoFilters, MemoLine } from '#shared/contract/memo.ts';
import { maskPhone } from '#shared/identity/masking.ts';
import { nextHlc } from '#shared/journal/hlc.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { fieldsOf } from '#shared/kinds/common/fields.ts';
import { mayStep } from '#shared/kinds/mechanism/decide.ts';
import { rulesetOf } from '#shared/kinds/mechanism/define.ts';
import { learntForReading } from '../commands/learn.ts';
import { loadVisible } from '../commands/load.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { all, get, sql } from '../store/handles.ts';
import { staffNames, stationName } from './names.ts';
import { todayOf } from './standings.ts';
import { memoVisibleTo } from './viewer.ts';

export interface MemosAsked {
  readonly kind: string;
  readonly filter: (typeof memoFilters)[number];
  readonly matter?: string | undefined;
  readonly about?: string | undefined;
}

interface MemoTableRow {
  readonly stream: string;
  readonly kind: string;
  readonly station: string;
  readonly status: string;
  readonly is_open: number;
  readonly title: string;
  readonly matter: string;
  readonly matter_name: string | null;
  readonly phone: string;
  readonly about: string;
  readonly began_on: string;
  readonly began_by: string;
}

const most = 200;

export function listMemos(core: DeskCore, viewer: Viewer, asked: MemosAsked) {
  const where = whereOf(core, viewer, asked);
  const ofMatter = asked.matter === undefined ? sql`1` : sql`m.matter = ${asked.matter}`;
  const rows = all(
    core.store.read,
    sql<MemoTableRow>`SELECT m.*, r.label AS matter_name FROM live_memo m
      LEFT JOIN live_record r ON r.kind = 'matter' AND r.key = m.matter
      WHERE ${where} AND ${ofMatter} ORDER BY ${inOrder(asked)} LIMIT ${most + 1}`,
  );
  return {
    lines: rows.slice(0, most).map((row) => lineOf(core, viewer, row)),
    isMore: rows.length > most,
    byMatter: countsOf(core, where),
  };
}

/** What waits begins with what waits longest or comes next (预约); the rest with the newest. */
const inOrder = ({ filter }: MemosAsked): Sql =>
  filter === 'open' ? sql`m.began_on, m.stream` : sql`m.began_on DESC, m.stream`;

function whereOf(core: DeskCore, viewer: Viewer, { kind, filter, about }: MemosAsked): Sql {
  const filters = {
    open: sql`m.is_open = 1`,
    today: sql`m.began_day = ${todayOf(core)}`,
    all: sql`1`,
  } as const;
  const ofCase = about === undefined ? sql`1` : sql`m.about = ${about}`;
  return sql`m.kind = ${kind} AND m.is_counted = 1 AND ${filters[filter]} AND ${ofCase} AND ${memoVisibleTo(viewer)}`;
}

/** What was asked about most comes first; the name is the one the catalogue has now. */
const countsOf = (core: DeskCore, where: Sql) =>
  all(
    core.store.read,
    sql<{ code: string; name: string; count: number }>`SELECT m.matter AS code, coalesce(r.label, m.matter) AS name,
      count(*) AS count FROM live_memo m LEFT JOIN live_record r ON r.kind = 'matter' AND r.key = m.matter
      WHERE ${where} GROUP BY m.matter ORDER BY count(*) DESC, m.matter LIMIT 100`,
  );

function lineOf(core: DeskCore, viewer: Viewer, row: MemoTableRow): MemoLine {
  const { stream, kind, status, title, matter, phone, about } = row;
  return {
    ...{ stream, kind, status, title, matter, about },
    isOpen: row.is_open === 1,
    matterName: row.matter_name ?? matter,
    phone: phone === '' ? '' : maskPhone(phone),
    beganOn: row.began_on,
    byName: staffNames(core.store.read)(row.began_by),
    stationName: stationName(core.store.read, row.station),
    allowed: allowedOn(core, viewer, stream),
  };
}

/** The kind's own steps this person may take now: the same question the act will be asked. */
function allowedOn(core: DeskCore, viewer: Viewer, stream: string): string[] {
  const found = loadVisible(core, viewer, core.store.read, stream);
  if (!found.ok || found.value.state.needsUpgrade !== undefined) return [];
  const { kind, state } = found.value;
  const learnt = learntForReading(core, viewer);
  const at = nextHlc(undefined, core.ports.clock.now());
  const steps = Object.keys(rulesetOf(kind, state.rules).steps);
  return steps.filter((type) => mayStep(kind, state, type, learnt, viewer.staff, at).ok);
}

export interface MemoCount {
  readonly kind: string;
  readonly today: number;
  readonly open: number;
}

/** Of every kind of this form, so that the home page names none. */
export function memoCounts(core: DeskCore, viewer: Viewer): MemoCount[] {
  const of = (kind: string, filter: MemosAsked['filter']): number =>
    get(
      core.store.read,
      sql<{ n: number }>`SELECT count(*) AS n FROM live_memo m WHERE ${whereOf(core, viewer, { kind, filter })}`,
    )?.n ?? 0;
  return core.kinds
    .filter(({ memo }) => memo !== undefined)
    .map(({ kind }) => ({ kind, today: of(kind, 'today'), open: of(kind, 'open') }));
}

/** Refusal: stream.unknown, also of what is no memo. */
export function memoPage(core: DeskCore, viewer: Viewer, stream: string): Result<MemoPage> {
  const found = loadVisible(core, viewer, core.store.read, stream);
  if (!found.ok) return found;
  const { kind, state } = found.value;
  if (kind.memo === undefined) return refuse('stream.unknown');
  return ok({ kind: kind.kind, status: state.core.status, fields: fieldsOf(state) as MemoPage['fields'] });
}

export interface MemoPage {
  readonly kind: string;
  readonly status: string;
  readonly fields: Record<string, z.core.util.JSONType>;
}
