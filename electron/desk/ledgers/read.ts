/** Reading a register: counts of all at once, a page, all of it on paper or in a workbook. */
import type { LedgerAsked, LedgerName } from '#shared/contract/ledger.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { hallOf, momentOf } from '#shared/kinds/service/papers.ts';
import { runCatalogue } from '../catalogue/jobs.ts';
import { performAct } from '../commands/act.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { writeAudit } from '../journal/audit.ts';
import { recordsOf, stationName } from '../queries/names.ts';
import { printed } from '../queries/papers.ts';
import { nowOf } from '../queries/standings.ts';
import type { DrawnSheet } from '../print/sheets.ts';
import type { FontFaces } from '../print/render/font-faces.ts';
import { ledgers } from './all.ts';
import type { Ledger, LedgerFilter, LedgerRow } from './ledger.ts';

/** Refusal: permission.missing. */
function readable(viewer: Viewer, name: LedgerName): Result<Ledger> {
  const ledger = ledgers.find((one) => one.name === name);
  return ledger !== undefined && viewer.may.has(ledger.permission) ? ok(ledger) : refuse('permission.missing');
}

/** Those this person may read, each with how many rows it has. */
export const countLedgers = (core: DeskCore, viewer: Viewer, filter: LedgerFilter) =>
  ledgers
    .filter(({ permission }) => viewer.may.has(permission))
    .map(({ name, title, basis, columns, count }) => ({
      ...{ name, title, basis, heads: columns.map(({ header }) => header) },
      count: count(core, viewer, filter),
    }));

export function pageOfLedger(
  core: DeskCore,
  viewer: Viewer,
  {
    ledger: name,
    after,
    limit,
    ...filter
  }: LedgerAsked & { readonly after?: readonly string[] | undefined; readonly limit: number },
): Result<{ rows: LedgerRow[]; after: readonly string[] | null }> {
  const ledger = readable(viewer, name);
  if (!ledger.ok) return ledger;
  const rows = ledger.value.page(core, viewer, filter, after, limit);
  return ok({ rows, after: rows.length === limit ? (rows.at(-1)?.key ?? null) : null });
}

/** More nobody reads on paper, and a workbook of them is made for something else than an inspection. */
export const mostOnPaper = 5000;

/** The oldest first, as a register is read. Refusals: permission.missing, ledger.tooMany. */
function wholeOf(core: DeskCore, viewer: Viewer, { ledger: name, ...filter }: LedgerAsked) {
  const ledger = readable(viewer, name);
  if (!ledger.ok) return ledger;
  const rows = ledger.value.page(core, viewer, filter, undefined, mostOnPaper + 1);
  if (rows.length > mostOnPaper) return refuse('ledger.tooMany', { most: mostOnPaper });
  return ok({ ledger: ledger.value, rows: rows.reverse().map(({ cells }) => cells) });
}

const matterName = (core: DeskCore, code: string): string =>
  recordsOf(core.store.read, 'matter').find(({ key }) => key === code)?.label ?? code;

/** What the rows were chosen by, in the words of the paper. */
function filterText(core: DeskCore, { from, to, matter, station }: LedgerFilter): string {
  const parts = [
    `${from} 至 ${to}`,
    matter === undefined ? '全部事项' : `事项：${matterName(core, matter)}`,
    station === undefined ? '全部站点' : `站点：${stationName(core.store.read, station)}`,
  ];
  return parts.join('；');
}

export function ledgerHtml(core: DeskCore, fonts: FontFaces, viewer: Viewer, asked: LedgerAsked): Result<DrawnSheet> {
  const whole = wholeOf(core, viewer, asked);
  if (!whole.ok) return whole;
  const { title, basis, columns } = whole.value.ledger;
  const facts = {
    hall: hallOf(core.station),
    ...{ title, basis, columns, filter: filterText(core, asked), rows: whole.value.rows },
    printedBy: viewer.name,
    printedAt: momentOf(nowOf(core)),
  };
  return printed(fonts, 'ledgerSheet', facts, 'A4');
}

/** Refusals: those of the register and of an act. Written down before it leaves. */
export async function ledgerWorkbook(
  core: DeskCore,
  viewer: Viewer,
  { act, ...asked }: LedgerAsked & { readonly act: string },
): Promise<Result<Uint8Array>> {
  const whole = wholeOf(core, viewer, asked);
  if (!whole.ok) return whole;
  const { title, basis, columns } = whole.value.ledger;
  const { rows } = whole.value;
  const made = await runCatalogue<Uint8Array>({
    do: 'sheets',
    sheets: [
      { name: title.replaceAll('、', ''), rows: [columns.map(({ header }) => header), ...rows] },
      {
        name: '说明',
        rows: [
          ['项目', '内容'],
          ['范围', filterText(core, asked)],
          ['口径', basis],
          ['件数', rows.length],
          ['导出', `${viewer.name} ${momentOf(nowOf(core))}`],
        ],
      },
    ],
  });
  if (!made.ok) return made;
  const kept = keepLedgerExport(core, viewer, act, asked, rows.length);
  return kept.ok ? made : kept;
}

function keepLedgerExport(
  core: DeskCore,
  viewer: Viewer,
  act: string,
  { ledger, from, to, matter = '', station = '' }: LedgerAsked,
  rows: number,
): Result<Record<string, never>> {
  const data = { ledger, from, to, matter, station };
  return performAct(core, viewer, { id: act, procedure: 'ledger.export', input: data, isDraining: true }, (work) => {
    const at = new Date(core.ports.clock.now()).toISOString();
    writeAudit(work.transaction, core.ports.sm3, {
      ...{ writer: core.writer.id, at, by: viewer.staff, type: 'export' },
      data: { ...data, rows },
    });
    return ok({});
  });
}
