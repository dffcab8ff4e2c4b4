/** 呈批单: a decision put before whoever is in charge, with the facts of the case, the papers, the opinion of 初审, and room to sign. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import { definePaper } from './paper.ts';

const facts = z.strictObject({
  ...common.caseFacts,
  /** What is proposed: 拟准予 … */
  about: common.line,
  /** Whose word it needs: 分管领导, 主要领导. */
  role: common.line,
  needsTwo: z.boolean(),
  receivedOn: common.dateFact,
  due: common.dateFact.exactOptional(),
  request: common.longText.exactOptional(),
  /** What the form of the matter says, a line each. */
  form: z.array(z.strictObject({ label: common.line, value: common.line })).max(100),
  materials: z.array(common.materialFact).max(200),
  /** 环节 that are done, and what came of each. */
  stages: z.array(z.strictObject({ name: common.line, result: common.longText, by: common.line })).max(40),
  opinion: common.longText,
  askedBy: common.line,
  on: common.dateFact,
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '呈批单',
  facts: '申请情况',
  materials: '材料',
  stages: '已办环节',
  opinion: '初审意见',
  noMaterials: '没有材料。',
  word: '{role}意见（同意 / 不同意，写明理由）',
  second: '第二位签批人意见（与第一位不是同一人）',
  signed: '签批后请交回窗口，录入并扫描存档；电话同意的，事后补签。',
};

const listOf = ({ materials }: Facts, text: Readonly<Record<keyof typeof words, string>>): Block[] =>
  materials.length === 0
    ? [{ type: 'paragraph', text: text.noMaterials }]
    : [
        {
          type: 'paragraph',
          text: materials
            .map(({ name, copies, form }) => `${name}（${common.formName(form)} ${String(copies)} 份）`)
            .join('；'),
        },
      ];

const stagesOf = ({ stages }: Facts, heading: string): Block[] =>
  stages.length === 0
    ? []
    : [
        { type: 'heading', text: heading },
        {
          type: 'checkList',
          mark: 'number',
          items: stages.map(({ name, result, by }) => ({ text: `${name}：${result}`, detail: by })),
        },
      ];

/** Room to write by hand. */
const room = (label: string): Exclude<Block, { type: 'beside' }>[] => [
  { type: 'paragraph', look: 'strong', text: label },
  { type: 'paragraph', text: [{ blank: 24 }] },
  { type: 'paragraph', text: [{ blank: 24 }] },
  { type: 'signatureLine', fields: [{ label: '签名', hasDate: true, signer: 'approver' }] },
];

function build(given: Facts, text: Readonly<Record<keyof typeof words, string>>): Block[] {
  const { hall, petitioner, matter, about, role, due, request, form } = given;
  return [
    // It stays in the house: no address, no hours.
    common.letterhead({ name: hall.name }),
    { type: 'title', text: text.title, under: about },
    ...common.historyMarkers(given),
    { type: 'number', label: '收件编号', value: common.showNumber(given.number) },
    {
      type: 'grid',
      columns: 2,
      items: [
        { label: '申请人', value: petitioner.name, isStrong: true },
        ...(petitioner.maskedId === undefined ? [] : [{ label: '证件号', value: petitioner.maskedId }]),
        { label: '事项', value: matter, isWide: true },
        { label: '收件日期', value: common.showDate(given.receivedOn) },
        ...(due === undefined ? [] : [{ label: '承诺办结', value: common.showDate(due) }]),
      ],
    },
    ...(request === undefined && form.length === 0 ? [] : [{ type: 'heading', text: text.facts } as const]),
    ...(request === undefined ? [] : [{ type: 'paragraph', look: 'indented', text: request } as const]),
    ...(form.length === 0
      ? []
      : [{ type: 'grid', columns: 2, items: form.map(({ label, value }) => ({ label, value })) } as const]),
    { type: 'heading', text: text.materials },
    ...listOf(given, text),
    ...stagesOf(given, text.stages),
    { type: 'heading', text: text.opinion },
    { type: 'paragraph', look: 'indented', text: given.opinion },
    { type: 'paragraph', look: 'end', text: `${given.askedBy}　${common.showDate(given.on)}` },
    {
      type: 'beside',
      second: 'narrow',
      blocks: [
        [...room(text.word.replace('{role}', role)), ...(given.needsTwo ? room(text.second) : [])],
        [{ type: 'qr', content: given.qr, caption: '扫码打开办件' }],
      ],
    },
    { type: 'note', text: text.signed },
  ];
}

const plain: Facts = {
  hall: common.sampleHall,
  number: common.sampleNumber,
  qr: common.sampleQr('AP'),
  petitioner: { name: '单晓明', maskedId: '3607321985****0019' },
  matter: '农村村民宅基地审批',
  about: '拟准予',
  role: '主要领导',
  needsTwo: false,
  receivedOn: '2026-11-02',
  due: '2026-11-30',
  request: '原房倒塌，申请原址翻建。',
  form: [
    { label: '申请类型', value: '拆旧建新（原址）' },
    { label: '拟用面积', value: '119' },
    { label: '户内人口', value: '4' },
  ],
  materials: [
    { name: '居民身份证', copies: 1, form: 'copy' },
    { name: '农村宅基地和建房（规划许可）申请表', copies: 1, form: 'original' },
  ],
  stages: [{ name: '现场勘验', result: '四至清楚，与申报一致', by: '李小红、朴正花' }],
  opinion: '一户一宅，面积不超过标准，不占耕地，公示无异议，拟准予。',
  askedBy: '李小红',
  on: '2026-11-22',
};

export const approvalSheet = definePaper({
  paper: 'approvalSheet',
  code: 'AP',
  v: 1,
  names: { 'zh-CN': '呈批单', en: 'Approval sheet' },
  source: '机关内部签批; 行政许可法 art. 42: 行政机关负责人批准',
  sizes: ['A4'],
  facts,
  words,
  adapts: { noMaterials: 30, signed: 80 },
  build,
  samples: {
    plain,
    two: { ...plain, needsTwo: true, form: [], stages: [], materials: [], about: '拟不予受理' },
  },
});
