/**
 * 受理通知书: from which day the office's time runs, and by when it answers.
 * Formal (GB/T 9704) on A4 and on A5, where it keeps one page with narrower lines.
 */
import { z } from 'zod';
import type { Block, LeafBlock } from './blocks.ts';
import * as common from './facts.ts';
import * as parts from './notice-parts.ts';
import { definePaper } from './paper.ts';

const limitFact = z.strictObject({ within: common.line, due: common.dateFact, isEstimated: z.boolean() });

const facts = z.strictObject({
  ...parts.noticeFacts,
  organ: common.line.exactOptional(),
  documentNumber: common.line.exactOptional(),
  /** 138****1234. */
  phone: common.line.exactOptional(),
  appliedOn: common.dateFact,
  /** Not the day of the notice where it counts as accepted from an earlier one (视为受理). */
  acceptedOn: common.dateFact,
  basis: common.line,
  materials: z.array(common.materialFact).max(200),
  promised: limitFact.exactOptional(),
  statutory: limitFact.exactOptional(),
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '受理通知书',
  opening: '{name}：您于{applied}提出的“{matter}”申请，材料齐全、符合法定形式，根据{basis}，自{accepted}起予以受理。',
  materials: '收到的材料',
  promised: '承诺在这一天以前办结',
  statutory: '法定期限：{within}，{due}以前作出决定。',
  estimated: '（暂估，那一年的放假安排公布后以窗口告知的日期为准）',
  special: '依法需要听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的，所需时间不计算在期限内，另行书面告知。',
  seal: '加盖受理专用章处',
};
type Words = Readonly<Record<keyof typeof words, string>>;

const whoAsks = ({ phone, appliedOn, documentNumber }: Facts): LeafBlock[] => [
  parts.documentNumberLine(documentNumber),
  {
    type: 'grid',
    columns: 2,
    items: [...parts.said('联系电话', phone), { label: '申请日期', value: common.showDate(appliedOn) }],
  },
];

function limitBlocks({ promised, statutory }: Facts, text: Words): LeafBlock[] {
  const estimated = (isEstimated: boolean): string => (isEstimated ? text.estimated : '');
  return [
    ...(promised === undefined
      ? []
      : [
          {
            type: 'highlight',
            label: text.promised,
            value: common.showDateAndWeekday(promised.due),
            note: `承诺时限 ${promised.within}${estimated(promised.isEstimated)}`,
          } as const,
        ]),
    ...(statutory === undefined
      ? []
      : [
          parts.indented(
            parts.fill(text.statutory, { within: statutory.within, due: common.showDate(statutory.due) }) +
              estimated(statutory.isEstimated),
          ),
        ]),
  ];
}

const build = (given: Facts, text: Words): Block[] => [
  ...parts.head(given, text.title),
  ...whoAsks(given),
  parts.indented(
    parts.fill(text.opening, {
      name: given.petitioner.name,
      applied: common.showDate(given.appliedOn),
      matter: given.matter,
      basis: given.basis,
      accepted: common.showDate(given.acceptedOn),
    }),
  ),
  ...limitBlocks(given, text),
  ...(given.materials.length === 0
    ? []
    : [
        parts.countedTable(
          [
            { header: text.materials, width: 52 },
            { header: '份数', width: 14, align: 'center' },
            { header: '形式', width: 22, align: 'center' },
          ],
          given.materials.map(({ name, copies, form }) => [name, String(copies), common.formName(form)]),
        ),
      ]),
  { type: 'note', text: text.special },
  parts.receivedAndSealed(given, { seal: 'intake', label: text.seal, organ: given.organ }),
];

const plain: Facts = {
  ...parts.sampleNotice('ST'),
  matter: '林木采伐许可',
  organ: '兴国县永丰镇人民政府',
  documentNumber: '永府受〔2026〕15号',
  phone: '138****1234',
  appliedOn: '2026-11-20',
  acceptedOn: '2026-11-23',
  basis: '《中华人民共和国行政许可法》第三十二条第一款第五项',
  materials: [
    { name: '林木采伐申请表', copies: 1, form: 'original' },
    { name: '林权证', copies: 1, form: 'copy' },
  ],
  promised: { within: '10 个工作日', due: '2026-12-07', isEstimated: false },
  statutory: { within: '20 个工作日', due: '2026-12-21', isEstimated: false },
};
const {
  organ: _organ,
  documentNumber: _number,
  phone: _phone,
  promised: _promised,
  statutory: _statutory,
  ...least
} = plain;

export const acceptanceNotice = definePaper({
  paper: 'acceptanceNotice',
  code: 'ST',
  v: 1,
  names: { 'zh-CN': '受理通知书', en: 'Notice of acceptance' },
  source:
    '行政许可法 (2019) art. 32 (1) (5), (2): 受理应当出具加盖专用印章和注明日期的书面凭证; art. 42, 45; fields as published by 地方政府 (受理通知书)',
  sizes: ['A4', 'A5'],
  look: 'formal',
  copies: parts.twoCopies,
  facts,
  words,
  adapts: { estimated: 60 },
  build,
  samples: {
    plain,
    least: { ...least, petitioner: parts.minorityPetitioner, materials: [] },
    many: {
      ...plain,
      petitioner: parts.longPetitioner,
      matter: parts.longMatter,
      statutory: { within: '20 个工作日', due: '2027-01-05', isEstimated: true },
      materials: Array.from({ length: 60 }, (_, index) => ({
        name: `第 ${String(index + 1)} 项材料：农村宅基地和建房（规划许可）申请表及相关证明`,
        copies: 2,
        form: 'copy' as const,
      })),
    },
  },
});
