/**
 * 一次性告知书 (补正告知): everything that is missing, at once; what is not said here may not be asked for later.
 * Formal (GB/T 9704) on A4 and A5; plain on a roll, where the thin strokes of 仿宋 break up.
 */
import { z } from 'zod';
import type { Block, LeafBlock } from './blocks.ts';
import * as common from './facts.ts';
import { twoCopies } from './notice-parts.ts';
import { definePaper } from './paper.ts';

/**
 * 缺件办法, the names of `waysOutOfMissing` in the catalogue: 自行核验 (国务院令716号 art. 7), 告知承诺, 容缺, fetched for the petitioner, a photograph
 * now, brought later.
 */
const wayNames = ['check', 'pledge', 'tolerate', 'fetch', 'photo', 'comeBack'] as const;

const gapFact = z.strictObject({
  material: common.line,
  /** What is wrong or missing, and what a right one looks like: form, number of copies. */
  need: common.line,
  /** Where to get it: who gives it out, place, hours, telephone. */
  from: common.line.exactOptional(),
  /** What the office may do instead (缺件办法), as the matter allows. */
  ways: z.array(z.enum(wayNames)).min(1).exactOptional(),
});

const facts = z.strictObject({
  ...common.caseFacts,
  gaps: z.array(gapFact).min(1).max(100),
  /** 行政许可法第三十二条第一款第四项. */
  basis: common.line,
  /** By when to bring them, where the place sets a day. */
  due: common.dateFact.exactOptional(),
  /** What happens after that day, as the place's rule says. */
  afterDue: common.line.exactOptional(),
  handledBy: common.line,
  on: common.dateFact,
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '一次性告知书',
  under: '材料补正告知',
  opening: '您申请的事项，材料不齐或者不符合法定形式。根据{basis}，现将需要补正的全部内容一次告知如下：',
  all: '以上就是全部内容，补齐以后窗口不会再要别的材料。',
  back: '再来时带上本告知书，直接到窗口，不用重新取号。',
  dueLabel: '请在这一天以前补齐',
  seal: '加盖收件专用印章处',
  scan: '再来时扫码',
  waysLabel: '也可以：',
  check: '由窗口核验，您不用再跑',
  pledge: '写告知承诺书代替',
  tolerate: '先受理，承诺日期前补交',
  fetch: '请代办员或村里代取',
  photo: '先交照片，领取时带原件',
  comeBack: '补齐后再来',
};
type Words = Readonly<Record<keyof typeof words, string>>;

const gapTable = (gaps: Facts['gaps'], text: Words): LeafBlock => ({
  type: 'table',
  columns: [
    { header: '序号', width: 14, align: 'center' },
    { header: '材料', width: 31 },
    { header: '要怎么补', width: 55 },
  ],
  rows: gaps.map(({ material, need, from, ways = [] }, index) => [
    String(index + 1),
    material,
    [
      need,
      ...(from === undefined ? [] : [`（${from}）`]),
      ...(ways.length === 0 ? [] : [text.waysLabel + ways.map((way) => text[way]).join('；')]),
    ].join('\n'),
  ]),
});

function dueBlocks({ due, afterDue }: Facts, text: Words): LeafBlock[] {
  if (due === undefined) return [];
  const note = afterDue === undefined ? {} : { note: afterDue };
  return [{ type: 'highlight', label: text.dueLabel, value: common.showDateAndWeekday(due), ...note }];
}

function build(given: Facts, text: Words): Block[] {
  const { petitioner, hall } = given;
  return [
    common.letterhead(hall),
    { type: 'title', text: text.title, under: text.under },
    ...common.historyMarkers(given),
    { type: 'number', label: '收件编号', value: common.showNumber(given.number) },
    {
      type: 'beside',
      second: 'narrow',
      blocks: [
        [
          {
            type: 'grid',
            columns: 1,
            items: [
              { label: '申请人', value: petitioner.name, isStrong: true },
              ...(petitioner.agent === undefined ? [] : [{ label: '代理人', value: petitioner.agent }]),
              { label: '申请事项', value: given.matter, isStrong: true },
              { label: '承办人', value: given.handledBy },
            ],
          },
        ],
        [{ type: 'qr', content: given.qr, caption: text.scan }],
      ],
    },
    { type: 'paragraph', look: 'indented', text: text.opening.replace('{basis}', given.basis) },
    gapTable(given.gaps, text),
    { type: 'paragraph', look: 'strong', text: text.all },
    ...dueBlocks(given, text),
    {
      type: 'beside',
      second: 'narrow',
      blocks: [
        [
          { type: 'paragraph', text: text.back },
          { type: 'signatureLine', fields: [{ label: '申请人签收', hasDate: true, signer: 'petitioner' }] },
        ],
        [{ type: 'sealPlace', label: text.seal, lines: [hall.name, common.showDate(given.on)] }],
      ],
    },
  ];
}

const plain: Facts = {
  hall: common.sampleHall,
  number: common.sampleNumber,
  qr: common.sampleQr('CN'),
  petitioner: { name: '陈䶮' },
  matter: '个体工商户设立登记',
  gaps: [
    {
      material: '经营场所使用证明',
      need: '缺少。租赁合同复印件 1 份，带原件核对',
      from: '向房东要',
      ways: ['photo', 'fetch'],
    },
    { material: '登记申请书', need: '第 2 页没有签名，请本人当面签' },
    { material: '居民身份证复印件', need: '正反面印在同一张 A4 纸上，1 份', from: '窗口可以免费复印' },
  ],
  basis: '《行政许可法》第三十二条第一款第四项',
  handledBy: '李小红',
  on: '2026-11-22',
};

export const correctionNotice = definePaper({
  paper: 'correctionNotice',
  code: 'CN',
  v: 1,
  names: { 'zh-CN': '一次性告知书', en: 'Correction notice' },
  source: '行政许可法 (2019) art. 32 (4): 当场或者五日内一次告知全部内容; 优化营商环境条例 art. 36',
  sizes: ['A5', 'A4', '80mm'],
  look: 'formal',
  copies: twoCopies,
  facts,
  words,
  adapts: { back: 80, scan: 20, check: 40, pledge: 40, tolerate: 40, fetch: 40, photo: 40, comeBack: 40 },
  build,
  samples: {
    plain,
    due: {
      ...plain,
      due: '2026-12-04',
      afterDue: '到期没有补齐的，视为撤回申请（按本地规定）',
      petitioner: { name: '李𬭎', agent: '王喆' },
    },
  },
});
