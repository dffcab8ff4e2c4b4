/**
 * 代办服务委托书 and 续办委托书: in whose name, for which matters, how far and until when the hall's 代办员 may act (民法典 art. 165). Signed by
 * hand; what nobody knows yet is a line to write on, so that it can be taken to a home visit.
 */
import { z } from 'zod';
import type { Block, Inline } from './blocks.ts';
import * as common from './facts.ts';
import { fill, heading, indented, said } from './notice-parts.ts';
import { definePaper } from './paper.ts';
import {
  head,
  longProxy,
  matterList,
  orBlank,
  proxyFacts,
  sampleProxy,
  supervisionFact,
  whoAndWhat,
} from './proxy-facts.ts';

const authorityFacts = z.strictObject({
  ...proxyFacts,
  supervision: supervisionFact,
  on: common.dateFact,
});
const renewalFacts = authorityFacts.extend({
  agent: common.line.exactOptional(),
  /** Last day of the 委托 before. */
  endedOn: common.dateFact.exactOptional(),
  until: common.dateFact,
});
type Authority = z.infer<typeof authorityFacts>;
type Renewal = z.infer<typeof renewalFacts>;

const words = {
  title: '代办服务委托书',
  opening: '委托人因故不能亲自办理下列事项，自愿委托便民服务中心（站）的代办员代为办理：',
  renewal: '委托人此前签署的委托书有效期到{ended}。下列事项尚未办结，自愿继续委托：',
  scope: '代理权限',
  general: '一般代理：代为提交、补正材料，询问进度，签收、领取文书和证照。',
  special: '特别授权：除以上各项以外，还可以代为变更、撤回申请，作出承诺。',
  told: '委托人已经知道：代办不收费；代办员不收现金；法律规定要交的费用由本人交给收费单位；原件当面清点，办完归还；可以随时取消委托。',
  effect: '代办员在上述权限和期限内办理的，由委托人承担法律后果。依法应当由本人亲自办理的事项，不能代办。',
  handOnly: '委托人须亲笔签名、盖章或者按指印；不会写字的，由见证人在场代书，并向委托人宣读。',
  read: '以上内容已向委托人宣读，委托人表示清楚、同意。',
};
type Words = Readonly<Record<keyof typeof words, string>>;

const rights = (text: Words): Block[] => [
  heading(text.scope),
  ...(['general', 'special'] as const).map(
    (one): Block => ({ type: 'checkList', mark: 'empty', items: [{ text: text[one] }] }),
  ),
];

const signatures = (given: Authority, text: Words): Block[] => [
  indented(text.told),
  indented(text.effect),
  { type: 'readAloud', text: text.read },
  {
    type: 'signatureLine',
    fields: [
      {
        label: given.guardian === undefined ? '委托人' : '法定代理人',
        hasDate: true,
        hasFingerprint: true,
        isHandOnly: true,
        signer: 'petitioner',
      },
    ],
  },
  {
    type: 'signatureLine',
    fields: [
      { label: '代办员', hasDate: true, signer: 'agent' },
      { label: '见证人', signer: 'witness' },
    ],
  },
  { type: 'note', text: text.handOnly },
];

/** What the two sheets say apart: whom, how long, and how it begins. */
interface Said {
  readonly agent: string | undefined;
  readonly term: Inline;
  readonly opening: string;
}

const buildSheet = (given: Authority | Renewal, text: Words, { agent, term, opening }: Said): Block[] => [
  ...head(given, text.title),
  whoAndWhat(given, '委托人', [
    { label: '代办员', value: orBlank(agent, 5) },
    { label: '委托期限', value: term },
    ...said('监督电话', given.supervision),
  ]),
  indented(opening),
  ...matterList(given, '代办事项'),
  ...rights(text),
  ...signatures(given, text),
];

const buildAuthority = (given: Authority, text: Words): Block[] =>
  buildSheet(given, text, {
    agent: undefined,
    term: [{ text: '自签字之日起至' }, { blank: 10 }],
    opening: text.opening,
  });

function buildRenewal(given: Renewal, text: Words): Block[] {
  const { agent, until, endedOn } = given;
  const opening = endedOn === undefined ? text.opening : fill(text.renewal, { ended: common.showDate(endedOn) });
  return buildSheet(given, text, { agent, term: `自签字之日起至${common.showDate(until)}`, opening });
}

const plain: Authority = { ...sampleProxy('DP'), supervision: '0797-5350012', on: '2026-11-22' };
const { supervision: _supervision, ...bare } = plain;
const renewed: Renewal = {
  ...{ ...plain, ...sampleProxy('XW') },
  agent: '钟代办',
  endedOn: '2026-11-30',
  until: '2027-05-31',
};

const fixedBy = '代理事项、权限、期限和亲笔签名由民法典第一百六十五条规定';

export const proxyAuthority = definePaper({
  paper: 'proxyAuthority',
  code: 'DP',
  v: 1,
  names: { 'zh-CN': '代办服务委托书', en: 'Authority for proxy handling' },
  source: '民法典 (2020) art. 165, 173; 苏州 DB3205/T 1077-2023 附录 C: 代办服务委托书',
  sizes: ['A4'],
  facts: authorityFacts,
  words,
  fixedBy,
  copies: ['委托人', '代办员存档'],
  build: buildAuthority,
  samples: { plain, bare, long: { ...plain, ...longProxy } },
});

export const proxyRenewal = definePaper({
  paper: 'proxyRenewal',
  code: 'XW',
  v: 1,
  names: { 'zh-CN': '续办委托书', en: 'Authority renewed' },
  source: '民法典 (2020) art. 165, 173; 苏州 DB3205/T 1077-2023 附录 E: 续办委托书',
  sizes: ['A4'],
  facts: renewalFacts,
  words: { ...words, title: '续办委托书' },
  fixedBy,
  copies: ['委托人', '代办员存档'],
  build: buildRenewal,
  samples: { plain: renewed, long: { ...renewed, ...longProxy } },
});
