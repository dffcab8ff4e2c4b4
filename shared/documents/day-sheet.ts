/** 日结单、交班单: what a desk did on a day and what it hands to the next: numbers, papers that did not come out, originals that stay. */
import { z } from 'zod';
import type { Block, LeafBlock } from './blocks.ts';
import * as common from './facts.ts';
import * as parts from './notice-parts.ts';
import { definePaper } from './paper.ts';

const facts = z.strictObject({
  hall: common.hallFact,
  /** 窗口's own code in receipt numbers. */
  desk: common.line,
  day: common.dateFact,
  /** 收件, 受理, 出件, 作废, 补打 …: how many, and which numbers. */
  groups: z
    .array(z.strictObject({ name: common.line, numbers: z.array(common.line).max(2000) }))
    .min(1)
    .max(20),
  /** Papers that wait to be printed or may not have come out. */
  waiting: z.array(z.strictObject({ number: common.line, paper: common.line, state: common.line })).max(200),
  originals: z.strictObject({ cases: z.int().min(0), copies: z.int().min(0) }),
  printedBy: common.line,
  printedAt: common.momentFact,
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '日结单（交班单）',
  under: '{day}　窗口 {desk}',
  done: '当日办理',
  none: '无',
  waiting: '还没有打印出来的文书',
  noWaiting: '文书都已打印，没有等待的。',
  originals: '保管中的原件：{cases} 件办件，共 {copies} 份（逐件见原件保管簿）。',
  cash: '本窗口不收取现金。',
  handed: '以上情况已当面核对，交接清楚。',
};
type Words = Readonly<Record<keyof typeof words, string>>;

const doneTable = ({ groups }: Facts, text: Words): LeafBlock => ({
  type: 'table',
  columns: [
    { header: text.done, width: 16 },
    { header: '件数', width: 10, align: 'center' },
    { header: '收件编号', width: 74 },
  ],
  rows: groups.map(({ name, numbers }) => [
    name,
    String(numbers.length),
    numbers.length === 0 ? text.none : numbers.map(common.showNumber).join('、'),
  ]),
});

const waitingBlocks = ({ waiting }: Facts, text: Words): LeafBlock[] =>
  waiting.length === 0
    ? [{ type: 'paragraph', text: text.noWaiting }]
    : [
        parts.heading(text.waiting),
        parts.countedTable(
          [
            { header: '收件编号', width: 36, align: 'center' },
            { header: '文书', width: 30 },
            { header: '情况', width: 22, align: 'center' },
          ],
          waiting.map(({ number, paper, state }) => [common.showNumber(number), paper, state]),
        ),
      ];

const build = (given: Facts, text: Words): Block[] => [
  common.letterhead(given.hall),
  {
    type: 'title',
    text: text.title,
    under: parts.fill(text.under, { day: common.showDateAndWeekday(given.day), desk: given.desk }),
  },
  doneTable(given, text),
  ...waitingBlocks(given, text),
  {
    type: 'paragraph',
    text: parts.fill(text.originals, {
      cases: String(given.originals.cases),
      copies: String(given.originals.copies),
    }),
  },
  { type: 'paragraph', text: text.cash },
  parts.strong(text.handed),
  {
    type: 'signatureLine',
    fields: [
      { label: '交班人', hasDate: true, signer: 'handler' },
      { label: '接班人', hasDate: true, signer: 'receiver' },
    ],
  },
  { type: 'note', text: `打印：${given.printedBy}　${common.showMoment(given.printedAt)}` },
];

const plain: Facts = {
  hall: common.sampleHall,
  desk: 'A7',
  day: '2026-11-23',
  groups: [
    { name: '收件', numbers: ['108201A726112200010', '108201A72611200037A'] },
    { name: '出件', numbers: ['108201A726112200010'] },
    { name: '作废', numbers: [] },
    { name: '补打', numbers: ['108201A726112200010'] },
  ],
  waiting: [{ number: '108201A72611200037A', paper: '一次性告知书', state: '不确定出来没有' }],
  originals: { cases: 1, copies: 3 },
  printedBy: '李小红',
  printedAt: '2026-11-23 17:31',
};

export const daySheet = definePaper({
  paper: 'daySheet',
  code: 'RJ',
  v: 1,
  names: { 'zh-CN': '日结单（交班单）', en: 'Sheet of the day' },
  source: '大厅日结、交接班惯例 (收件、出件、作废、补打逐号核对, 双方签字); 原件保管: 每日清点',
  sizes: ['A4'],
  facts,
  words,
  adapts: { noWaiting: 40, cash: 60, handed: 80 },
  build,
  samples: {
    plain,
    empty: {
      ...plain,
      groups: [{ name: '收件', numbers: [] }],
      waiting: [],
      originals: { cases: 0, copies: 0 },
      printedBy: '迪丽热巴·迪力木拉提',
    },
    full: {
      ...plain,
      groups: [{ name: '收件', numbers: Array.from({ length: 240 }, () => common.sampleNumber) }],
      waiting: Array.from({ length: 60 }, () => ({
        number: common.sampleNumber,
        paper: '容缺受理通知书',
        state: '等待打印',
      })),
    },
  },
});
