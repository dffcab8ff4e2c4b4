/** 办理结果告知单: what came of a matter that is no permit. Of a refusal with its reasons, and what can be done against it where the law gives that. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import * as parts from './notice-parts.ts';
import { definePaper } from './paper.ts';
import { remedyBlock, remedyFact, sampleRemedy } from './remedy.ts';

const facts = z.strictObject({
  ...parts.noticeFacts,
  organ: common.line.exactOptional(),
  appliedOn: common.dateFact,
  outcome: z.enum(['granted', 'done', 'rejected', 'notDone']),
  /** Decided by the upper office, and which. */
  decidedBy: common.line.exactOptional(),
  result: common.longText,
  basis: common.longText.exactOptional(),
  /** Where what was granted is had. */
  fetch: common.line.exactOptional(),
  remedy: remedyFact.exactOptional(),
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '办理结果告知单',
  opening: '{name}：您于{applied}申请办理的“{matter}”，已经办结，结果如下：',
  granted: '准予',
  done: '已办好',
  rejected: '不予批准',
  notDone: '未能办成',
  resultLabel: '办理结果',
  detail: '具体情况：{result}',
  reasons: '理由：{result}',
  basis: '依据：{basis}',
  decidedBy: '由{office}作出决定。',
  again: '您有权陈述和申辩；条件具备以后，可以重新申请。有不清楚的地方请问窗口或者打电话。',
  seal: '加盖印章处',
};
type Words = Readonly<Record<keyof typeof words, string>>;

function build(given: Facts, text: Words): Block[] {
  const { outcome, result, basis, decidedBy, fetch, remedy } = given;
  const isNegative = outcome === 'rejected' || outcome === 'notDone';
  return [
    ...parts.head(given, text.title),
    parts.indented(
      parts.fill(text.opening, {
        name: given.petitioner.name,
        applied: common.showDate(given.appliedOn),
        matter: given.matter,
      }),
    ),
    { type: 'highlight', label: text.resultLabel, value: text[outcome] },
    parts.indented(parts.fill(isNegative ? text.reasons : text.detail, { result })),
    ...(basis === undefined ? [] : [parts.indented(parts.fill(text.basis, { basis }))]),
    ...(decidedBy === undefined ? [] : [parts.indented(parts.fill(text.decidedBy, { office: decidedBy }))]),
    ...(fetch === undefined ? [] : [parts.strong(fetch)]),
    ...(isNegative ? [parts.indented(text.again)] : []),
    ...(isNegative && remedy !== undefined ? [remedyBlock('告知单', remedy)] : []),
    parts.receivedAndSealed(given, { seal: 'body', label: text.seal, organ: given.organ }),
  ];
}

const plain: Facts = {
  ...parts.sampleNotice('BJ'),
  matter: '高龄老人补贴申领',
  appliedOn: '2026-11-09',
  outcome: 'granted',
  result: '自 2026 年 12 月起发放，每月 100 元，打到登记的银行卡。',
  fetch: '请带身份证和收件凭证，到永丰镇便民服务中心领取。',
};
const { fetch: _fetch, ...withoutFetch } = plain;

export const resultNotice = definePaper({
  paper: 'resultNotice',
  code: 'BJ',
  v: 1,
  names: { 'zh-CN': '办理结果告知单', en: 'Notice of the result' },
  source:
    '安阳市政务服务条例 (2021) art. 35: 统一窗口出件; 中审批发〔2025〕11号: 不予的理由和陈述申辩救济权一并告知; 行政复议法 (2023) art. 20',
  sizes: ['A5', 'A4'],
  facts,
  words,
  adapts: { opening: 120, decidedBy: 40 },
  build,
  samples: {
    plain,
    rejected: {
      ...withoutFetch,
      organ: '兴国县永丰镇人民政府',
      petitioner: parts.minorityPetitioner,
      outcome: 'rejected',
      result: '申请人户籍已于 2026 年 6 月迁出本县，不符合“户籍在本县”的条件。',
      basis: '江西省高龄津贴发放办法第四条（示例）',
      remedy: sampleRemedy,
    },
    above: { ...plain, decidedBy: '兴国县民政局' },
    long: {
      ...withoutFetch,
      petitioner: parts.longPetitioner,
      matter: parts.longMatter,
      outcome: 'notDone',
      result: parts.longReason,
      remedy: {},
    },
  },
});
