/**
 * 送达回证: what was handed out, how, and to whom; signed by whoever took it, and by whoever brought it.
 * Formal (GB/T 9704) on A4 and on A5, where it keeps one page with narrower lines.
 */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import { longMatter, longPetitioner } from './notice-parts.ts';
import { definePaper } from './paper.ts';

const facts = z.strictObject({
  ...common.caseFacts,
  /** 文书、证照, as they were handed out. */
  handed: z.array(common.line).min(1).max(200),
  way: common.line,
  place: common.line.exactOptional(),
  receivedBy: common.line,
  relation: common.line.exactOptional(),
  /** By which authority somebody else takes it (委托书 …). */
  warrant: common.line.exactOptional(),
  proof: common.line.exactOptional(),
  /** 留置送达: why it was not taken, and who saw that. */
  refusedWhy: common.line.exactOptional(),
  witness: common.line.exactOptional(),
  isLeft: z.boolean().exactOptional(),
  maskedId: common.maskedIdFact.exactOptional(),
  deliveredBy: common.line,
  on: common.dateFact,
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '送达回证',
  handed: '送达的文书、证照',
  signed: '以上文书、证照已收到，核对无误。',
  refused: '拒绝签收的事由和日期：',
  left: '受送达人拒绝签收，已说明情况，文书留在受送达的住所；送达过程由见证人签名或者拍照、录像记录。',
  scan: '扫码可查',
  copies: '本件由窗口存档。',
};

const optional = (label: string, value: string | undefined) => (value === undefined ? [] : [{ label, value }]);

/** 留置送达: the ground and the day, with whoever saw it (民事诉讼法 art. 89). On any other there is room for it. */
function refusal({ isLeft, refusedWhy, witness }: Facts, text: Readonly<Record<keyof typeof words, string>>): Block[] {
  const named = witness === undefined ? '见证人（基层组织或者所在单位的代表）' : `见证人 ${witness}`;
  return [
    {
      type: 'paragraph',
      text: [{ text: text.refused }, refusedWhy === undefined ? { blank: 18 } : { text: refusedWhy }],
    },
    {
      type: 'signatureLine',
      fields: [
        { label: named, hasDate: true, signer: 'witness' },
        ...(isLeft ? [{ label: '见证人', hasDate: true, signer: 'witness' } as const] : []),
      ],
    },
  ];
}

function build(given: Facts, text: Readonly<Record<keyof typeof words, string>>): Block[] {
  const { hall, petitioner, matter, handed, way, place, receivedBy, relation, warrant, proof, maskedId } = given;
  return [
    common.letterhead(hall),
    { type: 'title', text: text.title },
    ...common.historyMarkers(given),
    { type: 'number', label: '收件编号', value: common.showNumber(given.number) },
    {
      type: 'grid',
      columns: 2,
      items: [
        { label: '受送达人', value: petitioner.name, isStrong: true },
        { label: '送达方式', value: way },
        { label: '事项', value: matter, isWide: true },
        ...optional('送达地点', place),
        { label: '收件人', value: receivedBy },
        ...optional('关系', relation),
        ...optional('委托依据', warrant),
        ...optional('核验', proof),
        ...optional('证件号', maskedId),
      ],
    },
    { type: 'heading', text: text.handed },
    { type: 'checkList', mark: 'number', items: handed.map((name) => ({ text: name })) },
    { type: 'paragraph', look: 'strong', text: given.isLeft ? text.left : text.signed },
    {
      type: 'signatureLine',
      fields: [{ label: '收件人（签名或按指印）', hasDate: true, signer: 'receiver' }],
    },
    { type: 'signatureLine', fields: [{ label: '送达人', hasDate: true, signer: 'handler' }] },
    ...refusal(given, text),
    {
      type: 'beside',
      second: 'narrow',
      blocks: [
        [
          { type: 'qr', content: given.qr, caption: text.scan },
          { type: 'note', text: `${text.copies}　送达：${given.deliveredBy}` },
        ],
        [{ type: 'sealPlace', label: '加盖印章处', lines: [hall.name, common.showDate(given.on)] }],
      ],
    },
  ];
}

const plain: Facts = {
  hall: common.sampleHall,
  number: common.sampleNumber,
  qr: common.sampleQr('DV'),
  petitioner: { name: '单晓明' },
  matter: '农村村民宅基地审批',
  handed: ['准予办理', '农村宅基地批准书'],
  way: '窗口领取',
  receivedBy: '单晓明',
  proof: '身份证',
  deliveredBy: '李小红',
  on: '2026-11-22',
};

export const deliveryReceipt = definePaper({
  paper: 'deliveryReceipt',
  code: 'DV',
  v: 1,
  names: { 'zh-CN': '送达回证', en: 'Delivery receipt' },
  source:
    '行政许可法 (2019) art. 44: 颁发、送达; 民事诉讼法 (2023) art. 87: 送达回证, art. 89: 留置送达, 见证人; layout as offices keep it (not confirmed)',
  sizes: ['A5', 'A4'],
  look: 'formal',
  facts,
  words,
  adapts: { scan: 20, copies: 60 },
  build,
  samples: {
    plain,
    agent: {
      ...plain,
      way: '代领',
      receivedBy: '吕红英',
      relation: '配偶',
      warrant: '授权委托书',
      maskedId: '3607321985****0019',
    },
    left: {
      ...withoutProof(plain),
      way: '留置送达',
      place: '豪溪村 3 组 12 号',
      isLeft: true,
      refusedWhy: '本人在场，看过后不愿签字',
      witness: '豪溪村委会 吕红英',
    },
    many: {
      ...plain,
      petitioner: longPetitioner,
      matter: longMatter,
      handed: Array.from({ length: 40 }, (_, index) => `农村宅基地批准书第 ${String(index + 1)} 号`),
    },
  },
});

function withoutProof({ proof: _proof, ...rest }: Facts): Facts {
  return rest;
}
