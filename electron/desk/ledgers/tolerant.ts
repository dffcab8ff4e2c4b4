/** 容缺受理台账: what was missing when the case was accepted all the same, and by when it had to come. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { textOf } from '#shared/kinds/common/fields.ts';
import { get, sql } from '../store/handles.ts';
import type { DeskCore } from '../core.ts';
import { statusWord } from './ledger.ts';
import { caseLedger } from './of-cases.ts';

/** The day as it stands now, and whether the papers have come. */
function toleranceOf(core: DeskCore, stream: string): readonly [due: string, came: string] {
  const row = get(
    core.store.read,
    sql<{
      due: string;
      met: string | null;
    }>`SELECT due, met FROM live_due WHERE stream = ${stream} AND name = 'tolerance'`,
  );
  return row === undefined ? ['—', '—'] : [row.due, row.met === null ? '未补齐' : '已补齐'];
}

export const tolerant = caseLedger({
  name: 'tolerant',
  ledger: 'tolerant',
  title: '容缺受理台账',
  basis: '容缺受理的办件；撤回的受理和作废、并案的办件不算。',
  columns: [
    { header: '受理日期', width: 12 },
    { header: '容缺的材料', width: 25 },
    { header: '补齐期限', width: 10 },
    { header: '补齐情况', width: 8 },
    { header: '经办人', width: 8 },
    { header: '现在状态', width: 10 },
  ],
  cells: ({ day, data, by, kind, status, stream }, core) => [
    day,
    ((data['tolerated'] ?? []) as readonly JsonObject[]).map(({ material }) => textOf(material)).join('；'),
    ...toleranceOf(core, stream),
    by,
    statusWord(kind, status),
  ],
});
