/** 视为撤回通知书 and 终止办理通知书: nobody came, a person decided, and this is why. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import { head, indented, noticeFacts, sampleNotice, twoCopies } from './notice-parts.ts';
import { definePaper } from './paper.ts';

const facts = z.strictObject({
  ...noticeFacts,
  appliedOn: common.dateFact,
  /** The day by which the applicant was to have come. */
  due: common.dateFact,
  missing: z.array(common.line).max(100),
  /** Days on which the hall tried to call. */
  calls: z.array(common.dateFact).max(100),
  reason: common.longText,
  basis: common.line.exactOptional(),
  /** Originals that still lie at the hall. */
  originals: z.array(common.line).max(200),
});
type Facts = z.infer<typeof facts>;

interface Words {
  readonly title: string;
  readonly outcome: string;
}

const opening = '您于{date}提出的“{matter}”申请，应于{due}以前补交材料，至今没有补齐。';
const ask = '本通知不影响您重新申请。您有权陈述和申辩，有不清楚的地方请问窗口或者打电话。';

const build = (given: Facts, text: Words): Block[] => [
  ...head(given, text.title),
  indented(
    opening
      .replace('{date}', common.showDate(given.appliedOn))
      .replace('{matter}', given.matter)
      .replace('{due}', common.showDate(given.due)),
  ),
  ...(given.missing.length === 0 ? [] : [indented(`没有补齐的材料：${given.missing.join('、')}。`)]),
  indented(`窗口联系申请人的日期：${given.calls.map(common.showDate).join('、')}。`),
  indented(`理由：${given.reason}`),
  ...(given.basis === undefined ? [] : [indented(`依据：${given.basis}`)]),
  { type: 'paragraph', look: 'strong', text: text.outcome },
  ...(given.originals.length === 0
    ? []
    : [
        {
          type: 'paragraph',
          look: 'strong',
          text: `留存在窗口的原件请来领回：${given.originals.join('、')}。`,
        } as const,
      ]),
  indented(ask),
  { type: 'signatureLine', fields: [{ label: '申请人签收', hasDate: true, signer: 'petitioner' }] },
  { type: 'sealPlace', label: '加盖印章处', lines: [given.hall.name, common.showDate(given.on)] },
];

const plain = (code: string): Facts => ({
  ...sampleNotice(code),
  appliedOn: '2026-10-08',
  due: '2026-11-09',
  missing: ['经营场所使用证明'],
  calls: ['2026-11-10', '2026-11-16'],
  reason: '补正期限已过，两次电话联系，申请人表示暂不办理。',
  basis: '安阳市政务服务条例第三十六条（示例）',
  originals: [],
});

const sizes = ['A4', 'A5'] as const;
const source = '安阳市政务服务条例 (2021) art. 24, 36: 逾期未补正视为撤回申请, 说明理由';

export const deemedWithdrawal = definePaper({
  paper: 'deemedWithdrawal',
  code: 'DW',
  v: 1,
  names: { 'zh-CN': '视为撤回通知书', en: 'Notice of deemed withdrawal' },
  source,
  sizes,
  copies: twoCopies,
  facts,
  words: { title: '视为撤回通知书', outcome: '根据以上情况，决定视为您撤回本次申请。' },
  build,
  samples: { plain: plain('DW'), kept: { ...plain('DW'), originals: ['户口簿', '房产证'], missing: [] } },
});

export const termination = definePaper({
  paper: 'termination',
  code: 'TM',
  v: 1,
  names: { 'zh-CN': '终止办理通知书', en: 'Notice of termination' },
  source,
  sizes,
  copies: twoCopies,
  facts,
  words: { title: '终止办理通知书', outcome: '根据以上情况，决定终止办理本次申请。' },
  build,
  samples: { plain: withoutBasis(plain('TM')) },
});

function withoutBasis({ basis: _basis, ...rest }: Facts): Facts {
  return rest;
}
