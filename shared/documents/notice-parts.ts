/** What the notices of a case have in common: head, who and what, the seal, who signs. */
import { z } from 'zod';
import type { Block, BlockOf, Inline, LeafBlock } from './blocks.ts';
import * as common from './facts.ts';

export const noticeFacts = {
  ...common.caseFacts,
  handledBy: common.line,
  on: common.dateFact,
};
export type NoticeFacts = z.infer<z.ZodObject<typeof noticeFacts>>;

export const head = (given: NoticeFacts, title: string, under?: string): Block[] => [
  common.letterhead(given.hall),
  { type: 'title', text: title, ...(under === undefined ? {} : { under }) },
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
            { label: '申请人', value: given.petitioner.name, isStrong: true },
            ...(given.petitioner.maskedId === undefined ? [] : [{ label: '证件号', value: given.petitioner.maskedId }]),
            ...(given.petitioner.agent === undefined ? [] : [{ label: '代理人', value: given.petitioner.agent }]),
            { label: '申请事项', value: given.matter, isStrong: true },
            { label: '承办人', value: given.handledBy },
          ],
        },
      ],
      [{ type: 'qr', content: given.qr, caption: '扫码可查' }],
    ],
  },
];

/** Signed by the applicant and by whoever took it, and sealed by the hall: of papers made twice (`twoCopies`). */
export const signedBoth = ({ hall, on }: NoticeFacts, signer: string): Block[] => [
  {
    type: 'signatureLine',
    fields: [
      { label: signer, hasDate: true, signer: 'petitioner' },
      { label: '经办人', hasDate: true, signer: 'handler' },
    ],
  },
  { type: 'sealPlace', label: '加盖印章处', lines: [hall.name, common.showDate(on)] },
];

export const indented = (text: Inline): LeafBlock => ({ type: 'paragraph', look: 'indented', text });
export const strong = (text: string): LeafBlock => ({ type: 'paragraph', look: 'strong', text });
export const heading = (text: string): LeafBlock => ({ type: 'heading', text });

/** `{name}` by its value; what nobody gave a value stays as it is. */
export const fill = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (blank, name: string) => values[name] ?? blank);

type GridItem = BlockOf<'grid'>['items'][number];
/** A line of a grid, where there is something to say. */
export const said = (label: string, value: string | undefined, more: Partial<GridItem> = {}): GridItem[] =>
  value === undefined ? [] : [{ label, value, ...more }];

/** 文号: by the office's own register; a line to write on where nobody has given it. */
export const documentNumberLine = (documentNumber: string | undefined): LeafBlock => ({
  type: 'paragraph',
  look: 'end',
  text: documentNumber ?? [{ text: '文号：' }, { blank: 12 }],
});

/** Numbered lines of a table, the first column counting them. */
export const countedTable = (
  columns: readonly { readonly header: string; readonly width: number; readonly align?: 'center' }[],
  rows: readonly (readonly string[])[],
): LeafBlock => ({
  type: 'table',
  columns: [{ header: '序号', width: 12, align: 'center' }, ...columns],
  rows: rows.map((cells, index) => [String(index + 1), ...cells]),
});

interface End {
  readonly seal: NonNullable<BlockOf<'sealPlace'>['seal']>;
  readonly label: string;
  /** In whose name, where it is not the hall's. */
  readonly organ?: string | undefined;
  readonly notes?: readonly string[];
}

/** Who took it, and where the seal goes. */
export const receivedAndSealed = (
  { hall, on }: Pick<NoticeFacts, 'hall' | 'on'>,
  { seal, label, organ, notes = [] }: End,
): Block => ({
  type: 'beside',
  second: 'narrow',
  blocks: [
    [
      {
        type: 'signatureLine',
        fields: [{ label: '申请人签收', hasDate: true, signer: 'petitioner' }],
      },
      ...notes.map((text): LeafBlock => ({ type: 'note', text })),
    ],
    [{ type: 'sealPlace', seal, label, lines: [organ ?? hall.name, common.showDate(on)] }],
  ],
});

/** Whose each copy is, where a form is made twice. */
export const twoCopies = ['申请人', '窗口存档'] as const;

export const sampleNotice = (code: string) => ({
  hall: common.sampleHall,
  number: common.sampleNumber,
  qr: common.sampleQr(code),
  petitioner: { name: '陈䶮', maskedId: '3607321985****0019' },
  matter: '个体工商户设立登记',
  handledBy: '李小红',
  on: '2026-11-23',
});

/** Values as long as anybody will ever type them, for samples. */
export const longPetitioner = {
  name: '兴国县永丰镇豪溪村种植养殖农民专业合作社（普通合伙）筹备小组',
  maskedId: '91360732MA3****43X',
  agent: '阿卜杜热西提·买买提',
};
export const longMatter = '农村村民住宅用地审批（含使用原有宅基地、村内空闲地和其他土地新建、改建、扩建住宅）';
export const minorityPetitioner = { name: '迪丽热巴·迪力木拉提·阿布都热合曼', agent: '𰻝小面' };
export const longReason =
  '申请人提交的材料经现场核查与实际情况不一致，其中用地四至与村民小组会议记录、相邻户签字确认的示意图和国土调查数据均有出入，需要重新测量。'.repeat(
    3,
  );
