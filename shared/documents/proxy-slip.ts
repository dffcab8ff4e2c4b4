/** 帮办代办受理单: what goes home with the petitioner: who does it, whom to call, who watches over it, and that it is free. */
import { z } from 'zod';
import type { Block, LeafBlock } from './blocks.ts';
import * as common from './facts.ts';
import { heading } from './notice-parts.ts';
import { definePaper } from './paper.ts';
import {
  agentFact,
  head,
  longProxy,
  matterList,
  proxyFacts,
  sampleProxy,
  sortNames,
  supervisionFact,
  whoAndWhat,
} from './proxy-facts.ts';

const facts = z.strictObject({
  ...proxyFacts,
  agent: agentFact,
  supervision: supervisionFact,
  asker: z.strictObject({ name: common.line, relation: common.line.exactOptional() }).exactOptional(),
  /** Last day of the 委托. */
  until: common.dateFact.exactOptional(),
  /** 所办的事: receipt numbers of the cases it carries. */
  cases: z.array(common.line).min(1).exactOptional(),
  receivedAt: common.momentFact,
  acceptedOn: common.dateFact,
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '帮办代办受理单',
  agent: '代办员',
  call: '有事找代办员，请打这个电话',
  free: '帮办代办不收任何费用；法律、法规规定要交的，由本人直接交给收费单位。',
  noCash: '代办员不收现金。',
  originals: '交给代办员的原件，每一件都当面清点、签字，办完当面归还、签字。',
  ends: '随时可以不再委托，告诉代办员或者窗口就行。',
  supervision: '监督电话',
  scan: '扫码或报编号可查',
};
type Words = Readonly<Record<keyof typeof words, string>>;

const askerText = ({ asker }: Facts): string =>
  asker === undefined ? '' : [asker.name, asker.relation === undefined ? '' : `（${asker.relation}）`].join('');

const caseList = (cases: readonly string[]): LeafBlock[] => [
  heading('已收件的办件编号'),
  { type: 'checkList', mark: 'dot', items: cases.map((number) => ({ text: common.showNumber(number) })) },
];

function build(given: Facts, text: Words): Block[] {
  const { agent, supervision, until, acceptedOn, receivedAt, hall } = given;
  return [
    ...head(given, text.title),
    whoAndWhat(given, given.sort === 'act' ? '委托人' : '申请人', [
      { label: '类别', value: sortNames[given.sort] },
      ...(given.asker === undefined ? [] : [{ label: '提出人', value: askerText(given) }]),
      { label: '登记时间', value: common.showMoment(receivedAt) },
      { label: '受理日期', value: common.showDate(acceptedOn) },
      ...(until === undefined ? [] : [{ label: '委托期限至', value: common.showDate(until) }]),
    ]),
    ...matterList(given, '事项'),
    ...(given.cases === undefined ? [] : caseList(given.cases)),
    { type: 'highlight', label: text.agent, value: `${agent.name}　${agent.phone}`, note: text.call },
    {
      type: 'checkList',
      mark: 'dot',
      items: [text.free, text.noCash, text.originals, text.ends].map((line) => ({ text: line })),
    },
    ...(supervision === undefined
      ? []
      : [{ type: 'grid' as const, columns: 1 as const, items: [{ label: text.supervision, value: supervision }] }]),
    { type: 'sealPlace', label: '加盖收件专用印章处', lines: [hall.name, common.showDate(acceptedOn)] },
  ];
}

const plain: Facts = {
  ...sampleProxy('DB'),
  agent: { name: '钟代办', phone: '13970712345' },
  supervision: '0797-5350012',
  asker: { name: '欧阳晓燕', relation: '女儿' },
  until: '2027-05-22',
  receivedAt: '2026-11-22 09:41',
  acceptedOn: '2026-11-23',
};
const { supervision: _supervision, asker: _asker, until: _until, ...bare } = plain;

export const proxySlip = definePaper({
  paper: 'proxySlip',
  code: 'DB',
  v: 1,
  names: { 'zh-CN': '帮办代办受理单', en: 'Slip of help and proxy handling' },
  source: '苏州 DB3205/T 1077-2023 附录 A: 帮办代办受理单; 自愿、无偿、公开（代办员身份、电话、监督电话）',
  sizes: ['80mm', 'A5'],
  facts,
  words,
  adapts: { call: 60, free: 100, noCash: 60, originals: 100, ends: 80, scan: 30 },
  build,
  samples: {
    plain,
    bare: { ...bare, sort: 'help' },
    long: { ...plain, ...longProxy, late: { enteredOn: '2026-11-23', reason: '下村，没有网络' } },
  },
});
