/** 快捷键卡: stands beside the keyboard. The rows come from the program's own table of keys, so that card and program agree. */
import { z } from 'zod';
import type { Block, LeafBlock } from './blocks.ts';
import { line } from './facts.ts';
import { definePaper } from './paper.ts';

const groupFact = z.strictObject({
  name: line,
  rows: z
    .array(z.strictObject({ keys: line, does: line }))
    .min(1)
    .max(40),
});
const facts = z.strictObject({ version: line, groups: z.array(groupFact).min(1).max(12) });
type Facts = z.infer<typeof facts>;

const words = {
  title: '快捷键',
  note: '忘了就按 F1。正在打拼音选字的时候，这些键不起作用。',
  keys: '按键',
  does: '做什么',
};
type Words = Readonly<Record<keyof typeof words, string>>;

const groupBlocks = ({ name, rows }: Facts['groups'][number], text: Words): LeafBlock[] => [
  { type: 'heading', text: name },
  {
    type: 'table',
    columns: [
      { header: text.keys, width: 36, align: 'center' },
      { header: text.does, width: 64 },
    ],
    rows: rows.map(({ keys, does }) => [keys, does]),
  },
];

/** Two columns of nearly equal height, groups whole and in their order. */
function inTwoColumns(groups: Facts['groups']): [Facts['groups'], Facts['groups']] {
  const heights = groups.map(({ rows }) => rows.length + 2);
  const total = heights.reduce((sum, height) => sum + height, 0);
  let sum = 0;
  let end = 0;
  while (end < groups.length && (end === 0 || sum + (heights[end] ?? 0) / 2 <= total / 2)) sum += heights[end++] ?? 0;
  return [groups.slice(0, end), groups.slice(end)];
}

function build({ groups, version }: Facts, text: Words): Block[] {
  const [left, right] = inTwoColumns(groups).map((part) => part.flatMap((group) => groupBlocks(group, text)));
  return [
    { type: 'title', text: text.title },
    { type: 'beside', second: 'equal', blocks: [left ?? [], right ?? []] },
    { type: 'note', text: `${text.note}　通办 ${version}` },
  ];
}

export const shortcutCard = definePaper({
  paper: 'shortcutCard',
  code: 'SC',
  v: 1,
  names: { 'zh-CN': '快捷键卡', en: 'Shortcut card' },
  source: 'the keys of this program',
  sizes: ['A5', 'A4'],
  orientation: 'landscape',
  facts,
  words,
  fixedBy: '按键随程序，不是给群众的文书',
  build,
  samples: {
    plain: {
      version: '0.1.0',
      groups: [
        {
          name: '到处可用',
          rows: [
            { keys: 'F1', does: '帮助和快捷键' },
            { keys: 'F2', does: '新收件' },
            { keys: 'F3', does: '查找' },
            { keys: 'F4', does: '办件列表' },
            { keys: 'F8', does: '打印' },
            { keys: 'Alt + H', does: '首页' },
            { keys: 'Alt + L', does: '锁屏' },
          ],
        },
        {
          name: '填表时',
          rows: [
            { keys: 'Enter', does: '下一格' },
            { keys: 'Shift + Enter', does: '上一格' },
            { keys: 'Ctrl + Enter', does: '提交' },
          ],
        },
        {
          name: '办件页',
          rows: [
            { keys: 'Alt + 1 … 9', does: '第几个操作' },
            { keys: 'Alt + P', does: '补打凭证' },
            { keys: 'Alt + S', does: '显示完整信息（记录在案）' },
          ],
        },
        {
          name: '列表里',
          rows: [
            { keys: '↓', does: '下一行' },
            { keys: '↑', does: '上一行' },
            { keys: 'Enter', does: '打开' },
          ],
        },
      ],
    },
  },
});
