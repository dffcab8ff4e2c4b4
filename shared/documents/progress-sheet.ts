/** 办件进度单: what has happened with somebody's case so far, where it stands, and who has the next move. */
import { z } from 'zod';
import type { Block, LeafBlock } from './blocks.ts';
import * as common from './facts.ts';
import * as parts from './notice-parts.ts';
import { definePaper } from './paper.ts';

const facts = z.strictObject({
  ...common.caseFacts,
  /** Oldest first. */
  done: z
    .array(z.strictObject({ on: common.dateFact, what: common.line, note: common.line.exactOptional() }))
    .min(1)
    .max(400),
  /** 办理中. */
  status: common.line,
  /** What comes next, and who does it. */
  next: common.line,
  due: z.strictObject({ label: common.line, day: common.dateFact, isEstimated: z.boolean() }).exactOptional(),
  owed: z.array(common.line).max(100),
  printedBy: common.line,
  printedOn: common.dateFact,
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '办件进度单',
  status: '现在',
  next: '下一步',
  estimated: '（暂估）',
  owed: '还缺的材料',
  done: '办到哪里了',
  lost: '单子丢了也不要紧，带身份证来。',
  ask: '扫码可查',
};
type Words = Readonly<Record<keyof typeof words, string>>;

const doneTable = ({ done }: Facts, text: Words): LeafBlock => ({
  type: 'table',
  columns: [
    { header: '日期', width: 40, align: 'center' },
    { header: text.done, width: 60 },
  ],
  rows: done.map(({ on, what, note }) => [on, note === undefined ? what : `${what}\n${note}`]),
});

function build(given: Facts, text: Words): Block[] {
  const { petitioner, due, owed, hall } = given;
  return [
    common.letterhead(hall),
    { type: 'title', text: text.title },
    ...common.historyMarkers(given),
    { type: 'number', label: '收件编号', value: common.showNumber(given.number) },
    {
      type: 'beside',
      second: 'narrow',
      blocks: [
        [
          {
            type: 'grid',
            columns: 1,
            items: [
              { label: '申请人', value: petitioner.name, isStrong: true },
              { label: '事项', value: given.matter, isStrong: true },
              { label: text.status, value: given.status, isStrong: true },
              { label: text.next, value: given.next },
            ],
          },
        ],
        [{ type: 'qr', content: given.qr, caption: text.ask }],
      ],
    },
    ...(due === undefined
      ? []
      : [
          {
            type: 'highlight',
            label: due.label + (due.isEstimated ? text.estimated : ''),
            value: common.showDateAndWeekday(due.day),
          } as const,
        ]),
    ...(owed.length === 0
      ? []
      : [
          parts.heading(text.owed),
          { type: 'checkList', mark: 'empty', items: owed.map((name) => ({ text: name })) } as const,
        ]),
    doneTable(given, text),
    { type: 'note', text: text.lost },
    { type: 'note', text: `${given.printedBy}　${common.showDate(given.printedOn)}打印` },
  ];
}

const plain: Facts = {
  hall: common.sampleHall,
  number: common.sampleNumber,
  qr: common.sampleQr('JD'),
  petitioner: { name: '欧阳文秀' },
  matter: '城乡居民最低生活保障申请',
  done: [
    { on: '2026-11-09', what: '收到您的申请' },
    { on: '2026-11-10', what: '告知缺少的材料', note: '近六个月银行流水' },
    { on: '2026-11-12', what: '收到您补交的材料' },
    { on: '2026-11-13', what: '受理' },
    { on: '2026-11-20', what: '上报兴国县民政局' },
  ],
  status: '已上报',
  next: '等兴国县民政局作出决定，有结果后窗口通知您',
  due: { label: '上级的办理时限到', day: '2026-12-14', isEstimated: false },
  owed: [],
  printedBy: '李小红',
  printedOn: '2026-11-22',
};
const { due: _due, ...open } = plain;

export const progressSheet = definePaper({
  paper: 'progressSheet',
  code: 'JD',
  v: 1,
  names: { 'zh-CN': '办件进度单', en: 'How far it is' },
  source: '政务服务管理条例 and 优化营商环境条例 art. 35: 办理进度公开, 申请人可以查询; 行政许可法 (2019) art. 30',
  sizes: ['80mm', 'A5', 'A4'],
  facts,
  words,
  adapts: { lost: 60, ask: 30 },
  build,
  samples: {
    plain,
    owing: {
      ...open,
      petitioner: parts.minorityPetitioner,
      status: '待补正',
      next: '请您把缺的材料补齐，直接到窗口，不用重新取号',
      owed: ['户口簿（首页和本人页）', '近六个月银行流水'],
    },
    many: {
      ...plain,
      petitioner: parts.longPetitioner,
      matter: parts.longMatter,
      done: Array.from({ length: 60 }, () => ({ on: '2026-11-20', what: '电话联系您', note: '无人接听' })),
    },
  },
});
