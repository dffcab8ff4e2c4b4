/** 补打台账: every copy after the first that surely or perhaps came out. */
import { findPaper } from '#shared/documents/papers.ts';
import { textOf } from '#shared/kinds/common/fields.ts';
import type { DeskCore } from '../core.ts';
import { get, sql } from '../store/handles.ts';
import { caseLedger } from './of-cases.ts';

function nameOf(core: DeskCore, paper: string): string {
  const row = get(core.store.read, sql<{ spec: string }>`SELECT spec FROM live_paper WHERE id = ${paper}`);
  return row === undefined ? '—' : (findPaper(row.spec)?.names['zh-CN'] ?? row.spec);
}

export const reprinted = caseLedger({
  name: 'reprinted',
  ledger: 'reprinted',
  title: '补打台账',
  basis: '第二份起打印出来（或可能打印出来）的文书，作废办件的也在内。',
  asksEntry: true,
  only: () => sql`CAST(e.body AS TEXT) ->> '$.data.copy' > 1`,
  columns: [
    { header: '打印日期', width: 12 },
    { header: '文书', width: 20 },
    { header: '第几份', width: 8 },
    { header: '结果', width: 10 },
    { header: '打印人', width: 15 },
  ],
  cells: ({ day, data, by }, core) => [
    day,
    nameOf(core, textOf(data['paper'])),
    String(Number(data['copy'])),
    data['fate'] === 'printed' ? '已打印' : '不确定出来没有',
    by,
  ],
});
