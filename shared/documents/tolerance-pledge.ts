/** 容缺受理承诺书: what is missing, in which form and by when it comes, and what follows where it does not. Signed by the applicant. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import { head, indented, noticeFacts, sampleNotice, signedBoth, twoCopies } from './notice-parts.ts';
import { definePaper } from './paper.ts';

const facts = z.strictObject({
  ...noticeFacts,
  /** 容缺材料 and 补正形式. */
  tolerated: z
    .array(z.strictObject({ material: common.line, need: common.line }))
    .min(1)
    .max(50),
  /** 5 个工作日. */
  within: common.line,
  due: common.dateFact,
  isEstimated: z.boolean(),
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '容缺受理承诺书',
  opening: '您申请的事项，主要材料齐全，下列次要材料暂缺，现按您的承诺先行受理：',
  dueLabel: '承诺在这一天以前补齐',
  within: '补正时限 {within}，自签字次日起算，特别程序期间顺延',
  estimated: '（暂估，以窗口告知的日期为准）',
  promises: '承诺',
  first: '我已了解以上内容，自愿选择容缺受理；不选择的，可以补齐材料后再申请。',
  second: '我保证在上述日期以前补齐，材料真实、有效；代理人办理的，附授权委托书。',
  third: '逾期没有补齐的，窗口先联系我，再由有权人员决定延期、终止办理或者按本地规定视为撤回申请。',
};
type Words = Readonly<Record<keyof typeof words, string>>;

const build = (given: Facts, text: Words): Block[] => [
  ...head(given, text.title),
  indented(text.opening),
  {
    type: 'table',
    columns: [
      { header: '序号', width: 14, align: 'center' },
      { header: '容缺材料', width: 40 },
      { header: '补正形式', width: 46 },
    ],
    rows: given.tolerated.map(({ material, need }, index) => [String(index + 1), material, need]),
  },
  {
    type: 'highlight',
    label: text.dueLabel,
    value: common.showDateAndWeekday(given.due),
    note: text.within.replace('{within}', given.within) + (given.isEstimated ? text.estimated : ''),
  },
  { type: 'heading', text: text.promises },
  { type: 'checkList', mark: 'number', items: [text.first, text.second, text.third].map((item) => ({ text: item })) },
  ...signedBoth(given, '承诺人（签名或按指印）'),
];

const plain: Facts = {
  ...sampleNotice('TP'),
  tolerated: [
    { material: '房屋设计图', need: '原件 2 份' },
    { material: '代办人身份证', need: '复印件 1 份，带原件核对' },
  ],
  within: '5 个工作日',
  due: '2026-11-30',
  isEstimated: false,
};

export const tolerancePledge = definePaper({
  paper: 'tolerancePledge',
  code: 'TP',
  v: 1,
  names: { 'zh-CN': '容缺受理承诺书', en: 'Promise to bring what is missing' },
  source: '安阳市政务服务条例 (2021) art. 24; 广东省政务服务条例 (2022) art. 33: 容缺受理, 书面承诺, 一式两份',
  sizes: ['A4'],
  copies: twoCopies,
  facts,
  words,
  adapts: { opening: 120, first: 120, second: 120, third: 150 },
  build,
  samples: { plain, estimated: { ...plain, petitioner: { name: '李𬭎', agent: '王喆' }, isEstimated: true } },
});
