/** 送达回证: what was handed out, how, and to whom; signed by whoever took it, and by whoever brought it. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
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
  maskedId: common.maskedIdFact.exactOptional(),
  deliveredBy: common.line,
  on: common.dateFact,
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '送达回证',
  handed: '送达的文书、证照',
  signed: '以上文书、证照已收到，核对无误。',
  refused: '拒绝签收的理由：',
  scan: '扫码可查',
  copies: '本件由窗口存档。',
};

const optional = (label: string, value: string | undefined) => (value === undefined ? [] : [{ label, value }]);

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
    { type: 'paragraph', look: 'strong', text: text.signed },
    { type: 'signatureLine', fields: [{ label: '收件人（签名或按指印）', hasDate: true }] },
    { type: 'signatureLine', fields: [{ label: '送达人', hasDate: true }] },
    { type: 'paragraph', text: [{ text: text.refused }, { blank: 12 }, { text: '　见证人：' }, { blank: 6 }] },
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
  source: '行政许可法 art. 44: 颁发、送达; 送达回证 as offices keep it (fields not confirmed)',
  sizes: ['A5', 'A4'],
  facts,
  words,
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
  },
});
