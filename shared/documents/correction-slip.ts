/**
 * 更正告知单: what of a case was put right, which papers that makes wrong, and which hold now.
 * Formal (GB/T 9704) on A4 and on A5, where it keeps one page with narrower lines.
 */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import * as parts from './notice-parts.ts';
import { definePaper } from './paper.ts';

const facts = z.strictObject({
  ...parts.noticeFacts,
  correctedOn: common.dateFact,
  /** What was put right, and how it reads now where that is short. */
  changes: z
    .array(z.strictObject({ what: common.line, now: common.line.exactOptional() }))
    .min(1)
    .max(40),
  /** Papers that hold no more, each with whether another was issued in its place. */
  papers: z.array(z.strictObject({ name: common.line, issuedOn: common.dateFact, isReplaced: z.boolean() })).max(100),
  /** The day it is due by now, where it is. */
  due: common.dateFact.exactOptional(),
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '更正告知单',
  opening: '{name}：您申请的“{matter}”，窗口于{on}作了更正，告知如下：',
  changes: '更正的内容',
  now: '更正以后',
  papers: '下列单子不再有效，请交回窗口；已经重新开具的，以新的为准',
  state: '处理',
  replaced: '已重新开具（更正件）',
  gone: '作废',
  noPapers: '以前给您的单子仍然有效。',
  due: '更正以后的最迟办结日期',
  sorry: '给您带来不便，请谅解；您不用为此再跑一趟，新的单子可以等下次来时换。',
  seal: '加盖印章处',
};
type Words = Readonly<Record<keyof typeof words, string>>;

const paperBlocks = ({ papers }: Facts, text: Words): Block[] =>
  papers.length === 0
    ? [parts.indented(text.noPapers)]
    : [
        parts.heading(text.papers),
        parts.countedTable(
          [
            { header: '单子', width: 34 },
            { header: '开具日期', width: 28, align: 'center' },
            { header: text.state, width: 26, align: 'center' },
          ],
          papers.map(({ name, issuedOn, isReplaced }) => [
            name,
            common.showDate(issuedOn),
            isReplaced ? text.replaced : text.gone,
          ]),
        ),
      ];

const build = (given: Facts, text: Words): Block[] => [
  ...parts.head(given, text.title),
  parts.indented(
    parts.fill(text.opening, {
      name: given.petitioner.name,
      matter: given.matter,
      on: common.showDate(given.correctedOn),
    }),
  ),
  parts.countedTable(
    [
      { header: text.changes, width: 34 },
      { header: text.now, width: 54 },
    ],
    given.changes.map(({ what, now = '见新开的单子' }) => [what, now]),
  ),
  ...paperBlocks(given, text),
  ...(given.due === undefined
    ? []
    : [{ type: 'highlight', label: text.due, value: common.showDateAndWeekday(given.due) } as const]),
  { type: 'note', text: text.sorry },
  parts.receivedAndSealed(given, { seal: 'intake', label: text.seal }),
];

const plain: Facts = {
  ...parts.sampleNotice('GZ'),
  correctedOn: '2026-11-23',
  changes: [{ what: '申请人', now: '陈䶮' }, { what: '材料' }],
  papers: [{ name: '收件凭证', issuedOn: '2026-11-22', isReplaced: true }],
  due: '2026-12-07',
};
const { due: _due, ...least } = plain;

export const correctionSlip = definePaper({
  paper: 'correctionSlip',
  code: 'GZ',
  v: 1,
  names: { 'zh-CN': '更正告知单', en: 'Notice of a correction' },
  source: '个人信息保护法 art. 46: 更正; 更正件代替原件, 原件收回',
  sizes: ['A5', 'A4'],
  look: 'formal',
  facts,
  words,
  adapts: { opening: 120, noPapers: 60, sorry: 100 },
  build,
  samples: {
    plain,
    least: { ...least, petitioner: parts.minorityPetitioner, papers: [] },
    many: {
      ...plain,
      petitioner: parts.longPetitioner,
      matter: parts.longMatter,
      changes: Array.from({ length: 12 }, (_, index) => ({
        what: `表单第 ${String(index + 1)} 项`,
        now: parts.longMatter,
      })),
      papers: Array.from({ length: 12 }, () => ({ name: '一次性告知书', issuedOn: '2026-11-22', isReplaced: false })),
    },
  },
});
