/** 投诉 / 办不成事答复书: what was found, what came of it, and where to go with what could not be done here. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import { complaintFacts, sampleComplaint, sortNames } from './complaint-facts.ts';
import * as common from './facts.ts';
import { definePaper } from './paper.ts';

const outcomes = {
  founded: '经核实，您反映的情况属实。',
  partly: '经核实，您反映的情况部分属实。',
  unfounded: '经核实，您反映的情况不属实。',
  solved: '您反映的事情已经办成。',
  unsolved: '您反映的事情目前仍然办不成。',
} as const;

const facts = z.strictObject({
  ...complaintFacts,
  receivedOn: common.dateFact,
  outcome: z.enum(Object.keys(outcomes) as [keyof typeof outcomes, ...(keyof typeof outcomes)[]]),
  /** What was done about it, or why not. */
  reason: common.longText,
  whereTo: common.line.exactOptional(),
  handledBy: common.line,
  on: common.dateFact,
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '答复书',
  opening: '{name}：您于{date}反映的{what}，我们已经核实办理，现答复如下：',
  nobody: '反映人',
  whereTo: '您可以到以下地方办理或者咨询：{whereTo}',
  notContent: '对本答复不满意的，可以要求我们再核实一次，也可以拨打 12345 政务服务便民热线。',
  seal: '加盖印章处',
  scan: '扫码可查',
};
type Words = Readonly<Record<keyof typeof words, string>>;

const fill = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (blank, name: string) => values[name] ?? blank);

/** “城乡居民医保参保”办不成事的问题. */
function whatOf({ sort, matter, place }: Facts): string {
  const about = matter ?? place;
  return `${about === undefined ? '' : `“${about}”`}${sort === 'stuck' ? '办不成事的问题' : '投诉'}`;
}

function build(given: Facts, text: Words): Block[] {
  const { petitioner, receivedOn, outcome, reason, whereTo, hall } = given;
  const opening = { name: petitioner ?? text.nobody, date: common.showDate(receivedOn), what: whatOf(given) };
  return [
    common.letterhead(hall),
    { type: 'title', text: text.title, under: sortNames[given.sort] },
    ...common.historyMarkers(given),
    { type: 'number', label: '编号', value: common.showNumber(given.number) },
    { type: 'paragraph', look: 'indented', text: fill(text.opening, opening) },
    { type: 'paragraph', look: 'strong', text: outcomes[outcome] },
    { type: 'paragraph', look: 'indented', text: reason },
    ...(whereTo === undefined
      ? []
      : [{ type: 'paragraph', look: 'strong', text: fill(text.whereTo, { whereTo }) } as const]),
    { type: 'paragraph', look: 'indented', text: text.notContent },
    {
      type: 'beside',
      second: 'narrow',
      blocks: [
        [
          { type: 'grid', columns: 1, items: [{ label: '承办人', value: given.handledBy }] },
          { type: 'qr', content: given.qr, caption: text.scan },
        ],
        [{ type: 'sealPlace', label: text.seal, lines: [hall.name, common.showDate(given.on)] }],
      ],
    },
    { type: 'signatureLine', fields: [{ label: '反映人签收', hasDate: true, signer: 'petitioner' }] },
  ];
}

const plain: Facts = {
  ...sampleComplaint('TD'),
  receivedOn: '2026-11-20',
  outcome: 'unsolved',
  reason: '系统里的姓名与身份证不一致，须先由派出所更正户籍信息，更正后本窗口当天可以办理。',
  whereTo: '永丰派出所户籍窗口，周一至周五 8:30–17:30，电话 0797-5350002',
  handledBy: '王喆',
  on: '2026-11-25',
};
const { petitioner: _petitioner, whereTo: _whereTo, ...rest } = plain;

export const complaintAnswer = definePaper({
  paper: 'complaintAnswer',
  code: 'TD',
  v: 1,
  names: { 'zh-CN': '投诉、办不成事答复书', en: 'Answer to a complaint' },
  source: '优化营商环境条例 (2019) art. 49; GB/T 36113 政务服务中心服务投诉处置规范: 书面答复处理结果',
  sizes: ['A4', 'A5'],
  copies: ['反映人', '窗口存档'],
  facts,
  words,
  adapts: { whereTo: 60, notContent: 100, scan: 20 },
  build,
  samples: {
    plain,
    anonymous: {
      ...rest,
      sort: 'complaint',
      outcome: 'founded',
      reason: '当日下午窗口缺岗属实，已批评当班人员，并安排了替岗。',
    },
  },
});
