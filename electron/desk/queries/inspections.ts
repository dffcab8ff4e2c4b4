/** 迎检: what a sample is drawn from, the inspections there were, and the cases of one. */
import { join } from 'sql-template-tag';
import type { InspectionLine, PopulationAsked } from '#shared/contract/inspection.ts';
import { maskName } from '#shared/identity/masking.ts';
import type { Drawable } from '#shared/inspection/draw.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { inspectionValueSchema } from '#shared/kinds/inspection/index.ts';
import { hallOf, momentOf } from '#shared/kinds/service/papers.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { statusWord } from '../ledgers/ledger.ts';
import type { DrawnSheet } from '../print/sheets.ts';
import type { FontFaces } from '../print/render/font-faces.ts';
import { all, sql, type ReadHandle, type Transaction } from '../store/handles.ts';
import { namesOnPaper } from './name-on-paper.ts';
import { recordsOf, stationName } from './names.ts';
import { printed } from './papers.ts';
import { nowOf } from './standings.ts';
import { visibleTo } from './viewer.ts';

/** Cases by the day they were taken in; not what was voided or merged away. */
export const populationOf = (
  _core: DeskCore,
  viewer: Viewer,
  handle: ReadHandle | Transaction,
  { from, to, matters, stations }: PopulationAsked,
): Drawable[] =>
  all(
    handle,
    sql<Drawable>`SELECT c.stream, c.matter AS "group" FROM live_case c
      WHERE c.began_day BETWEEN ${from} AND ${to} AND c.is_counted = 1 AND ${visibleTo(viewer)}
        AND ${matters.length === 0 ? sql`1` : sql`c.matter IN (${join([...matters])})`}
        AND ${stations.length === 0 ? sql`1` : sql`+c.station IN (${join([...stations])})`}`,
  );

interface Row {
  readonly stream: string;
  readonly value: string;
  readonly at: string;
  readonly by_staff: string;
  readonly is_finished: number;
}

const inspectionRows = (core: DeskCore): readonly Row[] =>
  all(
    core.store.read,
    sql<Row>`SELECT r.stream, r.value, e.on_at AS at, e.by_staff,
        EXISTS (SELECT 1 FROM entry f WHERE f.stream = r.stream AND f.type = 'finished') AS is_finished
      FROM live_record r JOIN entry e ON e.stream = r.stream AND e.type = 'drawn'
      WHERE r.kind = 'inspection' ORDER BY e.on_at DESC, r.stream`,
  );

function lineOf({ stream, value, at, by_staff: by, is_finished: isFinished }: Row, nameOf: (staff: string) => string) {
  const { rows, note = '', ...rest } = inspectionValueSchema.parse(JSON.parse(value));
  return {
    line: { stream, ...rest, note, size: rows.length, at, by: nameOf(by), isFinished: isFinished === 1 },
    rows,
  };
}

export function listInspections(core: DeskCore): InspectionLine[] {
  const nameOf = namesOnPaper(core);
  return inspectionRows(core).map((row) => lineOf(row, nameOf).line);
}

interface CaseRow {
  readonly stream: string;
  readonly kind: string;
  readonly number: string;
  readonly title: string;
  readonly petitioner: string;
  readonly status: string;
  readonly began_day: string;
}

/** One with its cases in the order they were drawn; those this person may not see have no line. Refusal: inspection.unknown. */
export function inspectionPage(core: DeskCore, viewer: Viewer, stream: string) {
  const row = inspectionRows(core).find((one) => one.stream === stream);
  if (row === undefined) return refuse('inspection.unknown');
  const { line, rows } = lineOf(row, namesOnPaper(core));
  const found = all(
    core.store.read,
    sql<CaseRow>`SELECT c.stream, c.kind, c.number, c.title, c.petitioner, c.status, c.began_day FROM live_case c
      WHERE c.stream IN (${join(rows)}) AND ${visibleTo(viewer)}`,
  );
  const byStream = new Map(found.map((one) => [one.stream, one]));
  const cases = rows.flatMap((one) => {
    const seen = byStream.get(one);
    if (seen === undefined) return [];
    const { kind, number, title, petitioner, status, began_day: day } = seen;
    return [
      { ...{ stream: one, number, title, day }, petitioner: maskName(petitioner), status: statusWord(kind, status) },
    ];
  });
  return ok({ line, cases });
}

/** 抽样清单. Refusal: inspection.unknown. */
export function sampleListHtml(core: DeskCore, fonts: FontFaces, viewer: Viewer, stream: string): Result<DrawnSheet> {
  const page = inspectionPage(core, viewer, stream);
  if (!page.ok) return page;
  const { line, cases } = page.value;
  const { title, body, from, to, method, seed, population, populationHash, number } = line;
  const names = new Map(recordsOf(core.store.read, 'matter').map(({ key, label }) => [key, label]));
  const facts = {
    hall: hallOf(core.station),
    ...{ title, body, number, from, to, method, seed, population, populationHash },
    matters: line.matters.map((code) => names.get(code) ?? code),
    stations: line.stations.map((code) => stationName(core.store.read, code)),
    drawnAt: momentOf(line.at),
    drawnBy: line.by,
    rows: cases.map(({ number: of, title: matter, petitioner, day, status }) => ({
      ...{ number: of, matter, petitioner, day, status },
    })),
    printedBy: viewer.name,
    printedAt: momentOf(nowOf(core)),
  };
  return printed(fonts, 'sampleList', facts, 'A4');
}
