/** 一次性告知台账 (行政许可法 art. 32(1)(4): 当场或者五日内一次告知需要补正的全部内容). */
import type { JsonObject } from '#shared/kernel/json.ts';
import { textOf } from '#shared/kinds/common/fields.ts';
import { statusWord } from './ledger.ts';
import { caseLedger } from './of-cases.ts';

const named = ({ material, standard }: JsonObject): string =>
  textOf(standard) === '' ? textOf(material) : `${textOf(material)}（${textOf(standard)}）`;

export const notified = caseLedger({
  name: 'notified',
  ledger: 'notified',
  title: '一次性告知台账',
  basis: '发过补正告知的办件，一次告知算一行；撤回的告知和作废、并案的办件不算。',
  columns: [
    { header: '告知日期', width: 12 },
    { header: '需要补正的材料', width: 35 },
    { header: '告知人', width: 8 },
    { header: '现在状态', width: 10 },
  ],
  cells: ({ day, data, by, kind, status }) => [
    day,
    ((data['gaps'] ?? []) as readonly JsonObject[]).map(named).join('；'),
    by,
    statusWord(kind, status),
  ],
});
