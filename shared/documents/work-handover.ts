/** 工作移交单: what one member of staff hands over to another, in three copies, signed by both and by whoever watches over it (监交人). */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import { definePaper } from './paper.ts';

const count = z.int().min(0).max(99_999);
const rowFact = z.strictObject({
  number: z.string().max(400),
  matter: z.string().max(400),
  /** Masked: the sheet lies on three desks. */
  petitioner: z.string().max(400),
  status: common.line,
  due: common.dateFact.exactOptional(),
  queue: z.enum(['certificate', 'toTell', 'toFetch', 'onTheWay']).exactOptional(),
  owed: count,
  originals: count,
  awaited: count,
  note: z.string().max(1000),
  /** Why it stayed with whoever gave it; '' = it did not. */
  stayed: z.enum(['', 'notSeen', 'nothingLeft', 'otherHand', 'concerned', 'newer', 'refused']),
});
type Row = z.infer<typeof rowFact>;

const facts = z.strictObject({
  hall: common.hallFact,
  number: common.line,
  on: common.dateFact,
  giver: common.line,
  receiver: common.line,
  why: common.line,
  from: common.dateFact,
  until: common.dateFact.exactOptional(),
  status: z.enum(['given', 'taken', 'sentBack', 'takenBack']),
  rows: z.array(rowFact).max(500),
  /** Cases of it that whoever prints it may not see. */
  hidden: count,
  drafts: count,
  note: z.string().max(2000),
  printedBy: common.line,
  printedAt: common.momentFact,
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '工作移交单',
  under: '{number}　{on}　共 {count} 件',
  given: '接收人还没有接收，办件仍由移交人负责。',
  taken: '接收人已接收，从接收时起由接收人负责；写明“未移交”的仍由原承办人负责。',
  sentBack: '接收人已退回，办件仍由移交人负责。',
  takenBack: '已撤回，办件仍由移交人负责。',
  checked: '请接收人按单逐件核对，原件当面清点；移交、接收双方签名，监交人签名后各执一份。',
};
type Words = Readonly<Record<keyof typeof words, string>>;

const queues = { certificate: '待到证', toTell: '待通知', toFetch: '待领取', onTheWay: '在途' } as const;
const stays = {
  notSeen: '接收人那里看不到这一件',
  nothingLeft: '已办结',
  otherHand: '已由别人承办',
  concerned: '接收人要回避',
  newer: '要先升级软件',
  refused: '当时不能移交',
} as const;

/** What is still to be done about it beside its limit. */
const todoOf = ({ queue, owed, originals, awaited, note, stayed }: Row): string =>
  [
    stayed === '' ? '' : `未移交：${stays[stayed]}`,
    queue === undefined ? '' : queues[queue],
    owed === 0 ? '' : `缺材料 ${String(owed)} 件`,
    originals === 0 ? '' : `原件 ${String(originals)} 件`,
    awaited === 0 ? '' : `待回收文书 ${String(awaited)} 份`,
    note,
  ]
    .filter((text) => text !== '')
    .join('；');

/** Of the year of the list without the year: a column of dates has no room for it. */
const dueOf = (due: string, on: string): string => {
  const whole = common.showDate(due);
  return due.slice(0, 4) === on.slice(0, 4) ? whole.slice(5) : whole;
};

const tableOf = ({ rows, on }: Pick<Facts, 'rows' | 'on'>): Block => ({
  type: 'table',
  columns: [
    { header: '序号', width: 9, align: 'center' },
    { header: '收件编号', width: 25, align: 'center' },
    { header: '事项', width: 18 },
    { header: '申请人', width: 13 },
    { header: '状态', width: 13 },
    { header: '期限', width: 16, align: 'center' },
    { header: '待办和说明', width: 26 },
    { header: '核对', width: 9, align: 'center' },
  ],
  rows: rows.map((row, index) => [
    ...[String(index + 1), common.showNumber(row.number), row.matter, row.petitioner, row.status],
    ...[row.due === undefined ? '—' : dueOf(row.due, on), todoOf(row), '□'],
  ]),
  blankRows: 0,
});

const others = ({ hidden, drafts, note }: Facts): Block[] => [
  ...(hidden === 0 ? [] : [{ type: 'note', text: `另有 ${String(hidden)} 件不在打印人可看的范围内。` } as const]),
  ...(drafts === 0
    ? []
    : [{ type: 'note', text: `移交人在这台电脑上还有 ${String(drafts)} 份没有提交的草稿，不随本单移交。` } as const]),
  ...(note === '' ? [] : [{ type: 'paragraph', text: `交接说明：${note}` } as const]),
];

const build = (given: Facts, text: Words): Block[] => {
  const until = given.until === undefined ? '起长期' : ` 至 ${common.showDate(given.until)}`;
  const under = text.under.replace('{number}', given.number).replace('{on}', common.showDate(given.on));
  return [
    common.letterhead(given.hall),
    { type: 'title', text: text.title, under: under.replace('{count}', String(given.rows.length + given.hidden)) },
    {
      type: 'grid',
      columns: 2,
      items: [
        { label: '移交人', value: given.giver },
        { label: '接收人', value: given.receiver },
        { label: '移交事由', value: `${given.why}，${common.showDate(given.from)}${until}`, isWide: true },
      ],
    },
    ...(given.rows.length === 0 ? [] : [tableOf(given)]),
    ...others(given),
    { type: 'note', text: text[given.status] },
    { type: 'note', text: text.checked },
    {
      type: 'signatureLine',
      fields: [
        { label: '移交人', hasDate: true },
        { label: '接收人', hasDate: true },
        { label: '监交人', hasDate: true },
      ],
    },
    { type: 'note', text: `打印：${given.printedBy}　${common.showMoment(given.printedAt)}` },
  ];
};

const row = (matter: string, petitioner: string, more: Partial<Row> = {}): Row => ({
  ...{ number: common.sampleNumber, matter, petitioner, status: '已受理', due: '2026-12-07' },
  ...{ owed: 0, originals: 0, awaited: 0, note: '', stayed: '' as const },
  ...more,
});
const plain: Facts = {
  hall: common.sampleHall,
  number: 'YJ20261122-K7-01',
  on: '2026-11-22',
  giver: '王喆',
  receiver: '曾祥福',
  why: '休假',
  from: '2026-11-23',
  until: '2026-11-30',
  status: 'given',
  rows: [
    row('高龄津贴申领', '张*', { owed: 1, note: '约好周三上午来补户口簿' }),
    row('再生育审批', '欧阳**', { queue: 'toTell', originals: 2 }),
    row('城乡居民基本医疗保险参保登记', '刘*', { awaited: 1 }),
  ],
  hidden: 0,
  drafts: 2,
  note: '柜子钥匙在左边抽屉；周五上午县民政局来取上报材料。',
  printedBy: '王喆',
  printedAt: '2026-11-22 17:31',
};
const { until: _until, ...forGood } = plain;

export const workHandover = definePaper({
  paper: 'workHandover',
  code: 'YJ',
  v: 1,
  names: { 'zh-CN': '工作移交单', en: 'Hand-over of work' },
  source: 'AB 岗和离岗、调岗工作移交: 逐件移交，双方和监交人签字',
  sizes: ['A4'],
  copies: ['移交人', '接收人', '负责人存档'],
  facts,
  words,
  adapts: { checked: 100 },
  build,
  samples: {
    plain,
    taken: {
      ...forGood,
      why: '调岗',
      status: 'taken',
      rows: [...plain.rows, row('投诉', '李*', { stayed: 'otherHand' })],
      hidden: 1,
    },
    nothing: { ...forGood, why: '离职', rows: [], drafts: 0 },
    full: {
      ...plain,
      rows: Array.from({ length: 40 }, (_, index) => plain.rows[index % 3] ?? row('示例', '李*')),
    },
  },
});
