/** 多跑一次登记 as a workbook: the rates, and which paper was missing how often. No person stands in it. */
import type { LedgerRow } from '#shared/contract/trip.ts';
import kinds from '#shared/words/zh-CN/kinds.json' with { type: 'json' };
import type { SheetToWrite } from '../catalogue/jobs.ts';
import type { Period } from './trips.ts';

const percent = ({ once, cases }: LedgerRow): string | number =>
  cases === 0 ? '' : Math.round((once / cases) * 10_000) / 100;

/** Chinese, as the papers of the hall are. */
export function tripSheets(rows: readonly LedgerRow[], { from, to }: Period): readonly SheetToWrite[] {
  const heads = [
    '事项编码',
    '事项',
    '版本',
    '一次办成率（%）',
    '一次办成（件）',
    '已审查（件）',
    '多跑次数',
    '补正告知',
  ];
  const more = ['上级退回补正', '不予受理', '咨询时材料不齐', ...whys.map(([, name]) => name)];
  return [
    {
      name: '一次办成率',
      rows: [
        [...heads, ...more],
        ...rows.map((row) => [
          ...[row.matter, row.name, row.version, percent(row), row.once, row.cases, row.trips, row.causes.correction],
          ...[row.causes.above, row.causes.refused, row.causes.inquiry, ...whys.map(([why]) => row.reasons[why])],
        ]),
      ],
    },
    {
      name: '缺什么材料',
      rows: [
        ['事项编码', '事项', '版本', '材料', '缺的次数'],
        ...rows.flatMap(({ matter, name, version, papers }) =>
          papers.map((paper) => [matter, name, version, paper.name, paper.count]),
        ),
      ],
    },
    {
      name: '说明',
      rows: [
        ['项目', '口径'],
        ['统计期间', `${from} 至 ${to}`],
        ['一次办成率', '一次办成（件）÷ 已审查（件）；按收件日期统计，不含作废、并案、撤回和还没有审查材料的办件'],
        ['一次办成', '受理以前和办理中都没有发过补正告知，也没有不予受理的办件'],
        ['多跑次数', '按告知日期统计，一次告知算一次；咨询时材料不齐的没有姓名，计入次数，不计入一次办成率'],
      ],
    },
  ];
}

const whys = (['guide', 'unaware', 'other'] as const).map(
  (why) => [why, `原因：${kinds[`service.value.whyMissing.${why}`]}`] as const,
);
