/** 移交清单: what a 上报批次 hands over to the upper office, signed on both sides. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import { definePaper } from './paper.ts';
import { signedList } from './signed-list.ts';

const rowFact = z.strictObject({
  number: common.line,
  petitioner: common.line,
  /** Papers, all copies together. */
  materials: z.int().min(0).max(99_999),
});

const facts = z.strictObject({
  hall: common.hallFact,
  number: common.line,
  authority: common.line,
  matter: common.line,
  sentOn: common.dateFact,
  rows: z.array(rowFact).min(1).max(500),
  printedBy: common.line,
  printedAt: common.momentFact,
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '移交清单',
  under: '批次 {number}　{on}　共 {count} 件',
  to: '移交至',
  matter: '事项',
  checked: '接收方请逐件清点，在“接收”栏打勾；缺件、错件写在备注栏，双方签名后各执一份。',
};

const build = (given: Facts, text: Readonly<Record<keyof typeof words, string>>): Block[] =>
  signedList(
    { ...given, on: given.sentOn, count: given.rows.length },
    {
      ...{ title: text.title, under: text.under, checked: text.checked },
      head: `${text.to}：${given.authority}　　${text.matter}：${given.matter}`,
      table: {
        type: 'table',
        columns: [
          { header: '序号', width: 8, align: 'center' },
          { header: '收件编号', width: 38, align: 'center' },
          { header: '申请人', width: 18 },
          { header: '材料份数', width: 12, align: 'center' },
          { header: '接收', width: 10, align: 'center' },
          { header: '备注', width: 14 },
        ],
        rows: given.rows.map((row, index) => [
          String(index + 1),
          common.showNumber(row.number),
          row.petitioner,
          String(row.materials),
          '□',
          '',
        ]),
        blankRows: 0,
      },
      signatures: [
        { label: '移交人', hasDate: true },
        { label: '接收人', hasDate: true },
      ],
    },
  );

const plain: Facts = {
  hall: common.sampleHall,
  number: 'PC20261122-K7-01',
  authority: '示例县民政局',
  matter: '高龄津贴申领',
  sentOn: '2026-11-22',
  rows: ['张㛃', '欧阳正花', '刘堃'].map((petitioner, index) => ({
    number: common.sampleNumber,
    petitioner,
    materials: index + 2,
  })),
  printedBy: '王喆',
  printedAt: '2026-11-22 17:31',
};

export const handoverList = definePaper({
  paper: 'handoverList',
  code: 'HV',
  v: 1,
  names: { 'zh-CN': '移交清单', en: 'Handover list' },
  source: '上报批次: 材料移交双方清点签字',
  sizes: ['A4'],
  copies: ['移交方', '接收方'],
  facts,
  words,
  adapts: { checked: 100 },
  build,
  samples: {
    plain,
    full: {
      ...plain,
      rows: Array.from({ length: 60 }, (_, index) => plain.rows[index % 3]).filter((row) => row !== undefined),
    },
  },
});
