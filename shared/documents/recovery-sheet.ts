/** 恢复口令单: the one thing that opens the data on another machine. Printed twice at set-up, stored nowhere. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import { definePaper } from './paper.ts';

const facts = z.strictObject({
  hall: common.hallFact,
  desk: common.line,
  /** Eight groups of five digits. */
  groups: z.array(z.string().regex(/^\d{5}$/)).length(8),
  madeOn: common.dateFact,
  /** 1 or 2: which of the two sheets. */
  copy: z.int().min(1).max(2),
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '恢复口令单',
  secret: '机密 · 不得拍照、复印、转发',
  what: '电脑坏了、丢了或者忘了密码，只有凭这八组数字才能在另一台电脑上打开备份。没有它，谁也打不开，厂家也不能。',
  first: '这一份放进单位的保险柜或者铁皮柜，由负责人保管。',
  second: '这一份封进信封，封口签名，放在另一栋楼里，由另一个人保管。',
  noPhone: '不要拍照，不要发微信，不要抄在电脑旁边。',
  whenUsed: '拆开用过以后，当着负责人的面重新装好、封口、签名，写明日期和用途。',
  handOver: '保管人换了，当面移交，双方在下面签名。',
  register: '保管登记',
};

const build = (
  { hall, desk, groups, madeOn, copy }: Facts,
  text: Readonly<Record<keyof typeof words, string>>,
): Block[] => [
  {
    type: 'letterhead',
    name: hall.name,
    lines: [`${desk}　第 ${String(copy)} 份，共 2 份　${common.showDate(madeOn)} 生成`],
  },
  { type: 'title', text: text.title },
  { type: 'marker', kind: 'secret', text: text.secret },
  { type: 'groups', items: groups, perRow: 4 },
  { type: 'paragraph', look: 'strong', text: text.what },
  {
    type: 'checkList',
    mark: 'number',
    items: [copy === 1 ? text.first : text.second, text.noPhone, text.whenUsed, text.handOver].map((line) => ({
      text: line,
    })),
  },
  { type: 'heading', text: text.register },
  {
    type: 'table',
    columns: [
      { header: '日期', width: 25 },
      { header: '放在哪里', width: 35 },
      { header: '保管人签名', width: 20 },
      { header: '移交人签名', width: 20 },
    ],
    rows: [],
    blankRows: 4,
  },
];

const plain: Facts = {
  hall: common.sampleHall,
  desk: '综合窗口 1 号',
  groups: ['40318', '77502', '19946', '00271', '65830', '28419', '93057', '51164'],
  madeOn: '2026-11-22',
  copy: 1,
};

export const recoverySheet = definePaper({
  paper: 'recoverySheet',
  code: 'RS',
  v: 1,
  names: { 'zh-CN': '恢复口令单', en: 'Recovery sheet' },
  source: 'the recovery phrase of this program: eight groups of five digits, each group with its own check',
  sizes: ['A4', 'A5'],
  isSecret: true,
  facts,
  words,
  fixedBy: '保管恢复口令的做法，改错一句就可能打不开备份',
  build,
  samples: { first: plain, second: { ...plain, copy: 2 } },
});
