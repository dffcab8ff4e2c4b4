/** 出件签收单: certificates and papers handed out at the window, counted and signed for. What is delivered elsewhere has a 送达回证. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import * as common from './facts.ts';
import * as parts from './notice-parts.ts';
import { definePaper } from './paper.ts';

const facts = z.strictObject({
  ...parts.noticeFacts,
  handed: z.array(common.line).min(1).max(200),
  receivedBy: common.line,
  relation: common.line.exactOptional(),
  warrant: common.line.exactOptional(),
  /** How it was made sure who took it. */
  proof: common.line.exactOptional(),
  receiverId: common.maskedIdFact.exactOptional(),
});
type Facts = z.infer<typeof facts>;

const words = {
  title: '出件签收单',
  handed: '领取的证照、文书',
  copies: '份数',
  signed: '以上证照、文书已当面核对，内容无误，如数领取。',
  taker: '领取人',
};

const build = (given: Facts, text: Readonly<Record<keyof typeof words, string>>): Block[] => [
  ...parts.head(given, text.title),
  {
    type: 'grid',
    columns: 2,
    items: [
      { label: '领取人', value: given.receivedBy, isStrong: true },
      ...parts.said('与申请人关系', given.relation),
      ...parts.said('委托依据', given.warrant),
      ...parts.said('核验', given.proof),
      ...parts.said('证件号', given.receiverId),
      { label: '领取日期', value: common.showDate(given.on) },
    ],
  },
  parts.countedTable(
    [
      { header: text.handed, width: 72 },
      { header: text.copies, width: 16, align: 'center' },
    ],
    given.handed.map((name) => [name, '']),
  ),
  parts.strong(text.signed),
  {
    type: 'signatureLine',
    fields: [
      { label: '领取人（签名或按指印）', hasDate: true, hasFingerprint: true, signer: 'receiver' },
      { label: '发件人', hasDate: true, signer: 'handler' },
    ],
  },
];

const plain: Facts = {
  ...parts.sampleNotice('HS'),
  handed: ['营业执照（正本）', '营业执照（副本）'],
  receivedBy: '陈䶮',
  proof: '居民身份证',
};

export const handOutSlip = definePaper({
  paper: 'handOutSlip',
  code: 'HS',
  v: 1,
  names: { 'zh-CN': '出件签收单', en: 'Slip for what was handed out' },
  source: '行政许可法 (2019) art. 44; 安阳市政务服务条例 (2021) art. 35: 统一窗口出件',
  sizes: ['A5', 'A4'],
  lasts: true,
  facts,
  words,
  adapts: { signed: 80 },
  build,
  samples: {
    plain,
    agent: {
      ...plain,
      petitioner: parts.minorityPetitioner,
      receivedBy: '吕红英',
      relation: '配偶',
      warrant: '授权委托书',
      receiverId: '3607321985****0019',
    },
    many: {
      ...plain,
      petitioner: parts.longPetitioner,
      matter: parts.longMatter,
      handed: Array.from({ length: 60 }, (_, index) => `农村宅基地批准书第 ${String(index + 1)} 号及所附平面图`),
    },
  },
});
