/** 授权委托书: somebody else acts for the petitioner, for what, how far and until when. Signed by hand; what is not known yet is a line to write on. */
import { z } from 'zod';
import type { Block, Inline } from './blocks.ts';
import * as common from './facts.ts';
import * as parts from './notice-parts.ts';
import { definePaper } from './paper.ts';

const facts = z.strictObject({
  ...common.caseFacts,
  agent: z
    .strictObject({
      name: common.line,
      maskedId: common.maskedIdFact.exactOptional(),
      relation: common.line.exactOptional(),
      phone: common.line.exactOptional(),
    })
    .exactOptional(),
  authority: z.enum(['general', 'special']).exactOptional(),
  until: common.dateFact.exactOptional(),
  on: common.dateFact,
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '授权委托书',
  opening: '委托人因故不能亲自办理下列事项，现委托受托人代为办理：',
  task: '代理事项',
  scope: '代理权限',
  general: '一般代理：代为提交、补正材料，询问进度，签收、领取文书和证照。',
  special: '特别授权：除以上各项以外，还可以代为变更、撤回申请，作出承诺，申请听证、行政复议。',
  until: '委托期限',
  effect: '受托人在上述权限和期限内办理的，由委托人承担法律后果。委托人可以随时取消委托，取消时应当告知窗口。',
  handOnly: '委托人须亲笔签名、盖章或者按指印；不会写字的，由见证人在场代书，并向委托人宣读。',
  read: '以上内容已向委托人宣读，委托人表示清楚、同意。',
};
type Words = Readonly<Record<keyof typeof words, string>>;

const orBlank = (value: string | undefined, blank: number): Inline => value ?? [{ blank }];

const agentRows = ({ agent }: Facts) => [
  { label: '受托人', value: orBlank(agent?.name, 5), isStrong: true as const },
  { label: '证件号', value: orBlank(agent?.maskedId, 5) },
  { label: '与委托人关系', value: orBlank(agent?.relation, 5) },
  { label: '联系电话', value: orBlank(agent?.phone, 5) },
];

function build(given: Facts, text: Words): Block[] {
  const { petitioner, matter, authority, until, hall } = given;
  return [
    common.letterhead(hall),
    { type: 'title', text: text.title },
    ...common.historyMarkers(given),
    { type: 'number', label: '收件编号', value: common.showNumber(given.number) },
    {
      type: 'grid',
      columns: 2,
      items: [
        { label: '委托人', value: petitioner.name, isStrong: true },
        { label: '证件号', value: orBlank(petitioner.maskedId, 5) },
        ...agentRows(given),
      ],
    },
    parts.indented(text.opening),
    {
      type: 'grid',
      columns: 1,
      items: [
        { label: text.task, value: matter, isStrong: true },
        {
          label: text.until,
          value:
            until === undefined
              ? [{ text: '自签字之日起至' }, { blank: 10 }]
              : `自签字之日起至${common.showDate(until)}`,
        },
      ],
    },
    parts.heading(text.scope),
    ...(['general', 'special'] as const).map(
      (one): Block => ({
        type: 'checkList',
        mark: one === authority ? 'ticked' : 'empty',
        items: [{ text: text[one] }],
      }),
    ),
    parts.indented(text.effect),
    { type: 'readAloud', text: text.read },
    {
      type: 'signatureLine',
      fields: [{ label: '委托人', hasDate: true, hasFingerprint: true, isHandOnly: true, signer: 'petitioner' }],
    },
    {
      type: 'signatureLine',
      fields: [
        { label: '受托人', hasDate: true, signer: 'agent' },
        { label: '见证人', signer: 'witness' },
      ],
    },
    {
      type: 'beside',
      second: 'narrow',
      blocks: [[{ type: 'note', text: text.handOnly }], [{ type: 'qr', content: given.qr, caption: '扫码可查' }]],
    },
  ];
}

const plain: Facts = {
  hall: common.sampleHall,
  number: common.sampleNumber,
  qr: common.sampleQr('WT'),
  petitioner: { name: '欧阳文秀', maskedId: '3607321985****0019' },
  matter: '城乡居民基本养老保险待遇申领',
  agent: { name: '单晓明', maskedId: '3607321990****0022', relation: '儿子', phone: '139****1234' },
  authority: 'general',
  until: '2027-05-22',
  on: '2026-11-22',
};
const { agent: _agent, authority: _authority, until: _until, ...blank } = plain;

export const authorization = definePaper({
  paper: 'authorization',
  code: 'WT',
  v: 1,
  names: { 'zh-CN': '授权委托书', en: 'Power of attorney' },
  source:
    '民法典 (2020) art. 165: 代理人姓名、代理事项、权限和期限, 被代理人签名或者盖章; art. 173; 行政许可法 (2019) art. 29',
  sizes: ['A4'],
  facts,
  words,
  fixedBy: '授权范围和亲笔签名由民法典第一百六十五条规定',
  build,
  samples: {
    plain,
    blank: { ...blank, petitioner: { name: parts.minorityPetitioner.name } },
    long: {
      ...plain,
      petitioner: parts.longPetitioner,
      matter: parts.longMatter,
      agent: { name: '阿卜杜热西提·买买提', relation: '合作社理事长的配偶', maskedId: '3607321990****0022' },
      authority: 'special',
    },
  },
});
