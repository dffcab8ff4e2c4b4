/** 村级材料交接清单: papers a village station took in, carried to the township hall and counted there; signed by all three. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import { definePaper } from './paper.ts';
import { signedList } from './signed-list.ts';

const rowFact = z.strictObject({
  number: common.line,
  petitioner: common.line,
  matter: common.line,
  /** Papers, all copies together. */
  papers: z.int().min(0).max(99_999),
});

const facts = z.strictObject({
  hall: common.hallFact,
  number: common.line,
  to: common.line,
  carrier: common.line,
  sentOn: common.dateFact,
  rows: z.array(rowFact).min(1).max(200),
  printedBy: common.line,
  printedAt: common.momentFact,
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '村级材料交接清单',
  under: '{number}　{on}　共 {count} 件',
  to: '送交',
  carrier: '送件人',
  checked: '接收窗口请逐件清点，相符的在“到”栏打勾，缺件、错件写在备注栏；签名后村站、镇窗口各执一份。',
};

const build = (given: Facts, text: Readonly<Record<keyof typeof words, string>>): Block[] =>
  signedList(
    { ...given, on: given.sentOn, count: given.rows.length },
    {
      ...{ title: text.title, under: text.under, checked: text.checked },
      head: `${text.to}：${given.to}　　${text.carrier}：${given.carrier}`,
      table: {
        type: 'table',
        columns: [
          { header: '序号', width: 8, align: 'center' },
          { header: '收件编号', width: 30, align: 'center' },
          { header: '申请人', width: 14 },
          { header: '事项', width: 24 },
          { header: '份数', width: 8, align: 'center' },
          { header: '到', width: 6, align: 'center' },
          { header: '备注', width: 10 },
        ],
        rows: given.rows.map((row, index) => [
          String(index + 1),
          common.showNumber(row.number),
          row.petitioner,
          row.matter,
          String(row.papers),
          '□',
          '',
        ]),
        blankRows: 0,
      },
      signatures: [{ label: '村站经办', hasDate: true }, { label: '送件人' }, { label: '镇窗口接收', hasDate: true }],
    },
  );

const plain: Facts = {
  hall: { ...common.sampleHall, name: '船溪村便民服务站' },
  number: 'JJ20261122-K7-01',
  to: '永丰镇便民服务中心',
  carrier: '曾祥福',
  sentOn: '2026-11-22',
  rows: [
    ['张㛃', '高龄补贴申领'],
    ['欧阳正花', '城乡居民基本医疗保险参保登记'],
    ['刘堃', '困难残疾人生活补贴和重度残疾人护理补贴申请'],
  ].map(([petitioner = '', matter = ''], index) => ({
    ...{ number: common.sampleNumber, petitioner, matter },
    papers: index + 2,
  })),
  printedBy: '王喆',
  printedAt: '2026-11-22 17:31',
};

export const villageHandover = definePaper({
  paper: 'villageHandover',
  code: 'CJ',
  v: 1,
  names: { 'zh-CN': '村级材料交接清单', en: 'Handover list of a village station' },
  source: '村级代收: 材料由村站送镇，交接双方和送件人签字',
  sizes: ['A4'],
  copies: ['村站', '镇窗口'],
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
