/** 批量收件清单: everybody whose case was taken in together, signed by whoever brought the papers and by the window. One sheet instead of a slip each. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import { definePaper } from './paper.ts';
import { signedList } from './signed-list.ts';

/**
 * As many as a village or a large school hands in at once (全村参保). Their ids are one entry of 195 KB, which goes to every desk, and all that
 * is typed of them is kept in one call (`callLimitBytes`): about 800 bytes for each. The sheet to sign has some 260 pages, each with the head of the table.
 */
export const longestList = 5000;

const rowFact = z.strictObject({
  number: common.line,
  name: common.line,
  maskedId: common.maskedIdFact.exactOptional(),
  /** What it costs, where the case says so: 400元. */
  fee: common.line.exactOptional(),
});

const facts = z.strictObject({
  hall: common.hallFact,
  number: common.line,
  matter: common.line,
  on: common.dateFact,
  rows: z.array(rowFact).min(1).max(longestList),
  /** All rows together; where one of them says no fee there is no sum. */
  total: common.line.exactOptional(),
  /** What the guide says of fees, where the cases say nothing. */
  fees: common.line,
  printedBy: common.line,
  printedAt: common.momentFact,
});
type Facts = z.infer<typeof facts>;
type Row = z.infer<typeof rowFact>;

const words = {
  title: '批量收件清单',
  under: '清单 {number}　{on}　共 {count} 件',
  matter: '事项',
  fees: '费用',
  total: '合计',
  checked: '每人一件，各有收件编号，凭编号或身份证查询、领取。请逐行核对姓名和证件号码，无误后双方签名。',
};

/** Who is handed the paper signs in the row; a column without a fee in any row is not drawn. */
function tableOf(rows: readonly Row[]): Block {
  const hasFee = rows.some(({ fee }) => fee !== undefined);
  return {
    type: 'table',
    columns: [
      { header: '序号', width: 8, align: 'center' },
      { header: '收件编号', width: 34, align: 'center' },
      { header: '姓名', width: 17 },
      { header: '证件号码', width: 30, align: 'center' },
      ...(hasFee ? [{ header: '费用', width: 12, align: 'end' as const }] : []),
      { header: '签名', width: hasFee ? 11 : 18 },
    ],
    rows: rows.map(({ number, name, maskedId, fee }, index) => [
      String(index + 1),
      common.showNumber(number),
      name,
      maskedId ?? '—',
      ...(hasFee ? [fee ?? '—'] : []),
      '',
    ]),
    blankRows: 0,
  };
}

const build = (given: Facts, text: Readonly<Record<keyof typeof words, string>>): Block[] =>
  signedList(
    { ...given, count: given.rows.length },
    {
      ...{ title: text.title, under: text.under, checked: text.checked },
      head: `${text.matter}：${given.matter}　　${text.fees}：${given.fees}`,
      table: tableOf(given.rows),
      after:
        given.total === undefined ? [] : [{ type: 'paragraph', text: `${text.total}：${given.total}`, look: 'end' }],
      signatures: [
        { label: '交件人', hasDate: true },
        { label: '收件人', hasDate: true },
      ],
    },
  );

const plain: Facts = {
  hall: common.sampleHall,
  number: 'PL20261122-K7-01',
  matter: '城乡居民基本医疗保险参保登记',
  on: '2026-11-22',
  rows: ['张㛃', '欧阳正花', '买买提·艾力', '刘𠮷'].map((name, index) => ({
    number: common.sampleNumber,
    name,
    maskedId: '3607321985****0019',
    fee: `${String(index * 100)}元`,
  })),
  total: '600元',
  fees: '按当年公布的标准，由税务部门征收',
  printedBy: '王喆',
  printedAt: '2026-11-22 17:31',
};
const { total: _total, ...withoutTotal } = plain;

export const intakeListPaper = definePaper({
  paper: 'intakeList',
  code: 'MP',
  v: 1,
  names: { 'zh-CN': '批量收件清单', en: 'List of cases taken in together' },
  source: '批量收件: 一人一件一号，收件双方在清单上签字',
  sizes: ['A4'],
  orientation: 'landscape',
  facts,
  words,
  adapts: { checked: 120 },
  build,
  samples: {
    plain,
    full: {
      ...withoutTotal,
      fees: '不收费',
      rows: Array.from({ length: 70 }, (_, index) => plain.rows[index % 4])
        .filter((row) => row !== undefined)
        .map(({ fee: _fee, ...row }) => row),
    },
  },
});
