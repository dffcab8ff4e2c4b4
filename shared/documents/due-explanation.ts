/** 办理依据说明: why a limit ends on its day, every day of it, for the petitioner or an inspector. The weeks stand as in a calendar. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import { dayFact, mark, weekRows, type DayFact as Day } from './day-weeks.ts';
import * as common from './facts.ts';
import { definePaper } from './paper.ts';
import { addDays, getPlainDate } from '../time/plain-date.ts';

const facts = z.strictObject({
  hall: common.hallFact,
  number: common.line,
  matter: common.line,
  /** 法定时限. */
  due: common.line,
  basis: z.string().max(2000),
  limit: z.strictObject({ amount: z.int(), unit: z.enum(['workingDay', 'calendarDay', 'hour']) }),
  from: common.momentFact,
  /** The last day, and of a limit in hours its moment; absent while the limit stands still. */
  end: z.strictObject({ day: common.dateFact, at: common.momentFact.exactOptional() }).exactOptional(),
  /** Days counted until now. */
  counted: z.int().nullable(),
  isEstimated: z.boolean(),
  days: z.array(dayFact).min(1).max(8000),
  pauses: z.array(
    z.strictObject({
      name: common.line,
      basis: z.string().max(2000),
      from: common.momentFact,
      to: common.momentFact.exactOptional(),
      took: z.int(),
    }),
  ),
  extensions: z.array(
    z.strictObject({ amount: z.int(), reason: common.longText, approvedBy: common.line, on: common.dateFact }),
  ),
  calendar: z.strictObject({
    version: common.line,
    sources: z.array(z.strictObject({ year: common.line, isOfficial: z.boolean(), source: z.string().max(500) })),
  }),
  /** The end on record, where the calendar in force counts to another one. */
  recorded: z.strictObject({ day: common.dateFact, version: common.line }).exactOptional(),
  printedBy: common.line,
  printedAt: common.momentFact,
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '办理依据说明',
  under: '为什么是这一天',
  workingDay:
    '按工作日计算：开始的当日不计入；周末和放假的日子不计，补班的日子计入（民法典第二百零一条，行政许可法第八十二条）。“第几”是期限的第几天，“延”是延期的，“停”是特别程序中不计算的。',
  calendarDay:
    '按自然日计算：开始的当日不计入；最后一日是周末或者放假的，顺延到其后第一个工作日（民法典第二百零一条、第二百零三条）。',
  hour: '按小时计算：从起算时刻起连续计算，夜间、周末和放假的日子都计入。',
  pause:
    '特别程序所需时间不计算在期限内（行政许可法第四十五条）：从开始的当日起停止计算，从结束的当日起继续计算；停的是实际用去的时间。',
  estimated:
    '标“估”的日子所在年份，国务院办公厅的放假通知还没有公布，先按法律规定的节假日暂估；通知公布后日期可能变动。',
};
type Words = Readonly<Record<keyof typeof words, string>>;

const units = { workingDay: '个工作日', calendarDay: '个自然日', hour: '小时' } as const;
function limitText({ limit, extensions }: Facts): string {
  const unit = units[limit.unit];
  const more = extensions.reduce((sum, { amount }) => sum + amount, 0);
  const own = `${String(limit.amount)} ${unit}`;
  return more === 0 ? own : `${own}，延长 ${String(more)} ${unit}，合计 ${String(limit.amount + more)} ${unit}`;
}

function endBlock({ end, counted, limit, extensions, isEstimated }: Facts): Block {
  if (end === undefined) {
    const whole = extensions.reduce((sum, { amount }) => sum + amount, limit.amount);
    const used = counted === null ? '' : `已计 ${String(counted)} 天，还有 ${String(whole - counted)} 天；`;
    return { type: 'highlight', label: '最后一天', value: '暂停计算', note: `${used}特别程序结束后才能确定` };
  }
  const value = end.at === undefined ? common.showDateAndWeekday(end.day) : common.showMoment(end.at);
  return { type: 'highlight', label: '最后一天', value, ...(isEstimated ? { note: '暂估，见下方说明' } : {}) };
}

const wide = (label: string, value: string) => ({ label, value, isWide: true }) as const;

const headBlocks = (all: Facts, text: Words): Block[] => [
  common.letterhead(all.hall),
  { type: 'title', text: text.title, under: text.under },
  { type: 'number', label: '收件编号', value: common.showNumber(all.number) },
  {
    type: 'grid',
    columns: 2,
    items: [
      wide('事项', all.matter),
      { label: '期限', value: `${all.due}：${limitText(all)}` },
      { label: '起算', value: `${common.showMoment(all.from)}${all.limit.unit === 'hour' ? '' : '，当日不计'}` },
      ...(all.basis === '' ? [] : [wide('依据', all.basis)]),
    ],
  },
  endBlock(all),
];

const stripBlock = (all: Facts): Block => ({
  type: 'table',
  columns: [
    { header: '月', width: 13, align: 'center' },
    ...['一', '二', '三', '四', '五', '六', '日'].map((header) => ({ header, width: 12, align: 'center' as const })),
  ],
  rows: weekRows(all.days, all.limit.amount, all.end !== undefined),
});

function pauseBlocks({ pauses, limit }: Facts, text: Words): Block[] {
  if (pauses.length === 0) return [];
  // Days are counted by days; the hour would only seem to matter.
  const shown = (moment: string): string => (limit.unit === 'hour' ? moment : moment.slice(0, 10));
  return [
    { type: 'heading', text: '特别程序（停止计算的时间）' },
    {
      type: 'table',
      columns: [
        { header: '序号', width: 8, align: 'center' },
        { header: '特别程序', width: 14 },
        { header: '开始', width: 21, align: 'center' },
        { header: '结束', width: 21, align: 'center' },
        { header: '停止计算', width: 14, align: 'center' },
        { header: '依据', width: 22 },
      ],
      rows: pauses.map(({ name, from, to, took, basis }, index) => [
        ...[mark(index), name, shown(from), to === undefined ? '还没有结束' : shown(to)],
        ...[`${String(took)} ${units[limit.unit]}`, basis],
      ]),
    },
    { type: 'note', text: text.pause },
  ];
}

function extensionBlocks({ extensions, limit }: Facts): Block[] {
  if (extensions.length === 0) return [];
  return [
    { type: 'heading', text: '延期' },
    {
      type: 'table',
      columns: [
        { header: '延长', width: 16, align: 'center' },
        { header: '批准日期', width: 20, align: 'center' },
        { header: '批准人', width: 18 },
        { header: '理由', width: 46 },
      ],
      rows: extensions.map(({ amount, on, approvedBy, reason }) => [
        ...[`${String(amount)} ${units[limit.unit]}`, on, approvedBy, reason],
      ]),
    },
  ];
}

function calendarNotes({ calendar, recorded, isEstimated, printedBy, printedAt }: Facts, text: Words): Block[] {
  const sources = calendar.sources.map(
    ({ year, isOfficial, source }) =>
      `${year} 年：${source === '' ? '没有资料' : source}${isOfficial ? '' : '（暂估）'}`,
  );
  const notes = [
    ...(isEstimated ? [text.estimated] : []),
    `工作日历：版本 ${calendar.version}；${sources.join('；')}`,
    ...(recorded === undefined
      ? []
      : [
          `办件记录的最后一天是 ${common.showDate(recorded.day)}，当时按日历版本 ${recorded.version} 计算；上表按现在的日历计算。`,
        ]),
    `打印：${printedBy}　${common.showMoment(printedAt)}`,
  ];
  return notes.map((note) => ({ type: 'note', text: note }));
}

const build = (all: Facts, text: Words): Block[] => [
  ...headBlocks(all, text),
  { type: 'paragraph', text: text[all.limit.unit] },
  stripBlock(all),
  ...pauseBlocks(all, text),
  ...extensionBlocks(all),
  ...calendarNotes(all, text),
];

/** Days of a sample: what each did, one letter a day. */
function sampleDays(first: string, roles: string): Day[] {
  let n = 0;
  return [...roles].map((letter, index) => {
    const date = addDays(getPlainDate(first), index);
    const day = { date, nature: 'workday', role: 'counted', n: null, isEstimated: date >= '2027' } as const;
    if (letter === 'f') return { ...day, role: 'first' };
    if (letter === 'w') return { ...day, nature: 'weekend', role: 'skipped' };
    if (letter === 'h')
      return { ...day, nature: 'holiday', role: 'skipped', holiday: date >= '2027' ? '元旦' : '中秋节' };
    if (letter === 'r') return { ...day, role: 'running' };
    if (letter === 'p') return { ...day, role: 'paused', pause: 0 };
    if (letter === 'd') return { ...day, role: 'postponed' };
    return { ...day, nature: letter === 'm' ? 'makeUp' : 'workday', n: (n += 1) };
  });
}

const plain: Facts = {
  hall: common.sampleHall,
  number: common.sampleNumber,
  matter: '公共场所卫生许可',
  due: '法定时限',
  basis: '行政许可法第四十二条、第八十二条',
  limit: { amount: 20, unit: 'workingDay' },
  from: '2026-09-24 09:41',
  end: { day: '2026-11-11' },
  counted: 24,
  isEstimated: false,
  days: sampleDays('2026-09-24', 'fhhhppppppppppppmwcccccwwcccccwwcccccwwcccccwwccc'),
  pauses: [
    {
      name: '检测',
      basis: '公共场所卫生管理条例',
      from: '2026-09-28 10:00',
      to: '2026-10-10 15:20',
      took: 5,
    },
  ],
  extensions: [{ amount: 4, reason: '现场条件需要再次核实', approvedBy: '曾庆文', on: '2026-10-20' }],
  calendar: {
    version: 'cn-2026.1',
    sources: [{ year: '2026', isOfficial: true, source: '国务院办公厅关于2026年部分节假日安排的通知' }],
  },
  printedBy: '王喆',
  printedAt: '2026-10-22 17:31',
};

const { end: _end, ...withoutEnd } = plain;

export const dueExplanation = definePaper({
  paper: 'dueExplanation',
  code: 'DE',
  v: 1,
  names: { 'zh-CN': '办理依据说明', en: 'Why this day' },
  source: '行政许可法第四十二条、第四十五条、第八十二条；民法典第二百零一条、第二百零三条',
  sizes: ['A4'],
  facts,
  words,
  fixedBy: '说明法律怎样计算日期，字句随法律',
  build,
  samples: {
    plain: {
      ...plain,
      limit: { amount: 5, unit: 'workingDay' },
      due: '承诺时限',
      basis: '本单位向社会公布的承诺时限',
      end: { day: '2026-10-15' },
      counted: 5,
      days: sampleDays('2026-09-24', 'fhhhppppppppppppmwcccc'),
      extensions: [],
    },
    full: plain,
    paused: {
      ...withoutEnd,
      counted: 0,
      days: sampleDays('2026-09-24', 'fhhhpppp'),
      pauses: [{ name: '检测', basis: '公共场所卫生管理条例', from: '2026-09-28 10:00', took: 3 }],
      extensions: [],
    },
    estimated: {
      ...plain,
      due: '承诺时限',
      basis: '',
      limit: { amount: 5, unit: 'workingDay' },
      from: '2026-12-28 16:05',
      end: { day: '2027-01-05' },
      counted: 5,
      isEstimated: true,
      days: sampleDays('2026-12-28', 'fccchwwcc'),
      pauses: [],
      extensions: [],
      calendar: {
        version: 'cn-2026.1',
        sources: [...plain.calendar.sources, { year: '2027', isOfficial: false, source: '全国年节及纪念日放假办法' }],
      },
      recorded: { day: '2027-01-04', version: 'cn-2025.9' },
    },
    hours: {
      ...plain,
      due: '反馈',
      limit: { amount: 24, unit: 'hour' },
      from: '2026-10-21 09:41',
      end: { day: '2026-10-22', at: '2026-10-22 09:41' },
      counted: null,
      days: sampleDays('2026-10-21', 'rr'),
      pauses: [],
      extensions: [],
    },
  },
});
