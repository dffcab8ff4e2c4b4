/** 收件凭证: what a petitioner takes home after handing papers in. */
import { z } from 'zod';
import type { Block, LeafBlock } from './blocks.ts';
import * as common from './facts.ts';
import { definePaper } from './paper.ts';

/** The limit as it stands at intake. `instant`: 即办件, decided on the spot. */
const limitFact = z.strictObject({
  /** 5 个工作日. */
  promised: common.line,
  due: common.dateFact,
  /** The calendar of that year is not published yet: the date is an estimate and says so. */
  isEstimated: z.boolean(),
  /** 行政许可法第四十二条. */
  basis: common.line.exactOptional(),
});

const facts = z.strictObject({
  ...common.caseFacts,
  materials: z.array(common.materialFact).max(200),
  receivedBy: common.line,
  receivedAt: common.momentFact,
  limit: limitFact.exactOptional(),
  /** For asking by telephone or on the page. */
  lookupCode: common.line.exactOptional(),
  lookupAddress: common.line.exactOptional(),
  custody: z.enum(['desk', 'hub', 'backedUp']),
  next: z.array(common.line).max(10),
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '收件凭证',
  lost: '单子丢了也不要紧，带身份证来。',
  seal: '加盖收件专用印章处',
  dueLabel: '请等通知，最迟办结日期',
  estimatedLabel: '（暂估）',
  estimated: '暂估：那一年的放假安排还没有公布，公布后以窗口告知的日期为准',
  scan: '扫码或报收件编号可查进度',
  nothingHandedIn: '没有收取材料',
  desk: '此件已存入本窗口电脑。',
  hub: '此件已存入本窗口电脑，镇服务器已收。',
  backedUp: '此件已存入本窗口电脑，镇服务器已收，已备份。',
};
type Words = Readonly<Record<keyof typeof words, string>>;

function dueBlocks(limit: Facts['limit'], text: Words): LeafBlock[] {
  if (limit === undefined) return [];
  const basis = limit.basis === undefined ? '' : `（${limit.basis}）`;
  const promised = `承诺时限 ${limit.promised}${basis}`;
  const date = common.showDateAndWeekday(limit.due);
  if (!limit.isEstimated) return [{ type: 'highlight', label: text.dueLabel, value: date, note: promised }];
  return [
    {
      type: 'highlight',
      label: `${text.dueLabel}${text.estimatedLabel}`,
      value: date,
      note: `${promised}\n${text.estimated}`,
    },
  ];
}

function materialBlocks(materials: Facts['materials'], text: Words): LeafBlock[] {
  if (materials.length === 0) return [{ type: 'paragraph', text: text.nothingHandedIn }];
  const count = materials.reduce((sum, { copies }) => sum + copies, 0);
  return [
    {
      type: 'table',
      columns: [
        { header: `已收材料（${String(materials.length)} 种 ${String(count)} 份）`, width: 60 },
        { header: '份数', width: 17, align: 'center' },
        { header: '形式', width: 23, align: 'center' },
      ],
      rows: materials.map(({ name, copies, form }) => [name, String(copies), common.formName(form)]),
    },
  ];
}

const whoAndWhat = ({ petitioner, matter, receivedAt, receivedBy }: Facts): LeafBlock => ({
  type: 'grid',
  columns: 1,
  items: [
    { label: '申请人', value: petitioner.name, isStrong: true },
    ...(petitioner.maskedId === undefined ? [] : [{ label: '证件号', value: petitioner.maskedId }]),
    ...(petitioner.agent === undefined ? [] : [{ label: '代理人', value: petitioner.agent }]),
    { label: '事项', value: matter, isStrong: true },
    { label: '收件时间', value: common.showMoment(receivedAt) },
    { label: '收件人', value: receivedBy },
  ],
});

const code = ({ qr, lookupCode, lookupAddress }: Facts, text: Words): LeafBlock[] => [
  { type: 'qr', content: qr, caption: [text.scan, lookupAddress].filter((part) => part !== undefined).join('\n') },
  ...(lookupCode === undefined ? [] : [{ type: 'number', label: '查询码', value: lookupCode } as const]),
];

const nextSteps = (next: readonly string[], text: Words): LeafBlock[] => [
  { type: 'heading', text: '接下来' },
  { type: 'checkList', mark: 'dot', items: [...next, text.lost].map((step) => ({ text: step })) },
];

function build(given: Facts, text: Words): Block[] {
  const { hall, receivedAt, custody } = given;
  const seal: LeafBlock = {
    type: 'sealPlace',
    label: text.seal,
    lines: [hall.name, common.showDate(receivedAt.slice(0, 10))],
  };
  return [
    common.letterhead(hall),
    { type: 'title', text: text.title },
    ...common.historyMarkers(given),
    { type: 'number', label: '收件编号', value: common.showNumber(given.number) },
    { type: 'beside', second: 'narrow', blocks: [[whoAndWhat(given)], code(given, text)] },
    ...dueBlocks(given.limit, text),
    ...materialBlocks(given.materials, text),
    {
      type: 'beside',
      second: 'narrow',
      blocks: [[...nextSteps(given.next, text), { type: 'note', text: text[custody] }], [seal]],
    },
  ];
}

const plain: Facts = {
  hall: common.sampleHall,
  number: common.sampleNumber,
  qr: common.sampleQr('RC'),
  petitioner: { name: '欧阳文秀', maskedId: '3607321985****0019' },
  matter: '城乡居民最低生活保障申请',
  materials: [
    { name: '居民身份证', copies: 1, form: 'original' },
    { name: '户口簿（首页和本人页）', copies: 2, form: 'copy' },
    { name: '家庭经济状况核对授权书', copies: 1, form: 'original' },
    { name: '近六个月银行流水', copies: 1, form: 'electronic' },
  ],
  receivedBy: '李小红',
  receivedAt: '2026-11-22 09:41',
  limit: { promised: '20 个工作日', due: '2026-12-18', isEstimated: false, basis: '《行政许可法》第四十二条' },
  lookupCode: 'K7M2Q9',
  custody: 'desk',
  next: ['20 个工作日内会有工作人员入户核查，请保持电话畅通。', '办好后电话通知，带身份证到窗口领取。'],
};

/** The least there can be: a matter without limit, papers or look-up code. */
const bare: Facts = {
  hall: { name: '船溪村便民服务站' },
  number: common.sampleNumber,
  qr: common.sampleQr('RC'),
  petitioner: { name: '王喆' },
  matter: '咨询',
  materials: [],
  receivedBy: '刘堃',
  receivedAt: '2026-11-22 09:41',
  custody: 'desk',
  next: [],
};

export const receipt = definePaper({
  paper: 'receipt',
  code: 'RC',
  v: 1,
  names: { 'zh-CN': '收件凭证', en: 'Receipt' },
  source: '行政许可法 (2019) art. 32: 书面凭证，加盖专用印章和注明日期; 上海, 开封 条例: 收件凭证',
  sizes: ['80mm', 'A5', 'A4'],
  facts,
  words,
  adapts: { lost: 60, scan: 40, nothingHandedIn: 30, estimated: 80 },
  build,
  samples: {
    plain,
    estimated: {
      ...plain,
      petitioner: { name: '𠮷田春', maskedId: '3607321990****0022', agent: '阿卜杜热西提·买买提' },
      receivedAt: '2026-12-25 16:05',
      limit: { promised: '5 个工作日', due: '2027-01-04', isEstimated: true },
      custody: 'hub',
    },
    corrected: {
      ...plain,
      petitioner: { name: '张㛃', maskedId: '3607321985****0019' },
      late: { enteredOn: '2026-11-23', reason: '11 月 22 日上午停电，先开手写单' },
      replaces: { number: '108201A72611200037A', issuedOn: '2026-11-22', changes: ['申请人姓名'] },
      custody: 'backedUp',
    },
    long: {
      ...plain,
      petitioner: {
        name: '兴国县永丰镇豪溪村种植养殖农民专业合作社（普通合伙）筹备小组',
        agent: '𰻝小面',
        maskedId: '91360732MA3****43X',
      },
      matter: '农村村民住宅用地审批（含使用原有宅基地、村内空闲地和其他土地新建、改建、扩建住宅）',
      materials: Array.from({ length: 14 }, (_, index) => ({
        name: `第 ${String(index + 1)} 项材料：农村宅基地和建房（规划许可）申请表及相关证明`,
        copies: index + 1,
        form: 'copy' as const,
      })),
    },
    bare,
  },
});
