/** 办件档案: its cover (封面) and its table of contents (卷内目录) with what it lacks (缺项说明). Made when the file is, never issued for a case. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import * as parts from './notice-parts.ts';
import { definePaper } from './paper.ts';

const about = {
  hall: common.hallFact,
  number: common.line,
  matter: common.line,
  /** As on papers of the file: whole. */
  petitioner: common.line,
  status: common.line,
  began: common.dateFact,
  closed: common.dateFact.exactOptional(),
  /** 全宗名称, 归档年度, 保管期限, 件号: where they are set. */
  fonds: common.line.exactOptional(),
  year: z
    .string()
    .regex(/^\d{4}$/)
    .exactOptional(),
  retention: common.line.exactOptional(),
  item: common.line.exactOptional(),
  printedBy: common.line,
  printedAt: common.momentFact,
};

const coverFacts = z.strictObject({ ...about, pages: z.int().min(0), parts: z.int().min(0), gaps: z.int().min(0) });
type CoverFacts = z.infer<typeof coverFacts>;

const coverWords = {
  title: '办件档案',
  toSet: '　',
  whole: '本卷 {parts} 件，共 {pages} 页',
  gaps: '，另有缺项 {gaps} 项（见缺项说明）',
};

const printedLine = ({ printedBy, printedAt }: Pick<CoverFacts, 'printedBy' | 'printedAt'>): Block => ({
  type: 'note',
  text: `制作：${printedBy}　${common.showMoment(printedAt)}`,
});

function buildCover(given: CoverFacts, text: Readonly<Record<keyof typeof coverWords, string>>): Block[] {
  const counts = { parts: String(given.parts), pages: String(given.pages), gaps: String(given.gaps) };
  const lacks = given.gaps === 0 ? '' : parts.fill(text.gaps, counts);
  return [
    common.letterhead(given.hall),
    { type: 'title', text: text.title },
    { type: 'number', label: '收件编号', value: common.showNumber(given.number) },
    {
      type: 'grid',
      columns: 2,
      isByHand: true,
      items: [
        { label: '全宗名称', value: given.fonds ?? given.hall.name, isWide: true },
        { label: '归档年度', value: given.year ?? text.toSet },
        { label: '保管期限', value: given.retention ?? text.toSet },
        { label: '件号', value: given.item ?? text.toSet },
        { label: '状态', value: given.status },
        { label: '事项', value: given.matter, isWide: true, isStrong: true },
        { label: '申请人', value: given.petitioner, isWide: true, isStrong: true },
        { label: '收件日期', value: common.showDate(given.began) },
        { label: '归档日期', value: given.closed === undefined ? '尚未归档' : common.showDate(given.closed) },
      ],
    },
    { type: 'paragraph', look: 'strong', text: parts.fill(text.whole, counts) + lacks },
    {
      type: 'signatureLine',
      fields: [
        { label: '立卷人', hasDate: true, signer: 'handler' },
        { label: '检查人', hasDate: true, signer: 'approver' },
      ],
    },
    printedLine(given),
  ];
}

const rowFact = z.strictObject({
  /** Heading it stands under. */
  sort: common.line,
  title: common.line,
  on: common.dateFact.exactOptional(),
  /** Pages of the file; absent of what lies beside it. */
  pages: z.strictObject({ from: z.int().min(1), to: z.int().min(1) }).exactOptional(),
  note: common.longText.exactOptional(),
});
const contentsFacts = z.strictObject({
  ...about,
  rows: z.array(rowFact).min(1).max(5000),
  gaps: z.array(common.line).max(2000),
});
type ContentsFacts = z.infer<typeof contentsFacts>;

const contentsWords = {
  title: '卷内目录',
  gaps: '缺项说明',
  noGaps: '按事项要求和办理过程核对，没有缺项。',
  some: '制作档案时按事项要求和办理过程核对，缺以下各项：',
  beside: '页次为“—”的没有并入本 PDF，以原格式存于档案包，或仅有纸质件，见备注。',
};

const pagesOf = ({ pages }: z.infer<typeof rowFact>): readonly [string, string] => {
  if (pages === undefined) return ['—', '—'];
  const { from, to } = pages;
  return [String(to - from + 1), from === to ? String(from) : `${String(from)}–${String(to)}`];
};

const buildContents = (given: ContentsFacts, text: Readonly<Record<keyof typeof contentsWords, string>>): Block[] => [
  { type: 'title', text: text.title },
  { type: 'number', label: '收件编号', value: common.showNumber(given.number) },
  {
    type: 'table',
    columns: [
      { header: '序号', width: 9, align: 'center' },
      { header: '材料名称', width: 36 },
      { header: '日期', width: 17, align: 'center' },
      { header: '页数', width: 8, align: 'center' },
      { header: '页次', width: 11, align: 'center' },
      { header: '备注', width: 26 },
    ],
    rows: given.rows.map((row, index) => [
      String(index + 1),
      `${row.title}\n${row.sort}`,
      // As DA/T 22 lists write a date: it has to fit a narrow column.
      row.on ?? '—',
      ...pagesOf(row),
      row.note ?? '',
    ]),
  },
  { type: 'note', text: text.beside },
  parts.heading(text.gaps),
  ...(given.gaps.length === 0
    ? [parts.indented(text.noGaps)]
    : [
        parts.indented(text.some),
        { type: 'checkList' as const, mark: 'number' as const, items: given.gaps.map((gap) => ({ text: gap })) },
      ]),
  printedLine(given),
];

const sampleAbout = {
  hall: common.sampleHall,
  number: common.sampleNumber,
  matter: '林木采伐许可',
  petitioner: '欧阳文秀',
  status: '已归档',
  began: '2026-11-09',
  closed: '2026-11-20',
  printedBy: '李小红',
  printedAt: '2026-11-22 17:31',
};
const set = { fonds: '永丰镇人民政府', year: '2026', retention: '30年', item: '0017' };

export const archiveCover = definePaper({
  paper: 'archiveCover',
  code: 'DF',
  v: 1,
  names: { 'zh-CN': '办件档案封面', en: 'Cover of a case file' },
  fixedBy: '格式由 DA/T 22 归档文件整理规则规定',
  source: 'DA/T 22-2015 归档文件整理规则 (年度、保管期限、件号); 档案法实施条例 (2024) art. 19',
  sizes: ['A4'],
  facts: coverFacts,
  words: coverWords,
  build: buildCover,
  samples: {
    plain: { ...sampleAbout, pages: 23, parts: 9, gaps: 0 },
    full: {
      ...sampleAbout,
      ...set,
      petitioner: parts.longPetitioner.name,
      matter: parts.longMatter,
      pages: 1234,
      parts: 96,
      gaps: 12,
    },
  },
});

const samplePart = { sort: '申请材料', title: '居民身份证', on: '2026-11-09', pages: { from: 3, to: 4 } };

export const archiveContents = definePaper({
  paper: 'archiveContents',
  code: 'DM',
  v: 1,
  names: { 'zh-CN': '卷内目录', en: 'Contents of a case file' },
  fixedBy: '格式由 DA/T 22 归档文件整理规则规定',
  source: 'DA/T 22-2015 归档文件整理规则 (归档文件目录); 档案法实施条例 (2024) art. 39: 要素合规, 可追溯',
  sizes: ['A4'],
  facts: contentsFacts,
  words: contentsWords,
  build: buildContents,
  samples: {
    plain: {
      ...sampleAbout,
      rows: [
        {
          sort: '申请表',
          title: '林木采伐申请表',
          on: '2026-11-09',
          pages: { from: 1, to: 2 },
          note: '按办件内容填写',
        },
        samplePart,
        { sort: '申请材料', title: '林权证', on: '2026-11-09', note: '原件 1 份；2026年11月20日已归还欧阳文秀' },
        { sort: '出具的文书', title: '收件凭证', on: '2026-11-09', pages: { from: 5, to: 5 } },
      ],
      gaps: ['送达回证：没有签名后的扫描件'],
    },
    full: {
      ...sampleAbout,
      ...set,
      rows: Array.from({ length: 60 }, (_, index) => ({
        ...samplePart,
        title: index % 7 === 0 ? parts.longMatter : samplePart.title,
        pages: { from: index * 3 + 1, to: index * 3 + 3 },
        ...(index % 9 === 0 ? { note: parts.longReason.slice(0, 200) } : {}),
      })),
      gaps: [],
    },
  },
});
