/**
 * 档案鉴定清册 and 档案销毁清册 (档案法实施条例 art. 24): what the group said of each file, and what is to be destroyed, signed by who approved it and
 * by two who watch. No petitioner stands in them: they are kept for ever, the files are not.
 */
import { z } from 'zod';
import type { Block, BlockOf } from './blocks.ts';
import * as common from './facts.ts';
import { definePaper } from './paper.ts';

const file = z.strictObject({
  number: z.string(),
  matter: z.string(),
  began: common.dateFact,
  closed: common.dateFact,
  retention: common.line,
  until: common.dateFact,
  papers: z.int().min(0).max(99_999),
  attachments: z.int().min(0).max(99_999),
  opinion: z.enum(['keep', 'destroy']),
  /** Of what is kept; absent: for ever. */
  keptUntil: common.dateFact.exactOptional(),
  reason: common.line,
});
const facts = z.strictObject({
  hall: common.hallFact,
  number: common.line,
  title: common.line,
  /** The day it was opened. */
  on: common.dateFact,
  /** Name and duty of each. */
  group: z.array(common.line).min(2).max(20),
  rows: z.array(file).min(1).max(200),
  printedBy: common.line,
  printedAt: common.momentFact,
});
type Facts = z.infer<typeof facts>;
type File = Facts['rows'][number];

const head = ({ hall, number, title, on, rows }: Facts, name: string): Block[] => [
  common.letterhead(hall),
  {
    type: 'title',
    text: name,
    under: `${title}　编号 ${number}　${common.showDate(on)}　共 ${String(rows.length)} 件`,
  },
];

const foot = ({ printedBy, printedAt }: Facts, note: string): Block[] => [
  { type: 'note', text: note },
  { type: 'note', text: `打印：${printedBy}　${common.showMoment(printedAt)}` },
];

const center = 'center' as const;
type Column = BlockOf<'table'>['columns'][number];
const reasonColumn = (header: string): Column => ({ header, width: 18 });
const counted = (header: string): Column => ({ header, width: 7, align: center });

/** What both say of a file, and behind it what one of them says. */
const filesTable = (
  { rows }: Facts,
  columns: readonly Column[],
  cellsOf: (row: File) => readonly string[],
): BlockOf<'table'> => ({
  type: 'table',
  columns: [
    { header: '序号', width: 7, align: center },
    { header: '收件编号', width: 31, align: center },
    { header: '事项', width: 18 },
    { header: '收件日期', width: 15, align: center },
    { header: '归档日期', width: 15, align: center },
    { header: '保管期限', width: 9, align: center },
    { header: '到期日', width: 15, align: center },
    ...columns,
  ],
  rows: rows.map((row, index) => [
    ...[String(index + 1), common.showNumber(row.number), row.matter, row.began, row.closed, row.retention, row.until],
    ...cellsOf(row),
  ]),
});
const opinionOf = ({ opinion, keptUntil }: File): string =>
  opinion === 'destroy' ? '拟销毁' : keptUntil === undefined ? '续存：永久' : `续存至 ${keptUntil}`;

const listWords = {
  title: '档案鉴定清册',
  note: '鉴定小组逐件看过档案后提出意见。续存的继续保管；拟销毁的另列销毁清册，经批准、有两人监销后才销毁。',
};

const buildList = (given: Facts, text: Readonly<Record<keyof typeof listWords, string>>): Block[] => [
  ...head(given, text.title),
  filesTable(given, [{ header: '鉴定意见', width: 17, align: center }, reasonColumn('理由')], (row) => [
    opinionOf(row),
    row.reason,
  ]),
  ...foot(given, text.note),
  { type: 'signatureLine', fields: given.group.map((label) => ({ label, hasDate: true as const })) },
  { type: 'signatureLine', fields: [{ label: '负责人', hasDate: true, signer: 'approver' }] },
];

const destructionWords = {
  title: '档案销毁清册',
  note: '销毁前由两名监销人按本清册逐件核对，销毁后签名。批准人和监销人不能是同一个人。本清册永久保存。',
};

const buildDestruction = (given: Facts, text: Readonly<Record<keyof typeof destructionWords, string>>): Block[] => [
  ...head(given, text.title),
  filesTable(given, [counted('文书'), counted('附件'), reasonColumn('销毁理由')], (row) => [
    String(row.papers),
    String(row.attachments),
    row.reason,
  ]),
  ...foot(given, text.note),
  {
    type: 'signatureLine',
    fields: [
      { label: '批准人', hasDate: true, signer: 'approver' },
      { label: '监销人（一）', hasDate: true, signer: 'witness' },
      { label: '监销人（二）', hasDate: true, signer: 'witness' },
    ],
  },
];

const row = (matter: string, began: string, closed: string, more: Pick<File, 'opinion' | 'reason' | 'keptUntil'>) => ({
  ...{ number: common.sampleNumber, matter, began, closed, retention: '10年', until: '2025-12-31' },
  ...{ papers: 4, attachments: 3, ...more },
});
const worthless = { opinion: 'destroy', reason: '期满，无继续保存的价值' } as const;
const plain: Facts = {
  hall: common.sampleHall,
  number: 'DJ20261122-A7-01',
  title: '2015 年度办件档案鉴定',
  on: '2026-11-22',
  group: ['陈小芳（负责人）', '王喆（档案员）', '李小红（窗口）'],
  rows: [
    row('再生育审批', '2015-03-02', '2015-04-07', worthless),
    row('农村低保申请', '2015-05-11', '2015-06-03', {
      opinion: 'keep',
      keptUntil: '2035-12-31',
      reason: '仍在领取，有查考价值',
    }),
    row('宅基地审批', '2015-07-20', '2015-09-01', { opinion: 'keep', reason: '涉及权属，永久保存' }),
  ],
  printedBy: '陈小芳',
  printedAt: '2026-11-22 10:20',
};
const many = (count: number): Facts['rows'] =>
  Array.from(
    { length: count },
    (_, index) => plain.rows[index % 3] ?? row('示例', '2015-01-05', '2015-02-02', worthless),
  );

const inCommon = {
  v: 1,
  source: '中华人民共和国档案法实施条例 art. 24（到期档案先鉴定，销毁有清册、有批准、有监销）',
  fixedBy: '清册要能逐件核对，是销毁的依据',
  sizes: ['A4'],
  orientation: 'landscape',
  facts,
} as const;

export const appraisalList = definePaper({
  ...inCommon,
  paper: 'appraisalList',
  code: 'JP',
  names: { 'zh-CN': '档案鉴定清册', en: 'Appraisal of files' },
  words: listWords,
  build: buildList,
  samples: { plain, full: { ...plain, rows: many(40) } },
});

const destroyed: Facts = {
  ...plain,
  rows: [
    row('再生育审批', '2015-03-02', '2015-04-07', worthless),
    row('高龄津贴申领', '2015-10-08', '2015-10-20', worthless),
  ],
};
export const destructionList = definePaper({
  ...inCommon,
  paper: 'destructionList',
  code: 'XH',
  names: { 'zh-CN': '档案销毁清册', en: 'Files to be destroyed' },
  words: destructionWords,
  build: buildDestruction,
  samples: { plain: destroyed, full: { ...destroyed, rows: many(40).map((one) => ({ ...one, ...worthless })) } },
});
