/** 容缺受理通知书: the office's own side of 容缺受理. What may come later, in which form and by when, and what follows where it does not come. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import * as parts from './notice-parts.ts';
import { definePaper } from './paper.ts';

const facts = z.strictObject({
  ...parts.noticeFacts,
  organ: common.line.exactOptional(),
  acceptedOn: common.dateFact,
  tolerated: z
    .array(z.strictObject({ material: common.line, need: common.line }))
    .min(1)
    .max(50),
  within: common.line,
  due: common.dateFact,
  isEstimated: z.boolean(),
  promised: z.strictObject({ due: common.dateFact, isEstimated: z.boolean() }).exactOptional(),
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '容缺受理通知书',
  opening:
    '{name}：您申请的“{matter}”，主要材料齐全、符合法定形式，下列次要材料暂缺。根据您的书面承诺，自{accepted}起容缺受理。',
  dueLabel: '请在这一天以前补齐',
  within: '补正时限 {within}，不超过本事项的承诺时限{estimated}',
  estimated: '（暂估）',
  promised: '本事项的承诺办结日期：{due}。',
  late: '逾期没有补齐的，窗口先联系您，再由有权人员决定延期、终止办理，或者按本地规定视为撤回申请；不履行承诺的，以后不再适用容缺受理。',
  seal: '加盖受理专用章处',
};

const build = (given: Facts, text: Readonly<Record<keyof typeof words, string>>): Block[] => [
  ...parts.head(given, text.title),
  parts.indented(
    parts.fill(text.opening, {
      name: given.petitioner.name,
      matter: given.matter,
      accepted: common.showDate(given.acceptedOn),
    }),
  ),
  parts.countedTable(
    [
      { header: '容缺材料', width: 42 },
      { header: '补正形式', width: 46 },
    ],
    given.tolerated.map(({ material, need }) => [material, need]),
  ),
  {
    type: 'highlight',
    label: text.dueLabel,
    value: common.showDateAndWeekday(given.due),
    note: parts.fill(text.within, {
      within: given.within,
      estimated: given.isEstimated ? text.estimated : '',
    }),
  },
  ...(given.promised === undefined
    ? []
    : [
        parts.indented(
          parts.fill(text.promised, {
            due: common.showDate(given.promised.due) + (given.promised.isEstimated ? text.estimated : ''),
          }),
        ),
      ]),
  parts.indented(text.late),
  parts.receivedAndSealed(given, { seal: 'intake', label: text.seal, organ: given.organ }),
];

const plain: Facts = {
  ...parts.sampleNotice('RQ'),
  organ: '兴国县永丰镇人民政府',
  matter: '农村宅基地审批',
  acceptedOn: '2026-11-23',
  tolerated: [{ material: '房屋设计图', need: '原件 2 份' }],
  within: '5 个工作日',
  due: '2026-11-30',
  isEstimated: false,
  promised: { due: '2026-12-21', isEstimated: false },
};
const { organ: _organ, promised: _promised, ...least } = plain;

export const toleranceNotice = definePaper({
  paper: 'toleranceNotice',
  code: 'RQ',
  v: 1,
  names: { 'zh-CN': '容缺受理通知书', en: 'Notice of acceptance with papers missing' },
  source:
    '安阳市政务服务条例 (2021) art. 24; 广东省政务服务条例 (2022) art. 33; 地方容缺受理办法: 通知书一式两份, 补正时限不超过承诺时限, 次要材料, 自愿',
  sizes: ['A4', 'A5'],
  copies: parts.twoCopies,
  facts,
  words,
  adapts: { opening: 180, promised: 40, late: 150 },
  build,
  samples: {
    plain,
    least: { ...least, petitioner: parts.minorityPetitioner, isEstimated: true },
    many: {
      ...plain,
      petitioner: parts.longPetitioner,
      matter: parts.longMatter,
      tolerated: Array.from({ length: 50 }, (_, index) => ({
        material: `第 ${String(index + 1)} 份：相邻户签字确认的四至示意图`,
        need: '原件 1 份，带身份证核对',
      })),
    },
  },
});
