/** 作废登记簿: every number that was given and then voided, so that none is missing without a reason. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import { definePaper } from './paper.ts';

const rowFact = z.strictObject({
  number: common.line,
  voidedAt: common.momentFact,
  /** 重复, 录错, 试录, 写坏 … and in words. */
  reason: common.line,
  by: common.line,
  /** The second person, where there is one. */
  confirmedBy: common.line.exactOptional(),
});

const facts = z.strictObject({
  hall: common.hallFact,
  from: common.dateFact,
  to: common.dateFact,
  rows: z.array(rowFact).max(10_000),
  printedBy: common.line,
  printedAt: common.momentFact,
  /** Heads of the desk's chain and of the hub's (sync.md, rule 14): the paper is a witness for `verify`. */
  heads: z.strictObject({ desk: common.line, hub: common.line.exactOptional() }).exactOptional(),
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '作废登记簿',
  period: '{from} 至 {to}，共 {count} 件',
  none: '这段时间没有作废的件。',
  kept: '作废的收件编号不再使用，不计入统计；原记录仍在办件系统里可查。',
};

const headsLine = ({ desk, hub }: NonNullable<Facts['heads']>): string =>
  `链头：本机 ${desk}${hub === undefined ? '' : `　镇服务器 ${hub}`}（数据核查时对照）`;

const build = (
  { hall, from, to, rows, printedBy, printedAt, heads }: Facts,
  text: Readonly<Record<keyof typeof words, string>>,
): Block[] => [
  { type: 'letterhead', name: hall.name, lines: hall.station === undefined ? [] : [hall.station] },
  {
    type: 'title',
    text: text.title,
    under: text.period
      .replace('{from}', common.showDate(from))
      .replace('{to}', common.showDate(to))
      .replace('{count}', String(rows.length)),
  },
  {
    type: 'table',
    columns: [
      { header: '序号', width: 6, align: 'center' },
      { header: '收件编号', width: 24, align: 'center' },
      { header: '作废时间', width: 18, align: 'center' },
      { header: '原因', width: 29 },
      { header: '作废人', width: 10, align: 'center' },
      { header: '复核人', width: 10, align: 'center' },
      { header: '备注', width: 11 },
    ],
    rows: rows.map(({ number, voidedAt, reason, by, confirmedBy }, index) => [
      String(index + 1),
      common.showNumber(number),
      voidedAt,
      reason,
      by,
      confirmedBy ?? '—',
      '',
    ]),
    blankRows: rows.length === 0 ? 5 : 0,
  },
  { type: 'note', text: rows.length === 0 ? `${text.none}${text.kept}` : text.kept },
  { type: 'note', text: `打印：${printedBy}　${common.showMoment(printedAt)}` },
  ...(heads === undefined ? [] : [{ type: 'note', text: headsLine(heads) } as const]),
  {
    type: 'signatureLine',
    fields: [
      { label: '经办人', hasDate: true },
      { label: '负责人', hasDate: true },
    ],
  },
];

const rows = [
  { reason: '重复：同一件录了两次', by: '李小红', confirmedBy: '王喆' },
  { reason: '录错：事项选错，已重新收件', by: '刘堃', confirmedBy: '王喆' },
  { reason: '试录：新人练手', by: '张㛃' },
  { reason: '空白应急单写坏', by: '查小梅', confirmedBy: '曾庆文' },
];

const plain: Facts = {
  hall: common.sampleHall,
  from: '2026-11-01',
  to: '2026-11-22',
  rows: rows.map((row) => ({ ...row, number: common.sampleNumber, voidedAt: '2026-11-22 10:05' })),
  printedBy: '王喆',
  printedAt: '2026-11-22 17:31',
  heads: { desk: 'K7-1234:0123456789abcdef', hub: '45678:fedcba9876543210' },
};

export const voidRegister = definePaper({
  paper: 'voidRegister',
  code: 'VR',
  v: 1,
  names: { 'zh-CN': '作废登记簿', en: 'Register of voided numbers' },
  source: '票据和文书管理: 号码连续, 作废登记',
  sizes: ['A4'],
  orientation: 'landscape',
  facts,
  words,
  adapts: { none: 40, kept: 80 },
  build,
  samples: {
    plain,
    empty: { ...plain, rows: [], heads: { desk: 'K7-1234:0123456789abcdef' } },
    full: {
      ...plain,
      rows: Array.from({ length: 40 }, (_, index) => plain.rows[index % 4]).filter((row) => row !== undefined),
    },
  },
});
