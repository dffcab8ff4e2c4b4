/** 告知承诺书: what the office tells of conditions and of the consequences of an untrue promise, and what the applicant promises by choice. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import { fill, head, indented, noticeFacts, sampleNotice, signedBoth, twoCopies } from './notice-parts.ts';
import { definePaper } from './paper.ts';

const facts = z.strictObject({
  ...noticeFacts,
  /** What is promised, as the matter's version words it. */
  text: common.longText,
  liability: common.longText,
  /** Papers the promise stands for. */
  replaced: z.array(common.line).max(100),
  signedBy: common.line,
  /** 30 个自然日. */
  checkWithin: common.line.exactOptional(),
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '告知承诺书',
  told: '一、告知',
  choice: '本事项可以用告知承诺代替部分材料。是否选择由申请人自己决定；不选择的，按一般程序提交材料，不受影响。',
  replaced: '用承诺代替的材料：{names}。',
  check: '作出决定后，窗口在 {within} 内核查。',
  withdraw: '作出决定以前，可以撤回承诺，改按一般程序办理。',
  liability: '不实承诺的责任：{liability}',
  promised: '二、承诺',
  own: '{name}已经阅读并理解以上告知，自愿选择告知承诺方式办理，承诺的内容真实、有效，愿意承担不实承诺的责任。',
};
type Words = Readonly<Record<keyof typeof words, string>>;

const build = (given: Facts, text: Words): Block[] => [
  ...head(given, text.title),
  { type: 'heading', text: text.told },
  indented(text.choice),
  ...(given.replaced.length === 0 ? [] : [indented(fill(text.replaced, { names: given.replaced.join('、') }))]),
  ...(given.checkWithin === undefined ? [] : [indented(fill(text.check, { within: given.checkWithin }))]),
  indented(text.withdraw),
  indented(fill(text.liability, { liability: given.liability })),
  { type: 'heading', text: text.promised },
  indented(given.text),
  { type: 'paragraph', look: 'strong', text: fill(text.own, { name: given.signedBy }) },
  ...signedBoth(given, '承诺人（签名或按指印）'),
];

const plain: Facts = {
  ...sampleNotice('PG'),
  text: '经营场所为自有房屋，产权清楚，无纠纷，符合安全要求。',
  liability: '承诺不实的，撤销登记，记入信用记录，并依法承担责任。',
  replaced: ['经营场所使用证明'],
  signedBy: '陈䶮',
  checkWithin: '30 个自然日',
};

export const pledge = definePaper({
  paper: 'pledge',
  code: 'PG',
  v: 1,
  names: { 'zh-CN': '告知承诺书', en: 'Promise after being told' },
  source: '国办发〔2020〕42号; 安阳市政务服务条例 (2021) art. 25–29: 告知, 承诺, 撤回, 核查, 不得强迫',
  sizes: ['A4'],
  copies: twoCopies,
  facts,
  words,
  adapts: { replaced: 60, check: 60, withdraw: 80, own: 160 },
  build,
  samples: { plain, bare: { ...withoutCheck(plain), replaced: [] } },
});

function withoutCheck({ checkWithin: _within, ...rest }: Facts): Facts {
  return rest;
}
