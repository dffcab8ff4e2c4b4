/** 延期通知书 and 特别程序告知书: what moves the day of a decision, by whom and why, told in writing. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import * as parts from './notice-parts.ts';
import { definePaper } from './paper.ts';

const organ = { organ: common.line.exactOptional() };

const extensionFacts = z.strictObject({
  ...parts.noticeFacts,
  ...organ,
  acceptedOn: common.dateFact,
  limits: z
    .array(
      z.strictObject({
        /** 法定时限. */
        name: common.line,
        before: common.dateFact,
        due: common.dateFact,
        isEstimated: z.boolean(),
      }),
    )
    .min(1)
    .max(4),
  /** 10 个工作日. */
  more: common.line,
  reason: common.longText,
  approvedBy: common.line,
  basis: common.line,
});
type Extension = z.infer<typeof extensionFacts>;

const extensionWords = {
  title: '延期通知书',
  opening:
    '{name}：您申请的“{matter}”已于{accepted}受理。因下列原因，不能在原定期限内作出决定，经{by}批准，延长 {more}。',
  reason: '理由：{reason}',
  basis: '依据：{basis}',
  dueLabel: '新的期限',
  table: '期限',
  before: '原来的日期',
  after: '延期后的日期',
  estimated: '（暂估）',
  ask: '对延期有意见的，可以向窗口或者本机关负责人陈述。',
  seal: '加盖印章处',
};

const buildExtension = (given: Extension, text: Readonly<Record<keyof typeof extensionWords, string>>): Block[] => {
  const latest = given.limits.reduce((one, other) => (other.due > one.due ? other : one));
  return [
    ...parts.head(given, text.title),
    parts.indented(
      parts.fill(text.opening, {
        name: given.petitioner.name,
        matter: given.matter,
        accepted: common.showDate(given.acceptedOn),
        by: given.approvedBy,
        more: given.more,
      }),
    ),
    parts.indented(parts.fill(text.reason, { reason: given.reason })),
    parts.indented(parts.fill(text.basis, { basis: given.basis })),
    {
      type: 'highlight',
      label: text.dueLabel,
      value: common.showDateAndWeekday(latest.due),
      ...(latest.isEstimated ? { note: text.estimated } : {}),
    },
    parts.countedTable(
      [
        { header: text.table, width: 30 },
        { header: text.before, width: 29, align: 'center' },
        { header: text.after, width: 29, align: 'center' },
      ],
      given.limits.map(({ name, before, due, isEstimated }) => [
        name,
        common.showDate(before),
        common.showDate(due) + (isEstimated ? text.estimated : ''),
      ]),
    ),
    { type: 'note', text: text.ask },
    parts.receivedAndSealed(given, { seal: 'body', label: text.seal, organ: given.organ }),
  ];
};

const extensionSample: Extension = {
  ...parts.sampleNotice('YQ'),
  organ: '兴国县永丰镇人民政府',
  matter: '林木采伐许可',
  acceptedOn: '2026-11-02',
  limits: [
    { name: '承诺时限', before: '2026-11-16', due: '2026-11-30', isEstimated: false },
    { name: '法定时限', before: '2026-11-30', due: '2026-12-14', isEstimated: false },
  ],
  more: '10 个工作日',
  reason: '相邻权利人提出异议，需要再次到现场核实。',
  approvedBy: '曾庆文',
  basis: '《中华人民共和国行政许可法》第四十二条第一款',
};

export const extensionNotice = definePaper({
  paper: 'extensionNotice',
  code: 'YQ',
  v: 1,
  names: { 'zh-CN': '延期通知书', en: 'Notice of extension' },
  source: '行政许可法 (2019) art. 42: 经本行政机关负责人批准, 可以延长十日, 并应当将延长期限的理由告知申请人',
  sizes: ['A4', 'A5'],
  look: 'formal',
  copies: parts.twoCopies,
  facts: extensionFacts,
  words: extensionWords,
  adapts: { opening: 160, ask: 100 },
  build: buildExtension,
  samples: {
    plain: extensionSample,
    estimated: {
      ...withoutOrgan(extensionSample),
      petitioner: parts.minorityPetitioner,
      limits: [{ name: '法定时限', before: '2026-12-28', due: '2027-01-12', isEstimated: true }],
    },
    long: {
      ...extensionSample,
      petitioner: parts.longPetitioner,
      matter: parts.longMatter,
      reason: parts.longReason,
    },
  },
});

const specialFacts = z.strictObject({
  ...parts.noticeFacts,
  ...organ,
  acceptedOn: common.dateFact,
  /** 检测. */
  procedure: common.line,
  /** 15 个工作日, as it is expected. */
  announced: common.line,
  basis: common.line,
  /** Days that stand still till it is over. */
  limits: z.array(common.line).max(4),
});
type Special = z.infer<typeof specialFacts>;

const specialWords = {
  title: '特别程序告知书',
  opening: '{name}：您申请的“{matter}”已于{accepted}受理。办理中依法需要进行{procedure}，自{on}起进行。',
  timeLabel: '{procedure}预计需要的时间',
  stands:
    '这段时间不计算在{limits}内：从开始到结束，办理期限停止计算；结束以后继续计算，最迟办结日期相应顺延，窗口会告知新的日期。',
  basis: '依据：{basis}',
  law: '《中华人民共和国行政许可法》第四十五条：依法需要听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的，所需时间不计算在规定的期限内。行政机关应当将所需时间书面告知申请人。',
  seal: '加盖印章处',
};

const buildSpecial = (given: Special, text: Readonly<Record<keyof typeof specialWords, string>>): Block[] => {
  const { procedure } = given;
  return [
    ...parts.head(given, text.title),
    parts.indented(
      parts.fill(text.opening, {
        name: given.petitioner.name,
        matter: given.matter,
        accepted: common.showDate(given.acceptedOn),
        procedure,
        on: common.showDate(given.on),
      }),
    ),
    { type: 'highlight', label: parts.fill(text.timeLabel, { procedure }), value: given.announced },
    parts.indented(parts.fill(text.stands, { limits: given.limits.join('、') || '办理期限' })),
    parts.indented(parts.fill(text.basis, { basis: given.basis })),
    { type: 'note', text: text.law },
    parts.receivedAndSealed(given, { seal: 'body', label: text.seal, organ: given.organ }),
  ];
};

const specialSample: Special = {
  ...parts.sampleNotice('TC'),
  organ: '兴国县永丰镇人民政府',
  matter: '公共场所卫生许可',
  acceptedOn: '2026-11-16',
  procedure: '检测',
  announced: '15 个工作日',
  basis: '公共场所卫生管理条例第八条（示例）',
  limits: ['承诺时限', '法定时限'],
};

export const specialNotice = definePaper({
  paper: 'specialNotice',
  code: 'TC',
  v: 1,
  names: { 'zh-CN': '特别程序告知书', en: 'Notice of a special procedure' },
  source: '行政许可法 (2019) art. 45: 所需时间不计算在期限内, 应当书面告知申请人; 安阳市政务服务条例 (2021) art. 37',
  sizes: ['A4', 'A5'],
  look: 'formal',
  copies: parts.twoCopies,
  facts: specialFacts,
  words: specialWords,
  adapts: { opening: 140 },
  build: buildSpecial,
  samples: {
    plain: specialSample,
    least: { ...withoutOrgan(specialSample), petitioner: parts.minorityPetitioner, limits: [] },
    long: { ...specialSample, petitioner: parts.longPetitioner, matter: parts.longMatter },
  },
});

function withoutOrgan<Given extends { readonly organ?: string }>({
  organ: _organ,
  ...rest
}: Given): Omit<Given, 'organ'> {
  return rest;
}
