/** 投诉 / 办不成事登记凭证: what somebody takes home who complained, or could not get something done. Without a name of whoever is meant. */
import { z } from 'zod';
import type { Block, LeafBlock } from './blocks.ts';
import { complaintFacts, sampleComplaint, sortNames } from './complaint-facts.ts';
import * as common from './facts.ts';
import { definePaper } from './paper.ts';

const facts = z.strictObject({
  ...complaintFacts,
  request: common.longText,
  due: z.strictObject({ on: common.dateFact, isEstimated: z.boolean() }).exactOptional(),
  receivedBy: common.line,
  receivedAt: common.momentFact,
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '登记凭证',
  dueLabel: '最迟答复日期',
  estimated: '暂估：那一年的放假安排还没有公布，公布后以窗口告知的日期为准',
  other: '由被反映的人员以外的人办理，不会把您的姓名、电话告诉被反映的人员。',
  named: '有结果会按您留下的电话告知，您也可以拿本单来问。',
  anonymous: '您没有留姓名，请凭本单编号来问结果。',
  notContent: '对答复不满意的，可以要求再核实一次，也可以拨打 12345。',
  scan: '扫码或报编号可查',
  nobody: '（没有留姓名）',
};
type Words = Readonly<Record<keyof typeof words, string>>;

/** Whole characters: a rare one is two units of UTF-16. */
const longest = 200;
const shortened = (text: string): string =>
  [...text].length > longest ? `${[...text].slice(0, longest).join('')}…` : text;

function whoAndWhat({ petitioner, sort, matter, place, receivedAt, receivedBy }: Facts, text: Words): LeafBlock {
  return {
    type: 'grid',
    columns: 1,
    items: [
      { label: '类别', value: sortNames[sort], isStrong: true },
      { label: '反映人', value: petitioner ?? text.nobody, isStrong: true },
      ...(matter === undefined ? [] : [{ label: '涉及事项', value: matter }]),
      ...(place === undefined ? [] : [{ label: '涉及地点', value: place }]),
      { label: '登记时间', value: common.showMoment(receivedAt) },
      { label: '登记人', value: receivedBy },
    ],
  };
}

const dueBlocks = (due: Facts['due'], text: Words): LeafBlock[] =>
  due === undefined
    ? []
    : [
        {
          type: 'highlight',
          label: text.dueLabel,
          value: common.showDateAndWeekday(due.on),
          ...(due.isEstimated ? { note: text.estimated } : {}),
        },
      ];

function build(given: Facts, text: Words): Block[] {
  const next = [text.other, given.petitioner === undefined ? text.anonymous : text.named, text.notContent];
  return [
    common.letterhead(given.hall),
    { type: 'title', text: text.title, under: sortNames[given.sort] },
    ...common.historyMarkers(given),
    { type: 'number', label: '编号', value: common.showNumber(given.number) },
    {
      type: 'beside',
      second: 'narrow',
      blocks: [[whoAndWhat(given, text)], [{ type: 'qr', content: given.qr, caption: text.scan }]],
    },
    { type: 'heading', text: '反映的内容' },
    { type: 'paragraph', text: shortened(given.request) },
    ...dueBlocks(given.due, text),
    { type: 'checkList', mark: 'dot', items: next.map((step) => ({ text: step })) },
    {
      type: 'sealPlace',
      label: '加盖收件专用印章处',
      lines: [given.hall.name, common.showDate(given.receivedAt.slice(0, 10))],
    },
  ];
}

const plain: Facts = {
  ...sampleComplaint('TS'),
  request: '系统里查不到参保记录，跑了三次没有办成。',
  due: { on: '2026-11-27', isEstimated: false },
  receivedBy: '李小红',
  receivedAt: '2026-11-20 09:41',
};
const { petitioner: _named, matter: _matter, ...anonymous } = plain;

export const complaintSlip = definePaper({
  paper: 'complaintSlip',
  code: 'TS',
  v: 1,
  names: { 'zh-CN': '投诉、办不成事登记凭证', en: 'Slip of a complaint' },
  source: '优化营商环境条例 (2019) art. 49: 投诉举报渠道; GB/T 36113 政务服务中心服务投诉处置规范',
  sizes: ['80mm', 'A5'],
  facts,
  words,
  adapts: { estimated: 80, named: 80, anonymous: 80, notContent: 100, scan: 30 },
  build,
  samples: {
    plain,
    anonymous: {
      ...anonymous,
      sort: 'complaint',
      place: '综合窗口 2 号',
      request: '排到号以后没有人接待，等了一个小时。',
      due: { on: '2027-01-05', isEstimated: true },
      late: { enteredOn: '2026-11-23', reason: '停电' },
    },
  },
});
