/** 办事指南 of a matter, to be taken home and read without glasses: what to bring, where it is had, when to come, what it costs. Of no case. */
import { z } from 'zod';
import type { Block, LeafBlock } from './blocks.ts';
import * as common from './facts.ts';
import { definePaper } from './paper.ts';

/** As long as the catalogue lets it be. */
const long = z.string().trim().min(1).max(2000);

const materialFact = z.strictObject({
  name: common.line,
  form: common.materialForm,
  copies: z.int().min(1).max(99),
  isNecessary: z.boolean(),
  /** 申请类别为续期时. */
  onlyIf: long.exactOptional(),
  standard: long.exactOptional(),
  /** Who gives it out, where, when, whom to call. */
  from: long.exactOptional(),
  /** 缺件办法 the matter allows. */
  ways: z.array(z.enum(['check', 'pledge', 'tolerate', 'fetch', 'photo', 'comeBack'])).max(6),
});

const facts = z.strictObject({
  hall: common.hallFact,
  name: common.line,
  code: common.line,
  category: common.line,
  /** Who may apply. */
  applicants: z.array(z.enum(['person', 'household', 'legalPerson', 'otherBody'])).max(4),
  isInPerson: z.boolean(),
  conditions: z.array(long).max(200),
  materials: z.array(materialFact).max(100),
  isInstant: z.boolean(),
  /** 5 个工作日. */
  promised: common.line.exactOptional(),
  statutory: common.line.exactOptional(),
  /** Where it is decided above, and by whom. */
  decidedBy: common.line.exactOptional(),
  fees: z.array(z.strictObject({ name: common.line, amount: common.line, basis: long })).max(20),
  places: z
    .array(z.strictObject({ place: common.line, hours: common.line, phone: common.line.exactOptional() }))
    .max(20),
  /** At a village station. */
  village: z.enum(['direct', 'collect', 'help']).exactOptional(),
  phones: z.array(common.line).max(200),
  trips: z.int().min(0).max(20).exactOptional(),
  specials: z
    .array(
      z.strictObject({ name: common.line, limit: common.line.exactOptional(), basis: long, isCharged: z.boolean() }),
    )
    .max(20),
  questions: z.array(z.strictObject({ question: long, answer: long })).max(50),
  basis: long.exactOptional(),
  version: common.line,
  /** Absent: since it was published. */
  effectiveFrom: common.dateFact.exactOptional(),
  printedOn: common.dateFact,
});
type Facts = z.infer<typeof facts>;
export type GuideFacts = Facts;

const words = {
  title: '办事指南',
  materials: '要带的材料',
  noMaterials: '不用带材料。',
  allOfIt: '只要以上材料，窗口不会再要别的。',
  conditions: '谁能办、要符合什么条件',
  time: '多久能办好',
  instant: '当场办好，不用等。',
  fees: '收费',
  free: '不收费。',
  places: '在哪里办、什么时间办',
  specials: '办理中可能需要的程序（所需时间不算在办理时限内）',
  questions: '常见问题',
  basis: '办理依据',
  trips: '最多跑 {n} 次',
  noTrip: '不用跑，可以不到现场办理',
  inPerson: '法律规定要本人到场。',
  direct: '村（社区）便民服务站可以直接办理。',
  collect: '村（社区）便民服务站可以代收材料。',
  help: '村（社区）便民服务站可以帮您办理。',
  from: '到哪里开：',
  ways: '没有这份材料也可以：',
  check: '由窗口核验',
  pledge: '写告知承诺书',
  tolerate: '先受理、限期补交',
  fetch: '请代办员或村里代取',
  photo: '先交照片、领取时带原件',
  comeBack: '以后再来补',
  person: '个人',
  household: '家庭',
  legalPerson: '企业等法人',
  otherBody: '其他组织',
};
type Words = Readonly<Record<keyof typeof words, string>>;

const heading = (text: string): LeafBlock => ({ type: 'heading', text });
const list = (mark: 'dot' | 'number', items: readonly { text: string; detail?: string }[]): LeafBlock => ({
  type: 'checkList',
  mark,
  items: [...items],
});
const lines = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join('\n');
/** A line below, where there is anything to say. */
const below = (text: string): { detail?: string } => (text === '' ? {} : { detail: text });

function materialItem(
  { name, form, copies, isNecessary, onlyIf, standard, from, ways }: Facts['materials'][number],
  text: Words,
) {
  const many = `${common.formName(form)} ${String(copies)} 份${isNecessary ? '' : '，可以后补'}`;
  const either = ways.length === 0 ? undefined : text.ways + ways.map((way) => text[way]).join('；');
  return {
    text: `${name}（${many}）`,
    ...below(lines(onlyIf, standard, from === undefined ? undefined : `${text.from}${from}`, either)),
  };
}

const materialBlocks = ({ materials }: Facts, text: Words): LeafBlock[] =>
  materials.length === 0
    ? [heading(text.materials), { type: 'paragraph', text: text.noMaterials }]
    : [
        heading(text.materials),
        list(
          'number',
          materials.map((material) => materialItem(material, text)),
        ),
        { type: 'paragraph', look: 'strong', text: text.allOfIt },
      ];

function timeBlocks({ isInstant, promised, statutory, decidedBy, trips }: Facts, text: Words): LeafBlock[] {
  const said = [
    ...(isInstant ? [text.instant] : []),
    ...(promised === undefined ? [] : [`承诺 ${promised}办好`]),
    ...(statutory === undefined ? [] : [`法定时限 ${statutory}`]),
    ...(decidedBy === undefined ? [] : [`由${decidedBy}审批`]),
    ...(trips === undefined ? [] : [trips === 0 ? text.noTrip : text.trips.replace('{n}', String(trips))]),
  ];
  return said.length === 0
    ? []
    : [
        heading(text.time),
        list(
          'dot',
          said.map((one) => ({ text: one })),
        ),
      ];
}

function conditionBlocks({ applicants, conditions, isInPerson }: Facts, text: Words): LeafBlock[] {
  const who = applicants.length === 0 ? [] : [`办理对象：${applicants.map((one) => text[one]).join('、')}`];
  const said = [...who, ...conditions, ...(isInPerson ? [text.inPerson] : [])];
  return said.length === 0
    ? []
    : [
        heading(text.conditions),
        list(
          'dot',
          said.map((one) => ({ text: one })),
        ),
      ];
}

const feeBlocks = ({ fees }: Facts, text: Words): LeafBlock[] => [
  heading(text.fees),
  fees.length === 0
    ? { type: 'paragraph', text: text.free }
    : list(
        'dot',
        fees.map(({ name, amount, basis }) => ({ text: `${name}：${amount}`, ...below(`依据：${basis}`) })),
      ),
];

function placeBlocks({ places, hall, phones, village }: Facts, text: Words): LeafBlock[] {
  const own =
    places.length > 0
      ? places
      : [{ place: [hall.name, hall.address].filter(Boolean).join('，'), hours: hall.hours ?? '' }];
  const items = own.map(({ place, hours, ...more }) => ({
    text: place,
    ...below(lines(hours === '' ? undefined : hours, 'phone' in more && more.phone ? `电话 ${more.phone}` : undefined)),
  }));
  const calls = phones.length === 0 ? [] : [{ text: `咨询、投诉电话：${phones.join('、')}` }];
  const near = village === undefined ? [] : [{ text: text[village] }];
  return [heading(text.places), list('dot', [...items, ...near, ...calls])];
}

const specialBlocks = ({ specials }: Facts, text: Words): LeafBlock[] =>
  specials.length === 0
    ? []
    : [
        heading(text.specials),
        list(
          'dot',
          specials.map(({ name, limit, basis, isCharged }) => ({
            text: `${name}${limit === undefined ? '' : `：${limit}`}${isCharged ? '（要收费）' : ''}`,
            ...below(`依据：${basis}`),
          })),
        ),
      ];

const questionBlocks = ({ questions }: Facts, text: Words): LeafBlock[] =>
  questions.length === 0
    ? []
    : [
        heading(text.questions),
        list(
          'dot',
          questions.map(({ question, answer }) => ({ text: question, detail: answer })),
        ),
      ];

const build = (given: Facts, text: Words): Block[] => [
  common.letterhead(given.hall),
  { type: 'title', text: given.name, under: text.title },
  ...materialBlocks(given, text),
  ...conditionBlocks(given, text),
  ...timeBlocks(given, text),
  ...feeBlocks(given, text),
  ...placeBlocks(given, text),
  ...specialBlocks(given, text),
  ...questionBlocks(given, text),
  ...(given.basis === undefined ? [] : [heading(text.basis), { type: 'paragraph', text: given.basis } as const]),
  { type: 'rule' },
  {
    type: 'note',
    text: `${given.category}　编码 ${given.code}　版本 ${given.version}，${
      given.effectiveFrom === undefined ? '自公布之日起' : `自${common.showDate(given.effectiveFrom)}起`
    }执行。${common.showDate(given.printedOn)}打印，以后有变动的，以窗口公布的为准。`,
  },
];

const whole: Facts = {
  hall: common.sampleHall,
  name: '高龄老人补贴申领',
  code: 'SL-ML-003',
  category: '养老服务',
  applicants: ['person'],
  isInPerson: false,
  conditions: ['年满八十周岁', '户籍在本县'],
  materials: [
    { name: '居民身份证', form: 'original', copies: 1, isNecessary: true, ways: ['check'] },
    {
      name: '银行卡',
      form: 'copy',
      copies: 1,
      isNecessary: false,
      standard: '本人的一类卡，复印有卡号的一面',
      from: '县农商银行永丰支行，永丰镇街上 3 号，周一至周日 9:00–16:30，电话 0797-5350003',
      ways: ['tolerate', 'photo'],
    },
    {
      name: '委托书',
      form: 'original',
      copies: 1,
      isNecessary: true,
      onlyIf: '仅在“由他人代办”为“是”时需要',
      ways: [],
    },
  ],
  isInstant: false,
  promised: '10 个工作日',
  statutory: '20 个工作日',
  decidedBy: '县民政局',
  fees: [],
  places: [
    { place: '永丰镇便民服务中心 3 号窗口', hours: '周一至周五 8:30–12:00，14:30–17:30', phone: '0797-5350000' },
  ],
  village: 'collect',
  phones: ['0797-5350000', '12345'],
  trips: 1,
  specials: [{ name: '入户核查', limit: '5 个工作日', basis: '江西省高龄津贴发放办法', isCharged: false }],
  questions: [{ question: '补贴什么时候发？', answer: '审核通过的次月起，每月 15 日前打到银行卡。' }],
  basis: '《中华人民共和国老年人权益保障法》第三十三条',
  version: '3',
  effectiveFrom: '2026-07-01',
  printedOn: '2026-11-22',
};
const { promised: _promised, statutory: _statutory, decidedBy: _decided, village: _village, ...rest } = whole;
const { trips: _trips, basis: _basis, effectiveFrom: _from, ...least } = rest;

export const matterGuide = definePaper({
  paper: 'matterGuide',
  code: 'ZN',
  v: 1,
  names: { 'zh-CN': '办事指南', en: 'Guide of a matter' },
  source:
    '国务院令第716号 art. 6: 受理条件、办事材料、办理流程; GB/T 36114 政务服务中心进驻事项服务指南编制规范; 国办发〔2020〕45号 适老',
  sizes: ['A4', '80mm'],
  isLarge: true,
  facts,
  words,
  adapts: {
    noMaterials: 30,
    allOfIt: 60,
    instant: 30,
    free: 20,
    noTrip: 40,
    inPerson: 40,
    direct: 60,
    collect: 60,
    help: 60,
    check: 30,
    pledge: 30,
    tolerate: 30,
    fetch: 30,
    photo: 30,
    comeBack: 30,
  },
  build,
  samples: {
    whole,
    least: {
      ...least,
      isInstant: true,
      applicants: [],
      conditions: [],
      materials: [],
      fees: [{ name: '工本费', amount: '10 元', basis: '赣价费字〔2015〕1 号' }],
      places: [],
      phones: [],
      specials: [],
      questions: [],
    },
  },
});
