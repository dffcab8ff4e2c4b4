/** 帮办代办中止单, and 办结（终止）单: what came of it, or why it stops. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import { heading, indented, said } from './notice-parts.ts';
import { definePaper } from './paper.ts';
import {
  agentFact,
  head,
  longProxy,
  matterList,
  proxyFacts,
  sampleProxy,
  sortNames,
  whoAndWhat,
} from './proxy-facts.ts';

const suspensionFacts = z.strictObject({
  ...proxyFacts,
  agent: agentFact,
  why: common.longText,
  /** By when it is expected to go on. */
  until: common.dateFact.exactOptional(),
  on: common.dateFact,
});
type Suspension = z.infer<typeof suspensionFacts>;

const suspensionWords = {
  title: '帮办代办中止单',
  why: '中止的原因',
  after: '原因消除以后继续办理，代办员会打电话告诉您。',
  call: '有事找代办员',
};

const buildSuspension = (given: Suspension, text: Readonly<Record<keyof typeof suspensionWords, string>>): Block[] => [
  ...head(given, text.title),
  whoAndWhat(given, '委托人', [
    { label: '类别', value: sortNames[given.sort] },
    { label: '中止日期', value: common.showDate(given.on), isStrong: true },
    ...said('预计恢复', given.until === undefined ? undefined : common.showDate(given.until)),
  ]),
  ...matterList(given, '事项'),
  heading(text.why),
  indented(given.why),
  { type: 'note', text: text.after },
  { type: 'highlight', label: text.call, value: `${given.agent.name}　${given.agent.phone}` },
  {
    type: 'signatureLine',
    fields: [
      { label: '委托人', hasDate: true, signer: 'petitioner' },
      { label: '代办员', hasDate: true, signer: 'agent' },
    ],
  },
];

const outcomeNames = { done: '已办成', partly: '部分办成', notDone: '没有办成' } as const;
const causeNames = {
  petitioner: '本人不再委托',
  cannot: '不能办理',
  noAuthority: '没有委托书或委托已到期',
  other: '其他原因',
} as const;

const closingFacts = z.strictObject({
  ...proxyFacts,
  agent: common.line.exactOptional(),
  /** Of one that was done; `cause` of one that was ended before. */
  outcome: z.enum(['done', 'partly', 'notDone']).exactOptional(),
  cause: z.enum(['petitioner', 'cannot', 'noAuthority', 'other']).exactOptional(),
  said: common.longText,
  receivedBy: common.line.exactOptional(),
  handledBy: common.line,
  on: common.dateFact,
});
type Closing = z.infer<typeof closingFacts>;

const closingWords = {
  done: '帮办代办办结单',
  ended: '帮办代办终止单',
  result: '办理结果',
  cause: '终止原因',
  said: '说明',
  back: '交给代办员的原件和结果已经当面清点，没有遗漏。',
  free: '办理过程中没有收取任何代办费用。',
};

const buildClosing = (given: Closing, text: Readonly<Record<keyof typeof closingWords, string>>): Block[] => {
  const { outcome, cause = 'other' } = given;
  const isDone = outcome !== undefined;
  return [
    ...head(given, isDone ? text.done : text.ended),
    whoAndWhat(given, given.sort === 'act' ? '委托人' : '申请人', [
      { label: '类别', value: sortNames[given.sort] },
      ...said('代办员', given.agent),
      { label: isDone ? '办结日期' : '终止日期', value: common.showDate(given.on) },
      isDone
        ? { label: text.result, value: outcomeNames[outcome], isStrong: true }
        : { label: text.cause, value: causeNames[cause], isStrong: true },
      ...said('接收人', given.receivedBy),
    ]),
    ...matterList(given, '事项'),
    heading(text.said),
    indented(given.said),
    { type: 'checkList', mark: 'empty', items: [{ text: text.back }, { text: text.free }] },
    {
      type: 'signatureLine',
      fields: [
        { label: given.sort === 'act' ? '委托人' : '申请人', hasDate: true, signer: 'petitioner' },
        { label: '代办员', hasDate: true, signer: 'agent' },
      ],
    },
    { type: 'sealPlace', label: '加盖印章处', lines: [given.hall.name, common.showDate(given.on)] },
  ];
};

const suspended: Suspension = {
  ...sampleProxy('ZZ'),
  agent: { name: '钟代办', phone: '13970712345' },
  why: '等医院出具诊断证明，预计半个月。',
  until: '2026-12-10',
  on: '2026-11-25',
};
const { until: _until, ...open } = suspended;

export const proxySuspension = definePaper({
  paper: 'proxySuspension',
  code: 'ZZ',
  v: 1,
  names: { 'zh-CN': '帮办代办中止单', en: 'Proxy handling suspended' },
  source: '苏州 DB3205/T 1077-2023 附录 D: 中止单',
  sizes: ['A5'],
  facts: suspensionFacts,
  words: suspensionWords,
  adapts: { after: 80, call: 30 },
  build: buildSuspension,
  samples: { plain: suspended, open, long: { ...suspended, ...longProxy, why: '等待医院证明。'.repeat(30) } },
});

const closed: Closing = {
  ...sampleProxy('BD'),
  agent: '钟代办',
  outcome: 'done',
  said: '两项都已办好，证件和回执已经送到家。',
  receivedBy: '欧阳文秀',
  handledBy: '李小红',
  on: '2026-11-30',
};
const { outcome: _outcome, agent: _agent, receivedBy: _receivedBy, ...given } = closed;

export const proxyClosing = definePaper({
  paper: 'proxyClosing',
  code: 'BD',
  v: 1,
  names: { 'zh-CN': '帮办代办办结（终止）单', en: 'Proxy handling done or ended' },
  source: '苏州 DB3205/T 1077-2023 附录 B: 办结(终止)单',
  sizes: ['A5'],
  facts: closingFacts,
  words: closingWords,
  adapts: { back: 80, free: 80 },
  build: buildClosing,
  samples: {
    plain: closed,
    ended: { ...given, cause: 'petitioner', said: '女儿回来了，自己去办。' },
    long: { ...closed, ...longProxy, said: '两项都已办好。'.repeat(30) },
  },
});
