/**
 * 收件凭证 and 一次性告知书 for somebody who reads without glasses: large, few words, one thing after the other. They say what the ordinary ones
 * say and go with them; no seal is put on them.
 */
import { z } from 'zod';
import type { Block, LeafBlock } from './blocks.ts';
import * as common from './facts.ts';
import * as parts from './notice-parts.ts';
import { definePaper } from './paper.ts';

const shared = {
  ...common.caseFacts,
  receivedBy: common.line,
  on: common.dateFact,
};
const source =
  '国办发〔2020〕45号 (老年人运用智能技术困难): 适老, 保留纸质; GB/T 44888-2024; 收件凭证 and 一次性告知书 as the ordinary papers';

const who = ({ petitioner, matter }: { readonly petitioner: { readonly name: string }; readonly matter: string }) =>
  [
    { type: 'paragraph', look: 'strong', text: petitioner.name },
    { type: 'paragraph', text: `办的事：${matter}` },
  ] satisfies LeafBlock[];

const lost = '单子丢了也不要紧，带身份证来。';
const askUs = (hall: common.HallFact): string =>
  hall.phone === undefined ? '有不明白的，来窗口问。' : `有不明白的，打电话 ${hall.phone}。`;
const whereTo = (hall: common.HallFact): string =>
  [hall.name, hall.address, hall.hours].filter((part) => part !== undefined).join('，');

const bottom = ({ hall, qr, number }: z.infer<z.ZodObject<typeof shared>>): Block[] => [
  {
    type: 'beside',
    second: 'narrow',
    blocks: [
      [
        { type: 'heading', text: '有事问谁' },
        { type: 'checkList', mark: 'dot', items: [{ text: askUs(hall) }, { text: lost }] },
      ],
      [{ type: 'qr', content: qr }],
    ],
  },
  { type: 'note', text: `收件编号 ${common.showNumber(number)}` },
];

const receiptFacts = z.strictObject({
  ...shared,
  materials: z.array(common.materialFact).max(200),
  due: z.strictObject({ day: common.dateFact, isEstimated: z.boolean() }).exactOptional(),
  next: z.array(common.line).min(1).max(6),
});
type Receipt = z.infer<typeof receiptFacts>;

const receiptWords = {
  title: '收件单',
  handed: '您交了',
  nothing: '没有收您的材料。',
  next: '接下来',
  due: '最迟这一天办好',
  estimated: '（日期可能变，以窗口告知的为准）',
};

const buildReceipt = (given: Receipt, text: Readonly<Record<keyof typeof receiptWords, string>>): Block[] => [
  common.letterhead({ name: given.hall.name }),
  { type: 'title', text: text.title },
  ...common.historyMarkers(given),
  ...who(given),
  parts.heading(text.handed),
  given.materials.length === 0
    ? { type: 'paragraph', text: text.nothing }
    : {
        type: 'checkList',
        mark: 'ticked',
        items: given.materials.map(({ name, copies, form }) => ({
          text: `${name}　${common.formName(form)} ${String(copies)} 份`,
        })),
      },
  ...(given.due === undefined
    ? []
    : [
        {
          type: 'highlight',
          label: text.due,
          value: common.showDateAndWeekday(given.due.day),
          ...(given.due.isEstimated ? { note: text.estimated } : {}),
        } as const,
      ]),
  parts.heading(text.next),
  { type: 'checkList', mark: 'number', items: given.next.map((step) => ({ text: step })) },
  ...bottom(given),
  { type: 'note', text: `${given.receivedBy}　${common.showDate(given.on)}收` },
];

const receiptSample: Receipt = {
  hall: common.sampleHall,
  number: common.sampleNumber,
  qr: common.sampleQr('SD'),
  petitioner: { name: '欧阳文秀' },
  matter: '高龄老人补贴申领',
  receivedBy: '李小红',
  on: '2026-11-23',
  materials: [
    { name: '身份证', copies: 1, form: 'shown' },
    { name: '银行卡', copies: 1, form: 'copy' },
  ],
  due: { day: '2026-12-07', isEstimated: false },
  next: ['您不用再来，等我们电话。', '办好后带身份证来领。'],
};
const { due: _due, ...withoutDay } = receiptSample;

export const receiptLarge = definePaper({
  paper: 'receiptLarge',
  code: 'SD',
  v: 1,
  names: { 'zh-CN': '收件凭证（大字）', en: 'Receipt in large type' },
  source,
  sizes: ['A5', 'A4', '80mm'],
  isLarge: true,
  facts: receiptFacts,
  words: receiptWords,
  adapts: { nothing: 30, estimated: 40 },
  build: buildReceipt,
  samples: {
    plain: receiptSample,
    least: { ...withoutDay, petitioner: { name: parts.minorityPetitioner.name }, materials: [] },
    many: {
      ...receiptSample,
      petitioner: parts.longPetitioner,
      matter: parts.longMatter,
      due: { day: '2027-01-04', isEstimated: true },
      materials: Array.from({ length: 60 }, (_, index) => ({
        name: `第 ${String(index + 1)} 项材料`,
        copies: 1,
        form: 'copy' as const,
      })),
    },
  },
});

const correctionFacts = z.strictObject({
  ...shared,
  gaps: z
    .array(z.strictObject({ material: common.line, need: common.line, from: common.line.exactOptional() }))
    .min(1)
    .max(100),
  due: common.dateFact.exactOptional(),
});
type Correction = z.infer<typeof correctionFacts>;

const correctionWords = {
  title: '还缺这些',
  count: '一共缺 {count} 样，带齐了再来，不会再要别的。',
  from: '到哪里要：{from}',
  due: '在这一天以前来',
  where: '来这里',
  back: '再来时带这张单子，直接到窗口，不用重新取号；家里人替您送来也可以。',
};

const buildCorrection = (given: Correction, text: Readonly<Record<keyof typeof correctionWords, string>>): Block[] => [
  common.letterhead({ name: given.hall.name }),
  { type: 'title', text: text.title },
  ...common.historyMarkers(given),
  ...who(given),
  {
    type: 'checkList',
    mark: 'empty',
    items: given.gaps.map(({ material, need, from }) => ({
      text: `${material}　${need}`,
      ...(from === undefined ? {} : { detail: parts.fill(text.from, { from }) }),
    })),
  },
  parts.strong(parts.fill(text.count, { count: String(given.gaps.length) })),
  ...(given.due === undefined
    ? []
    : [{ type: 'highlight', label: text.due, value: common.showDateAndWeekday(given.due) } as const]),
  parts.heading(text.where),
  { type: 'checkList', mark: 'dot', items: [{ text: whereTo(given.hall) }, { text: text.back }] },
  ...bottom(given),
];

const correctionSample: Correction = {
  hall: common.sampleHall,
  number: common.sampleNumber,
  qr: common.sampleQr('GD'),
  petitioner: { name: '欧阳文秀' },
  matter: '高龄老人补贴申领',
  receivedBy: '李小红',
  on: '2026-11-23',
  gaps: [
    { material: '银行卡', need: '复印件 1 份', from: '县农商银行永丰支行，永丰镇街上 3 号，电话 0797-5350003' },
    { material: '户口簿', need: '带原件来看一下' },
  ],
  due: '2026-12-04',
};
const { due: _day, ...correctionLeast } = correctionSample;

export const correctionLarge = definePaper({
  paper: 'correctionLarge',
  code: 'GD',
  v: 1,
  names: { 'zh-CN': '一次性告知书（大字）', en: 'Correction notice in large type' },
  source,
  // On A5 it would take two sheets, and the second gets lost.
  sizes: ['A4', '80mm'],
  isLarge: true,
  facts: correctionFacts,
  words: correctionWords,
  adapts: { count: 60, back: 80 },
  build: buildCorrection,
  samples: {
    plain: correctionSample,
    least: { ...correctionLeast, petitioner: { name: parts.minorityPetitioner.name } },
    many: {
      ...correctionSample,
      petitioner: parts.longPetitioner,
      matter: parts.longMatter,
      gaps: Array.from({ length: 20 }, (_, index) => ({
        material: `第 ${String(index + 1)} 份证明`,
        need: '原件 1 份',
        from: '村民委员会，周一至周五，电话 0797-5350009',
      })),
    },
  },
});
