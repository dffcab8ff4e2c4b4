/** 办件全程单: everything that was done with one case, in order: steps, papers, prints, hand-overs, looks, exports, calls; by whom and when. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import * as parts from './notice-parts.ts';
import { definePaper } from './paper.ts';

const sorts = {
  step: '办理',
  paper: '文书',
  print: '打印',
  handOver: '交接',
  look: '查看',
  export: '导出',
  call: '电话',
  material: '材料',
  record: '记录',
} as const;
export type CourseSort = keyof typeof sorts;

const facts = z.strictObject({
  hall: common.hallFact,
  number: common.line,
  matter: common.line,
  /** As on papers of the file: whole. */
  petitioner: common.line,
  status: common.line,
  rows: z
    .array(
      z.strictObject({
        at: common.momentFact,
        sort: z.enum(['step', 'paper', 'print', 'handOver', 'look', 'export', 'call', 'material', 'record']),
        what: common.line,
        note: common.longText.exactOptional(),
        by: common.line,
        /** 补录: on which day it was entered. */
        enteredOn: common.dateFact.exactOptional(),
        /** It was taken back, or kept though the rules do not allow it. */
        state: z.enum(['undone', 'doubtful']).exactOptional(),
      }),
    )
    .min(1)
    .max(5000),
  printedBy: common.line,
  printedAt: common.momentFact,
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '办件全程单',
  under: '共 {count} 条',
  states: '已撤回：做过又撤回的一步；存疑：录入时不符合规则、留待核对的记录。查看和导出为本机所记。',
  undone: '（已撤回）',
  doubtful: '（存疑）',
  late: '（{day}补录）',
  checked: '核对人',
};

const build = (given: Facts, text: Readonly<Record<keyof typeof words, string>>): Block[] => [
  common.letterhead(given.hall),
  { type: 'title', text: text.title, under: parts.fill(text.under, { count: String(given.rows.length) }) },
  { type: 'number', label: '收件编号', value: common.showNumber(given.number) },
  {
    type: 'grid',
    columns: 2,
    items: [
      { label: '申请人', value: given.petitioner },
      { label: '现在', value: given.status },
      { label: '事项', value: given.matter, isWide: true },
    ],
  },
  parts.countedTable(
    [
      { header: '时间', width: 20, align: 'center' },
      { header: '类别', width: 9, align: 'center' },
      { header: '做了什么', width: 47 },
      { header: '谁', width: 12, align: 'center' },
    ],
    given.rows.map(({ at, sort, what, note, by, enteredOn, state }) => [
      at,
      sorts[sort],
      [
        what +
          (state === undefined ? '' : text[state]) +
          (enteredOn === undefined ? '' : parts.fill(text.late, { day: common.showDate(enteredOn) })),
        ...(note === undefined ? [] : [note]),
      ].join('\n'),
      by,
    ]),
  ),
  { type: 'note', text: text.states },
  { type: 'signatureLine', fields: [{ label: text.checked, hasDate: true, signer: 'other' }] },
  { type: 'note', text: `打印：${given.printedBy}　${common.showMoment(given.printedAt)}` },
];

const plain: Facts = {
  hall: common.sampleHall,
  number: common.sampleNumber,
  matter: '林木采伐许可',
  petitioner: '欧阳文秀',
  status: '已办结',
  rows: [
    { at: '2026-11-09 09:41', sort: 'step', what: '收件', by: '李小红' },
    { at: '2026-11-09 09:41', sort: 'paper', what: '出具：收件凭证', by: '李小红' },
    { at: '2026-11-09 09:42', sort: 'print', what: '打印：收件凭证', note: '第 1 份', by: '李小红' },
    { at: '2026-11-10 10:05', sort: 'step', what: '受理', by: '曾庆文', state: 'undone' },
    { at: '2026-11-11 15:20', sort: 'call', what: '电话告知', note: '无人接听', by: '李小红' },
    { at: '2026-11-12 08:30', sort: 'handOver', what: '材料到镇', by: '李小红', enteredOn: '2026-11-13' },
    { at: '2026-11-13 16:11', sort: 'look', what: '查看完整信息', by: '曾庆文' },
  ],
  printedBy: '李小红',
  printedAt: '2026-11-22 17:31',
};

export const wholeCourse = definePaper({
  paper: 'wholeCourse',
  code: 'QC',
  v: 1,
  names: { 'zh-CN': '办件全程单', en: 'Everything done with a case' },
  source: 'GB/T 22239-2019 安全审计; 国务院令第716号 art. 12, 14: 过程记录, 可追溯; 档案法实施条例 (2024) art. 39',
  sizes: ['A4'],
  facts,
  words,
  fixedBy: '留档的过程记录，各地一致才能核对',
  build,
  samples: {
    plain,
    full: {
      ...plain,
      petitioner: parts.longPetitioner.name,
      matter: parts.longMatter,
      rows: Array.from({ length: 120 }, (_, index) => ({
        at: '2026-11-13 16:11',
        sort: index % 2 === 0 ? ('look' as const) : ('step' as const),
        what: index % 2 === 0 ? '查看完整信息' : '办理环节',
        ...(index % 9 === 0 ? { note: parts.longReason } : {}),
        by: '阿卜杜热西提·买买提',
      })),
    },
  },
});
