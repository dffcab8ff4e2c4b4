/**
 * 空白应急收件凭证: printed ahead as a pad, filled in by hand in a power cut, keyed in later under the number on it by scanning.
 * A5 upright, cut in the middle: the petitioner takes the upper half, the hall keeps the lower.
 */
import { z } from 'zod';
import type { Block, LeafBlock } from './blocks.ts';
import * as common from './facts.ts';
import { definePaper } from './paper.ts';

const facts = z.strictObject({
  hall: common.hallFact,
  number: common.line,
  qr: z.string().min(1).max(1000),
  /** 第 12 张 / 共 50 张: which sheet of the pad, so that missing ones are noticed. */
  sheet: common.line,
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '收件凭证',
  emergency: '应急手写',
  petitionerHalf: '申请人留存',
  hallHalf: '窗口留存，通电后扫码补录',
  cut: '沿虚线裁开',
  keep: '请凭本单和身份证来办。单子丢了也不要紧，带身份证来。',
  seal: '加盖收件专用印章处',
};
type Words = Readonly<Record<keyof typeof words, string>>;

type GridItem = Extract<LeafBlock, { type: 'grid' }>['items'][number];

const kept: GridItem[] = [
  { label: '姓名', value: '' },
  { label: '联系电话', value: '' },
  { label: '身份证号', value: [{ boxes: 18 }], isWide: true },
  { label: '申请事项', value: '', isWide: true },
  { label: '材料名称\n和份数', value: '\n\n', isWide: true },
];
const carried: GridItem[] = [
  { label: '姓名', value: '' },
  { label: '收件时间', value: '　年　月　日　时　分' },
  { label: '申请事项', value: '', isWide: true },
  { label: '已收材料\n和份数', value: '\n\n', isWide: true },
  { label: '最迟办结', value: '　　　　年　　　月　　　日　　星期', isWide: true },
];

const head = ({ hall, qr, number, sheet }: Facts, owner: string, text: Words): Block => ({
  type: 'beside',
  second: 'narrow',
  blocks: [
    [
      { type: 'letterhead', name: hall.name, lines: [] },
      {
        type: 'title',
        text: text.title,
        under: `${text.emergency} · ${owner}${hall.phone === undefined ? '' : `　电话 ${hall.phone}`}`,
      },
      { type: 'number', label: '收件编号', value: common.showNumber(number) },
    ],
    [{ type: 'qr', content: qr, caption: sheet }],
  ],
});

const build = (given: Facts, text: Words): Block[] => [
  head(given, text.petitionerHalf, text),
  { type: 'grid', columns: 2, items: carried, isByHand: true },
  {
    type: 'beside',
    second: 'narrow',
    blocks: [
      [
        { type: 'signatureLine', fields: [{ label: '收件人' }] },
        { type: 'note', text: text.keep },
      ],
      [{ type: 'sealPlace', label: text.seal, lines: [] }],
    ],
  },
  { type: 'cut', label: text.cut },
  head(given, text.hallHalf, text),
  { type: 'grid', columns: 2, items: kept, isByHand: true },
  { type: 'signatureLine', fields: [{ label: '申请人' }, { label: '收件人', hasDate: true }] },
];

export const blankReceipt = definePaper({
  paper: 'blankReceipt',
  code: 'BR',
  v: 1,
  names: { 'zh-CN': '空白应急收件凭证', en: 'Blank emergency receipt' },
  source: '停电、断网时先收件后补录 (先受理后补录); fields of the 收件凭证',
  sizes: ['A5'],
  facts,
  words,
  fixedBy: '预先印好编号的空白单，补开时要和印出的一字不差',
  build,
  samples: {
    plain: {
      hall: common.sampleHall,
      number: common.sampleNumber,
      qr: common.sampleQr('BR'),
      sheet: '第 12 张 / 共 50 张',
    },
  },
});
