/** 台账打印件: a register of a period as it was read, to be signed and handed to whoever inspects. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import { definePaper } from './paper.ts';

const facts = z
  .strictObject({
    hall: common.hallFact,
    title: common.line,
    /** What counts. */
    basis: common.line,
    /** What the rows were chosen by. */
    filter: common.line,
    columns: z
      .array(z.strictObject({ header: common.line, width: z.int().min(1).max(100) }))
      .min(1)
      .max(12),
    rows: z.array(z.array(z.string().max(20_000))).max(5000),
    printedBy: common.line,
    printedAt: common.momentFact,
  })
  .refine(({ columns, rows }) => rows.every(({ length }) => length === columns.length));
type Facts = z.infer<typeof facts>;

const words = {
  under: '{filter}；共 {count} 行',
  none: '这段时间没有记录。',
};

const build = (
  { hall, title, basis, filter, columns, rows, printedBy, printedAt }: Facts,
  text: Readonly<Record<keyof typeof words, string>>,
): Block[] => [
  common.letterhead(hall),
  {
    type: 'title',
    text: title,
    under: text.under.replace('{filter}', filter).replace('{count}', String(rows.length)),
  },
  {
    type: 'table',
    columns: [{ header: '序号', width: 6, align: 'center' }, ...columns],
    rows: rows.map((cells, index) => [
      String(index + 1),
      ...cells.map((cell) => (/^[0-9A-Z]{19}$/.test(cell) ? common.showNumber(cell) : cell)),
    ]),
    blankRows: rows.length === 0 ? 5 : 0,
  },
  ...(rows.length === 0 ? [{ type: 'note', text: text.none } as const] : []),
  { type: 'note', text: `口径：${basis}` },
  { type: 'note', text: `打印：${printedBy}　${common.showMoment(printedAt)}` },
  {
    type: 'signatureLine',
    fields: [
      { label: '填表人', hasDate: true },
      { label: '负责人', hasDate: true },
    ],
  },
];

const plain: Facts = {
  hall: common.sampleHall,
  title: '一次性告知台账',
  basis: '发过补正告知的办件，一次告知算一行；撤回的告知和作废、并案的办件不算。',
  filter: '2026-11-01 至 2026-11-22；全部事项；全部站点',
  columns: [
    { header: '收件编号', width: 26 },
    { header: '事项', width: 14 },
    { header: '申请人', width: 8 },
    { header: '告知日期', width: 12 },
    { header: '需要补正的材料', width: 32 },
    { header: '告知人', width: 8 },
    { header: '现在状态', width: 10 },
  ],
  rows: [
    [common.sampleNumber, '再生育审批', '刘**', '2026-11-03', '户口簿（原件）；结婚证（复印件）', '李小红', '补正中'],
    [common.sampleNumber, '农村低保申请', '张*', '2026-11-09', '收入证明', '王喆', '已受理'],
  ],
  printedBy: '王喆',
  printedAt: '2026-11-22 17:31',
};

export const ledgerSheet = definePaper({
  paper: 'ledgerSheet',
  code: 'TZ',
  v: 1,
  names: { 'zh-CN': '台账', en: 'Register of a period' },
  fixedBy: '台账照登记打印，字句随登记',
  source: '行政许可法 art. 32、优化营商环境条例的监督检查要求；各类台账的通行格式',
  sizes: ['A4'],
  orientation: 'landscape',
  facts,
  words,
  build,
  samples: {
    plain,
    empty: { ...plain, rows: [] },
    full: {
      ...plain,
      rows: Array.from({ length: 60 }, (_, index) => plain.rows[index % 2] ?? []),
    },
  },
});
