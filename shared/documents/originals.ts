/** 原件交接单, one for each way: originals that stay here, and those given back against a signature. 原件保管簿: those that were here on a day. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import {
  countedTable,
  head,
  longMatter,
  longPetitioner,
  noticeFacts,
  sampleNotice,
  twoCopies,
} from './notice-parts.ts';
import { definePaper } from './paper.ts';

const returnFacts = z.strictObject({
  ...noticeFacts,
  rows: z
    .array(z.strictObject({ material: common.line, copies: z.int().min(1).max(999), since: common.dateFact }))
    .min(1)
    .max(200),
  takenBy: common.line,
});
type ReturnFacts = z.infer<typeof returnFacts>;

const returnWords = {
  title: '原件交接单',
  under: '归还',
  signed: '以上原件已当面点清，完好无损，如数领回。',
  taker: '领取人：{name}',
};

const buildReturn = (given: ReturnFacts, text: Readonly<Record<keyof typeof returnWords, string>>): Block[] => [
  ...head(given, text.title, text.under),
  {
    type: 'table',
    columns: [
      { header: '序号', width: 12, align: 'center' },
      { header: '原件', width: 46 },
      { header: '份数', width: 14, align: 'center' },
      { header: '收存日期', width: 28, align: 'center' },
    ],
    rows: given.rows.map(({ material, copies, since }, index) => [
      String(index + 1),
      material,
      String(copies),
      common.showDate(since),
    ]),
  },
  { type: 'paragraph', text: text.taker.replace('{name}', given.takenBy) },
  { type: 'paragraph', look: 'strong', text: text.signed },
  {
    type: 'signatureLine',
    fields: [
      { label: '领取人（签名或按指印）', hasDate: true, signer: 'receiver' },
      { label: '归还人', hasDate: true, signer: 'handler' },
    ],
  },
];

export const originalsReturn = definePaper({
  paper: 'originalsReturn',
  code: 'XR',
  v: 1,
  names: { 'zh-CN': '原件交接单', en: 'Originals handed back' },
  source: '原件保管: 收存有登记, 归还有签收',
  sizes: ['A5', 'A4'],
  facts: returnFacts,
  words: returnWords,
  adapts: { signed: 80 },
  build: buildReturn,
  samples: {
    plain: {
      ...sampleNotice('XR'),
      rows: [
        { material: '户口簿', copies: 1, since: '2026-11-20' },
        { material: '不动产权证书', copies: 2, since: '2026-11-22' },
      ],
      takenBy: '陈䶮（本人）',
    },
  },
});

const handedFacts = z.strictObject({
  ...noticeFacts,
  rows: returnFacts.shape.rows,
  /** In whose hands they were. */
  giver: common.line.exactOptional(),
  receiver: common.line,
  /** 接管: why they were not handed over. */
  why: common.longText.exactOptional(),
});
type HandedFacts = z.infer<typeof handedFacts>;

const handedWords = {
  title: '原件交接单',
  under: '移交',
  signed: '以上原件已当面点清，由接收人继续保管。',
  takenOver: '持有人不在，由负责人接管。原因：{why}',
};

const buildHanded = (given: HandedFacts, text: Readonly<Record<keyof typeof handedWords, string>>): Block[] => [
  ...head(given, text.title, text.under),
  countedTable(
    [
      { header: '原件', width: 48 },
      { header: '份数', width: 12, align: 'center' },
      { header: '接收日期', width: 28, align: 'center' },
    ],
    given.rows.map(({ material, copies, since }) => [material, String(copies), common.showDate(since)]),
  ),
  {
    type: 'paragraph',
    text: [given.giver === undefined ? '' : `移交人：${given.giver}`, `接收人：${given.receiver}`].join('　').trim(),
  },
  { type: 'paragraph', look: 'strong', text: text.signed },
  ...(given.why === undefined
    ? []
    : [{ type: 'note' as const, text: text.takenOver.replace('{why}', () => given.why ?? '') }]),
  {
    type: 'signatureLine',
    fields: [
      { label: '移交人', hasDate: true, signer: 'handler' },
      { label: '接收人', hasDate: true, signer: 'receiver' },
    ],
  },
];

export const originalsHanded = definePaper({
  paper: 'originalsHanded',
  code: 'XJ',
  v: 1,
  names: { 'zh-CN': '原件交接单（移交）', en: 'Originals handed over' },
  source: '苏州 DB3205/T 1077-2023: 材料原件交接登记, 每次移交双方签字',
  sizes: ['A5', 'A4'],
  facts: handedFacts,
  words: handedWords,
  adapts: { signed: 80 },
  build: buildHanded,
  samples: {
    plain: {
      ...sampleNotice('XJ'),
      rows: [
        { material: '户口簿', copies: 1, since: '2026-11-20' },
        { material: '不动产权证书', copies: 2, since: '2026-11-22' },
      ],
      giver: '王喆',
      receiver: '王霞',
    },
    takenOver: {
      ...sampleNotice('XJ'),
      rows: [{ material: '户口簿', copies: 1, since: '2026-11-20' }],
      giver: '王喆',
      receiver: '王霞',
      why: '王喆住院，原件锁在他的抽屉里',
    },
  },
});

const takenFacts = z.strictObject({
  ...noticeFacts,
  rows: z
    .array(
      z.strictObject({
        material: common.line,
        copies: z.int().min(1).max(999),
        since: common.dateFact,
        returned: common.dateFact.exactOptional(),
      }),
    )
    .min(1)
    .max(200),
  handedBy: common.line,
  /** Of a 帮办代办: whoever helps holds them, not the window. */
  isWithAgent: z.literal(true).exactOptional(),
});
type TakenFacts = z.infer<typeof takenFacts>;

const takenWords = {
  title: '原件交接单',
  under: '收存',
  signed: '以上原件由窗口收存，办结后凭本单和身份证领回；窗口遗失、损坏原件的，依法承担责任。',
  withAgent: '以上原件由经办人当面点清收存，办结后凭本单和身份证领回；遗失、损坏原件的，依法承担责任。',
  taker: '交件人：{name}',
  lost: '单子丢了也不要紧，带身份证来。',
};

const buildTaken = (given: TakenFacts, text: Readonly<Record<keyof typeof takenWords, string>>): Block[] => [
  ...head(given, text.title, text.under),
  countedTable(
    [
      { header: '原件', width: 26 },
      { header: '份数', width: 10, align: 'center' },
      { header: '收存日期', width: 26, align: 'center' },
      { header: '归还、签收', width: 26, align: 'center' },
    ],
    given.rows.map(({ material, copies, since, returned }) => [
      material,
      String(copies),
      common.showDate(since),
      returned === undefined ? '' : common.showDate(returned),
    ]),
  ),
  { type: 'paragraph', text: text.taker.replace('{name}', given.handedBy) },
  { type: 'paragraph', look: 'strong', text: given.isWithAgent === true ? text.withAgent : text.signed },
  {
    type: 'signatureLine',
    fields: [
      { label: '交件人（签名或按指印）', hasDate: true, signer: 'petitioner' },
      { label: '收件人', hasDate: true, signer: 'handler' },
    ],
  },
  { type: 'note', text: text.lost },
];

export const originalsTaken = definePaper({
  paper: 'originalsTaken',
  code: 'XT',
  v: 1,
  names: { 'zh-CN': '原件交接单（收存）', en: 'Originals that stay here' },
  source: '原件保管: 收存有登记, 双方签字, 各执一份',
  sizes: ['A5', 'A4'],
  copies: twoCopies,
  facts: takenFacts,
  words: takenWords,
  adapts: { lost: 60 },
  build: buildTaken,
  samples: {
    plain: {
      ...sampleNotice('XT'),
      rows: [
        { material: '户口簿', copies: 1, since: '2026-11-20', returned: '2026-11-22' },
        { material: '不动产权证书', copies: 2, since: '2026-11-22' },
      ],
      handedBy: '陈䶮',
    },
    many: {
      ...sampleNotice('XT'),
      petitioner: longPetitioner,
      matter: longMatter,
      rows: Array.from({ length: 60 }, (_, index) => ({
        material: `不动产权证书第 ${String(index + 1)} 号`,
        copies: 1,
        since: '2026-11-22',
      })),
      handedBy: '阿卜杜热西提·买买提',
    },
  },
});

const bookFacts = z.strictObject({
  hall: common.hallFact,
  day: common.dateFact,
  rows: z
    .array(
      z.strictObject({
        number: common.line,
        /** 张*. */
        petitioner: common.line,
        material: common.line,
        copies: z.int().min(1).max(999),
        since: common.dateFact,
        place: common.line.exactOptional(),
        returned: common.line.exactOptional(),
      }),
    )
    .max(2000),
  printedBy: common.line,
  printedAt: common.momentFact,
});
type BookFacts = z.infer<typeof bookFacts>;

const bookWords = {
  title: '原件保管簿',
  under: '{day}　共 {count} 份原件',
  none: '这一天没有保管中的原件。',
  checked: '请逐件清点，与实物相符的在“清点”栏打勾。',
};

const buildBook = (given: BookFacts, text: Readonly<Record<keyof typeof bookWords, string>>): Block[] => [
  common.letterhead(given.hall),
  {
    type: 'title',
    text: text.title,
    under: text.under
      .replace('{day}', common.showDate(given.day))
      .replace('{count}', String(given.rows.reduce((sum, { copies }) => sum + copies, 0))),
  },
  {
    type: 'table',
    columns: [
      { header: '收件编号', width: 22, align: 'center' },
      { header: '申请人', width: 10, align: 'center' },
      { header: '原件', width: 22 },
      { header: '份数', width: 6, align: 'center' },
      { header: '收存日期', width: 14, align: 'center' },
      { header: '放在', width: 9 },
      { header: '归还', width: 11 },
      { header: '清点', width: 6, align: 'center' },
    ],
    rows: given.rows.map(({ number, petitioner, material, copies, since, place = '', returned = '' }) => [
      common.showNumber(number),
      petitioner,
      material,
      String(copies),
      common.showDate(since),
      place,
      returned,
      '□',
    ]),
    blankRows: 0,
  },
  { type: 'note', text: given.rows.length === 0 ? text.none : text.checked },
  {
    type: 'signatureLine',
    fields: [
      { label: '保管人', hasDate: true },
      { label: '清点人', hasDate: true },
    ],
  },
  { type: 'note', text: `打印：${given.printedBy}　${common.showMoment(given.printedAt)}` },
];

const bookSample: BookFacts = {
  hall: common.sampleHall,
  day: '2026-11-23',
  rows: [
    { material: '户口簿', petitioner: '张*', since: '2026-11-20', place: '2 号柜' },
    { material: '不动产权证书', petitioner: '欧阳**', since: '2026-11-22', returned: '2026-11-23' },
  ].map((row) => ({ ...row, number: common.sampleNumber, copies: 1 })),
  printedBy: '王喆',
  printedAt: '2026-11-23 17:31',
};

export const originalsBook = definePaper({
  paper: 'originalsBook',
  code: 'XB',
  v: 1,
  names: { 'zh-CN': '原件保管簿', en: 'Originals kept here' },
  source: '原件保管: 每日清点',
  sizes: ['A4'],
  facts: bookFacts,
  words: bookWords,
  adapts: { none: 40, checked: 80 },
  build: buildBook,
  samples: { plain: bookSample, empty: { ...bookSample, rows: [] } },
});
