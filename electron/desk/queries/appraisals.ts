/** 档案鉴定: the appraisals there were, one of them with what became of each file, and its two 清册. */
import type { AppraisalFile, AppraisalLine, AppraisalPage } from '#shared/contract/appraisal.ts';
import { retentionName } from '#shared/archive/retention.ts';
import { refuse, ok, type Result } from '#shared/kernel/result.ts';
import { appraisalValueSchema, type AppraisalValue, type Opinion } from '#shared/kinds/appraisal/index.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import { setByOf, type StreamState } from '#shared/kinds/mechanism/state.ts';
import { hallOf, momentOf } from '#shared/kinds/service/papers.ts';
import { loadVisible } from '../commands/load.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { loadState } from '../journal/projections.ts';
import type { DrawnSheet } from '../print/sheets.ts';
import type { FontFaces } from '../print/render/font-faces.ts';
import { all, get, sql } from '../store/handles.ts';
import { namesOnPaper } from './name-on-paper.ts';
import { printed } from './papers.ts';
import { nowOf } from './standings.ts';

interface Row {
  readonly stream: string;
  readonly value: string;
  readonly at: string;
  readonly by_staff: string;
}

const rowsOf = (core: DeskCore): readonly Row[] =>
  all(
    core.store.read,
    sql<Row>`SELECT r.stream, r.value, e.on_at AS at, e.by_staff FROM live_record r
      JOIN entry e ON e.stream = r.stream AND e.type = 'opened'
      WHERE r.kind = 'appraisal' ORDER BY e.on_at DESC, r.stream`,
  );

function lineOf({ stream, value, at, by_staff: by }: Row, nameOf: (staff: string) => string): AppraisalLine {
  const raw = JSON.parse(value) as { readonly status: AppraisalLine['status'] };
  const { number, title, rows, opinions = [] } = appraisalValueSchema.parse(raw);
  const count = (opinion: Opinion['opinion']): number => opinions.filter((one) => one.opinion === opinion).length;
  return {
    ...{ stream, number, title, at, status: raw.status, by: nameOf(by) },
    ...{ files: rows.length, kept: count('keep'), toDestroy: count('destroy') },
  };
}

export function listAppraisals(core: DeskCore): AppraisalLine[] {
  const nameOf = namesOnPaper(core);
  return rowsOf(core).map((row) => lineOf(row, nameOf));
}

interface Found {
  readonly line: AppraisalLine;
  readonly value: AppraisalValue;
  readonly state: StreamState;
}

function findAppraisal(core: DeskCore, viewer: Viewer, stream: string): Result<Found> {
  const row = rowsOf(core).find((one) => one.stream === stream);
  const loaded = row && loadVisible(core, viewer, core.store.read, stream);
  if (row === undefined || loaded?.ok !== true) return refuse('appraisal.unknown');
  const value = appraisalValueSchema.parse(JSON.parse(row.value));
  return ok({ line: lineOf(row, namesOnPaper(core)), value, state: loaded.value.state });
}

/** Refusal: appraisal.unknown. */
export function appraisalPage(core: DeskCore, viewer: Viewer, stream: string): Result<AppraisalPage> {
  const found = findAppraisal(core, viewer, stream);
  if (!found.ok) return found;
  const { line, value, state } = found.value;
  const { group, rows, opinions = [], approver = '', approvedOn = '', witnesses = [], sheets = [], note = '' } = value;
  const opinionOf = new Map(opinions.map(({ stream: of, ...said }) => [of, said]));
  const files = rows.map((row): AppraisalFile => {
    const opinion = opinionOf.get(row.stream);
    return { ...row, ...(opinion ? { opinion } : {}), fate: fateOf(core, line, row.stream, opinion?.opinion) };
  });
  const signed = new Set(sheets);
  return ok({
    ...{ line, group, files, judged: setByOf(state, 'opinions'), approver, approvedOn, witnesses, note },
    sheets: state.attachments.flatMap(({ id, name, isMoved }) =>
      isMoved === true ? [] : [{ id, name, isSigned: signed.has(id) }],
    ),
  });
}

/** As the case itself says: what another desk wrote of it meanwhile may have made it void. */
function fateOf(
  core: DeskCore,
  { stream: list, status }: AppraisalLine,
  stream: string,
  opinion: Opinion['opinion'] | undefined,
): AppraisalFile['fate'] {
  if (status !== 'carriedOut') return 'none';
  const state = loadState(core.store.read, core.findKind, stream);
  if (opinion === 'keep') return state?.kept?.list === list || state?.destroyed !== undefined ? 'kept' : 'undone';
  if (state?.destroyed?.list !== list) return 'undone';
  return isErased(core, stream, state.destroyed.entry) ? 'destroyed' : 'waiting';
}

const isErased = ({ store }: DeskCore, stream: string, entry: string): boolean =>
  get(
    store.read,
    sql<{ one: number }>`SELECT 1 AS one FROM entry WHERE stream = ${stream} AND body IS NOT NULL
      AND seq < (SELECT seq FROM entry WHERE id = ${entry}) LIMIT 1`,
  ) === undefined;

/** 档案鉴定清册, 档案销毁清册. Refusals: appraisal.unknown, appraisal.notAll (nobody has said what becomes of the files). */
export function appraisalPaper(
  core: DeskCore,
  fonts: FontFaces,
  viewer: Viewer,
  { stream, paper }: { readonly stream: string; readonly paper: 'appraisalList' | 'destructionList' },
): Result<DrawnSheet> {
  const found = findAppraisal(core, viewer, stream);
  if (!found.ok) return found;
  const { line, value } = found.value;
  const opinions = new Map((value.opinions ?? []).map((one) => [one.stream, one]));
  const files = value.rows.flatMap(({ stream: of, retention, matter: _code, title, ...row }) => {
    const said = opinions.get(of);
    const isListed = said !== undefined && (paper === 'appraisalList' || said.opinion === 'destroy');
    return isListed ? [{ ...row, matter: title, retention: retentionName(retention), ...opinionFacts(said) }] : [];
  });
  if (files.length === 0) return refuse('appraisal.notAll');
  const facts = {
    hall: hallOf(core.station),
    ...{ number: line.number, title: line.title, on: dayOf(line.at) },
    group: value.group.map(({ name, duty }) => `${name}（${duty}）`),
    rows: files,
    printedBy: viewer.name,
    printedAt: momentOf(nowOf(core)),
  };
  return printed(fonts, paper, facts, 'A4');
}

const opinionFacts = ({ opinion, until, reason }: Opinion) => ({
  opinion,
  reason,
  ...(until === null ? {} : { keptUntil: until }),
});
