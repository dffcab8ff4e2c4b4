/** 抽样清单: which cases were drawn for an inspection, from what, by which seed; whoever has it can draw it again. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import { definePaper } from './paper.ts';

const facts = z.strictObject({
  hall: common.hallFact,
  title: common.line,
  /** 检查单位. */
  body: common.line,
  number: common.line,
  from: common.dateFact,
  to: common.dateFact,
  /** Names; empty = all. */
  matters: z.array(common.line).max(200),
  stations: z.array(common.line).max(200),
  method: z.enum(['simple', 'byMatter']),
  seed: common.line,
  population: z.int().min(1),
  populationHash: common.line,
  drawnAt: common.momentFact,
  drawnBy: common.line,
  rows: z
    .array(
      z.strictObject({
        number: z.string(),
        matter: z.string(),
        /** Masked. */
        petitioner: z.string(),
        day: common.dateFact,
        status: z.string(),
      }),
    )
    .max(500),
  printedBy: common.line,
  printedAt: common.momentFact,
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '抽样清单',
  simple: '简单随机抽样',
  byMatter: '按事项分层随机抽样（每个事项按所占比例，至少一件）',
  all: '全部',
  again: '每件按“种子换行办件标识”的 SM3 值从小到大排列，取前若干件。种子和总体相同，任何一台电脑抽出的结果都相同。',
};
type Words = Readonly<Record<keyof typeof words, string>>;

const drawn = (
  { body, title, number, from, to, matters, stations, method, seed, population, populationHash, ...given }: Facts,
  text: Words,
): Block => ({
  type: 'grid',
  columns: 2,
  items: [
    { label: '检查单位', value: body },
    { label: '检查名称', value: title },
    { label: '抽样编号', value: number },
    { label: '收件期间', value: `${from} 至 ${to}` },
    { label: '事项', value: matters.length === 0 ? text.all : matters.join('、'), isWide: true },
    { label: '站点', value: stations.length === 0 ? text.all : stations.join('、'), isWide: true },
    { label: '抽样方法', value: text[method], isWide: true },
    { label: '种子', value: seed, isStrong: true },
    {
      label: '总体和样本',
      value: `总体 ${String(population)} 件，抽取 ${String(given.rows.length)} 件`,
      isStrong: true,
    },
    { label: '总体校验码', value: populationHash, isWide: true },
    { label: '抽样', value: `${given.drawnBy}　${common.showMoment(given.drawnAt)}`, isWide: true },
  ],
});

const build = (given: Facts, text: Words): Block[] => [
  common.letterhead(given.hall),
  { type: 'title', text: text.title },
  drawn(given, text),
  {
    type: 'table',
    columns: [
      { header: '序号', width: 8, align: 'center' },
      { header: '收件编号', width: 38, align: 'center' },
      { header: '事项', width: 25 },
      { header: '申请人', width: 12 },
      { header: '收件日期', width: 19, align: 'center' },
      { header: '状态', width: 14 },
    ],
    rows: given.rows.map(({ number, matter, petitioner, day, status }, index) => [
      String(index + 1),
      common.showNumber(number),
      matter,
      petitioner,
      day,
      status,
    ]),
  },
  { type: 'note', text: text.again },
  { type: 'note', text: `打印：${given.printedBy}　${common.showMoment(given.printedAt)}` },
  {
    type: 'signatureLine',
    fields: [
      { label: '检查人员', hasDate: true },
      { label: '负责人', hasDate: true },
    ],
  },
];

const row = (matter: string, petitioner: string, day: string) => ({
  ...{ number: common.sampleNumber, matter, petitioner, day, status: '已归档' },
});
const plain: Facts = {
  hall: common.sampleHall,
  title: '2026 年下半年政务服务专项检查',
  body: '示例县政务服务管理局',
  number: 'JC20261122-A7-01',
  from: '2026-07-01',
  to: '2026-11-20',
  matters: [],
  stations: [],
  method: 'byMatter',
  seed: '20261122',
  population: 1284,
  populationHash: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
  drawnAt: '2026-11-22 09:41',
  drawnBy: '王喆',
  rows: [row('再生育审批', '刘**', '2026-08-03'), row('农村低保申请', '张*', '2026-09-17')],
  printedBy: '王喆',
  printedAt: '2026-11-22 09:45',
};

export const sampleList = definePaper({
  paper: 'sampleList',
  code: 'CY',
  v: 1,
  names: { 'zh-CN': '抽样清单', en: 'Sample for an inspection' },
  fixedBy: '抽样的过程要能逐字核对',
  source: '国办发〔2015〕58 号（随机抽取、全程留痕）',
  sizes: ['A4'],
  facts,
  words,
  build,
  samples: {
    plain,
    some: { ...plain, method: 'simple', matters: ['再生育审批', '农村低保申请'], stations: ['永丰镇便民服务中心'] },
    full: {
      ...plain,
      rows: Array.from({ length: 60 }, (_, index) => plain.rows[index % 2] ?? row('示例', '李*', '2026-10-01')),
    },
  },
});
